import type { PlainValue } from '#policy'

/** The Chinese keys and words of an examples file that are not names of facts. */
export const exampleWords = { household: '户', unknown: '未知' } as const

/** A value as it stands in an examples file or on a screen. */
export function valueText(value: PlainValue): string {
  if (value === null) return exampleWords.unknown
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
