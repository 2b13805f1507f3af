import type { ArithmeticOp, CompareOp } from '#policy/feel/syntax'

/** How tightly an operator binds (DMN 1.5, 10.3.1.2); all of them group from the left, the power among them. */
export const level = {
  any: 0,
  or: 1,
  and: 2,
  comparison: 3,
  additive: 4,
  multiplicative: 5,
  power: 6,
  instanceOf: 7,
  sign: 8,
  postfix: 9,
} as const

export const comparisonOf: ReadonlyMap<string, CompareOp> = new Map(
  (['=', '!=', '<', '<=', '>', '>='] as const).map((op) => [op, op]),
)

export const arithmeticOf: ReadonlyMap<string, { readonly op: ArithmeticOp; readonly level: number }> = new Map([
  ['+', { op: '+', level: level.additive }],
  ['-', { op: '-', level: level.additive }],
  ['*', { op: '*', level: level.multiplicative }],
  ['/', { op: '/', level: level.multiplicative }],
  ['**', { op: '**', level: level.power }],
])

/** Words that join or end an expression. */
export const joining: ReadonlySet<string> = new Set([
  'and',
  'between',
  'else',
  'in',
  'instance',
  'or',
  'return',
  'satisfies',
  'then',
])

/** Words that are never a name by themselves. */
export const reserved: ReadonlySet<string> = new Set([...joining, 'every', 'for', 'function', 'if', 'some'])
