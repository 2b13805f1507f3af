import type { BuiltinDefinition } from '#policy/answer/builtin'
import { contextBuiltins } from '#policy/answer/builtins-context'
import { listBuiltins } from '#policy/answer/builtins-list'
import { numberBuiltins } from '#policy/answer/builtins-number'
import { rangeBuiltins } from '#policy/answer/builtins-range'
import { textBuiltins } from '#policy/answer/builtins-text'
import { timeBuiltins } from '#policy/answer/builtins-time'
import type { BuiltinName } from '#policy/checked/index'

/** The built-in functions of FEEL (DMN 1.5, 10.3.4). */
export const builtins: Readonly<Record<BuiltinName, BuiltinDefinition>> = {
  ...numberBuiltins,
  ...textBuiltins,
  ...listBuiltins,
  ...contextBuiltins,
  ...timeBuiltins,
  ...rangeBuiltins,
}
