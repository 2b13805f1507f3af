import { broken, problem, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { checkExpression } from '#policy/checked/expression'
import type { Scope } from '#policy/checked/scope'
import type { Type } from '#policy/checked/type'
import { NameTable, parseExpression, type SyntaxFault } from '#policy/feel/index'
import type { SourceText } from '#policy/position'

/** Makes the place of one text of a model, so that offsets in it become lines and columns of the file. */
export interface BoxedPlace {
  /** Names that the model uses anywhere, so that those of several words are told from expressions. */
  readonly names: NameTable
  at(text: SourceText, cell?: string): CheckPlace
  atOffset(offset: number): CheckPlace
  declared(typeRef: string | undefined, offset: number): Type | undefined
  /** The value if its declared type allows it, else null. */
  allowed(value: Core, typeRef: string | undefined): Core
}

export function syntaxProblem(fault: SyntaxFault, place: CheckPlace): Core {
  const at = place.position(fault.from)
  switch (fault.kind) {
    case 'syntax':
      problem(place, at, { code: 'syntax', found: fault.found })
      break
    case 'unsupported':
      problem(place, at, { code: 'unsupported-syntax', what: fault.what })
      break
    case 'too-deep':
    case 'too-long':
      problem(place, at, { code: fault.kind })
      break
  }
  return broken(at)
}

export function checkText(text: SourceText, scope: Scope, place: BoxedPlace, cell?: string): Core {
  const here = place.at(text, cell)
  const parsed = parseExpression(text.text, namesIn(scope, place))
  return parsed.ok ? checkExpression(parsed.value, scope, here) : syntaxProblem(parsed.fault, here)
}

const tables = new WeakMap<Scope, NameTable>()

/** The names of the model and those of the scope; a table's cells share one scope. */
export function namesIn(scope: Scope, place: BoxedPlace): NameTable {
  const known = tables.get(scope)
  if (known !== undefined) return known
  const made = new NameTable(scope.known(), place.names)
  tables.set(scope, made)
  return made
}
