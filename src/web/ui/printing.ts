import { useSyncExternalStore } from 'react'

const printed = window.matchMedia('print')

function onChange(tell: () => void): () => void {
  printed.addEventListener('change', tell)
  return () => printed.removeEventListener('change', tell)
}

/** True while the page is on its way to paper: lists that are turned page by page on the screen are shown whole. */
export function usePrinting(): boolean {
  return useSyncExternalStore(onChange, () => printed.matches)
}
