import type { BuiltinName, Core } from '#policy/checked/index'
import type { Position } from '#policy/position'
import { refused, value, type Write } from '#policy/sql/builtin-call'
import { contextBuiltins } from '#policy/sql/builtins-context'
import { dateBuiltins } from '#policy/sql/builtins-date'
import { listBuiltins } from '#policy/sql/builtins-list'
import { numberBuiltins } from '#policy/sql/builtins-number'
import { definedTerm, textBuiltins } from '#policy/sql/builtins-text'
import type { Generator } from '#policy/sql/generator'
import type { Lists } from '#policy/sql/lists'
import { strictTerm, type Term } from '#policy/sql/term'

/** What has no exact counterpart in SQL, or none whose type the data does not have to tell, is refused. */
const builtins: Readonly<Record<BuiltinName, Write>> = {
  ...numberBuiltins,
  ...textBuiltins,
  ...listBuiltins,
  ...dateBuiltins,
  ...contextBuiltins,
  not: (call) => {
    const of = value(call, 0)
    return of.type.kind === 'boolean' ? strictTerm(`(NOT ${of.text})`, of.type, [of]) : refused(call)
  },
  'is defined': definedTerm,
  number: refused,
  time: refused,
  'date and time': refused,
  range: refused,
  context: refused,
  is: refused,
  'list replace': refused,
  median: refused,
  stddev: refused,
  mode: refused,
  sqrt: refused,
  log: refused,
  exp: refused,
  now: refused,
  today: refused,
  before: refused,
  after: refused,
  meets: refused,
  'met by': refused,
  overlaps: refused,
  'overlaps before': refused,
  'overlaps after': refused,
  finishes: refused,
  'finished by': refused,
  includes: refused,
  during: refused,
  starts: refused,
  'started by': refused,
  coincides: refused,
  'get entries': refused,
}

export function builtinTerm(
  name: BuiltinName,
  args: readonly Core[],
  at: Position,
  generator: Generator,
  lists: Lists,
): Term {
  return builtins[name]({ name, arguments: args, at, generator, lists })
}
