/** Text that PostgreSQL cannot keep: with a NUL, or with half of a surrogate pair. */
export class UnstorableText extends Error {
  readonly statusCode = 400
}

/** True when every text in a request, at any depth, can be stored and looked for. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, of]) => isStorable(key) && isStorable(of))
}
