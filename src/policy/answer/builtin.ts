import type { Run } from '#policy/answer/run'
import { isList, type Value } from '#policy/value/index'

/** What a built-in function may ask of its surroundings. */
type Surroundings = Pick<Run, 'isPolicy' | 'rounds' | 'asOf' | 'now'>

/** A built-in function; null where it has no result. An argument that was left out is absent or null. */
export type Builtin = (args: readonly Value[], around: Surroundings) => Value

/** How a function meets unknown values. */
type Meets =
  /** It needs every argument and every item of a list. */
  | 'whole'
  /** It needs every argument, but items of lists may be unknown. */
  | 'shape'
  /** It needs the first argument, the holder of the others. */
  | 'holder'
  /** It sees for itself. */
  | 'itself'

export interface BuiltinDefinition {
  readonly call: Builtin
  readonly meets: Meets
  /** The most arguments, where a wrong number is an error. */
  readonly least: number
  readonly most: number
}

export function whole(least: number, most: number, call: Builtin): BuiltinDefinition {
  return { call, meets: 'whole', least, most }
}

/** As `whole`, and none of the parameters is a list: a list of one value stands for the value. */
export function scalars(least: number, most: number, call: Builtin): BuiltinDefinition {
  return whole(least, most, (args, around) => call(args.some(isList) ? args.map(single) : args, around))
}

function single(value: Value): Value {
  if (!isList(value)) return value
  const [only = null] = value
  return value.length === 1 ? only : value
}

export function shape(least: number, most: number, call: Builtin): BuiltinDefinition {
  return { call, meets: 'shape', least, most }
}

export function holder(least: number, most: number, call: Builtin): BuiltinDefinition {
  return { call, meets: 'holder', least, most }
}

export function itself(least: number, most: number, call: Builtin): BuiltinDefinition {
  return { call, meets: 'itself', least, most }
}

/** A list, a single value as the list of itself; undefined for null (DMN 1.5, 10.3.2.9.4). */
export function listFrom(value: Value | undefined): readonly Value[] | undefined {
  if (value === null || value === undefined) return undefined
  return isList(value) ? value : [value]
}
