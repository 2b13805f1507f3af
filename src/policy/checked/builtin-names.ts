/** The built-in functions of FEEL that are compiled. Each pass has a table keyed by this union. */
export const builtinNames = [
  'sum',
  'count',
  'min',
  'max',
  'mean',
  'abs',
  'floor',
  'ceiling',
  'modulo',
  'decimal',
  'round up',
  'round down',
  'round half up',
  'round half down',
  'not',
  'all',
  'any',
  'is defined',
  'list contains',
  'append',
  'concatenate',
  'string',
  'string length',
  'upper case',
  'lower case',
  'contains',
  'starts with',
  'ends with',
  'substring',
  'string join',
] as const

export type BuiltinName = (typeof builtinNames)[number]

export function isBuiltin(name: string): name is BuiltinName {
  return builtinNames.some((builtin) => builtin === name)
}
