import type { Narrowed } from '#web/features/elder-care/api.ts'

const words = ['division', 'name', 'person'] as const

/** What the address narrows a list to. */
export function narrowedBy(search: URLSearchParams): Narrowed {
  const [division, name, personId] = words.map((word) => search.get(word) ?? undefined)
  return { division, name, personId }
}

/** The address with one of its words changed, or without it when it is empty. A list of one person is left by that. */
export function changed(search: URLSearchParams, word: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search)
  next.delete('person')
  if (value === '') next.delete(word)
  else next.set(word, value)
  return next
}

/** The address with nothing narrowed any more; what else it says stays. */
export function cleared(search: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const word of [...words, 'service']) next.delete(word)
  return next
}
