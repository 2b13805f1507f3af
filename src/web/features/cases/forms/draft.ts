import { useState } from 'react'
import { useSession } from '#web/features/session/api.ts'

interface Draft<F> {
  /** What was written before, in this window and by this officer. */
  readonly kept: Partial<F>
  keep(fields: F): void
  forget(): void
}

function readDraft<F>(name: string): Partial<F> {
  const text = sessionStorage.getItem(name)
  if (text === null) return {}
  // Written by `keep` under the same name, which belongs to one form.
  return JSON.parse(text) as Partial<F>
}

/** Keeps what is being written until it is sent: for this window only, and apart for each officer. */
export function useDraft<F extends object>(form: string): Draft<F> {
  const officer = useSession().data?.officer.id ?? ''
  const name = `case-draft:${officer}:${form}`
  const [kept] = useState(() => readDraft<F>(name))
  return {
    kept,
    keep: (fields) => sessionStorage.setItem(name, JSON.stringify(fields)),
    forget: () => sessionStorage.removeItem(name),
  }
}
