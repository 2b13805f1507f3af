/** Small readers of unknown JSON that name what is not as it should be. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) throw new Error(`expected an object with the field ${name}`)
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`the field ${name} should be a list`)
  return value
}
