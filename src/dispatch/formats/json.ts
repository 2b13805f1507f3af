/** Small readers of unknown JSON that name what is not as it should be. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) throw new Error(`expected an object with the field ${name}`)
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`the field ${name} should be a list`)
  return value
}

export function numberOf(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`the field ${name} should be a number`)
  return value
}

export function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new Error(`the field ${name} should be a text`)
  return value
}
