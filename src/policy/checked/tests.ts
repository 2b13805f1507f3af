import { bound, core, expectKind, problem, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { builtinCall } from '#policy/checked/builtins'
import { comparison, junction, negation } from '#policy/checked/operators'
import type { Scope } from '#policy/checked/scope'
import { booleanType, type Type } from '#policy/checked/type'
import type { Expr, Test, UnaryTests } from '#policy/feel/index'
import type { Position } from '#policy/position'

/** Whether a value meets one of several tests. The value is bound, so that it is computed once. */
export function checkTests(tests: readonly Test[], value: Core, scope: Scope, place: CheckPlace, at: Position): Core {
  return bound(place, value, (known) => {
    const inner = scope.with([['?', { kind: 'value', core: known }]])
    const parts = tests.map((test) => checkTest(test, known, inner, place))
    return junction(place, at, 'or', parts)
  })
}

const scalars: readonly Type['kind'][] = ['number', 'string', 'boolean', 'date', 'time', 'date-time', 'months', 'days']

function checkTest(test: Test, value: Core, scope: Scope, place: CheckPlace): Core {
  const at = place.position(test.from)
  const operand = test.value
  if (test.kind === 'compare') return comparison(place, at, test.op, value, place.check(operand, scope, place))
  if (operand.kind === 'range' && value.type.kind !== 'range') return within(operand, value, scope, place, at)
  const checked = place.check(operand, scope, place)
  if (checked.kind === 'null') return comparison(place, at, '=', value, checked)
  const [given, wanted] = [value.type.kind, checked.type.kind]
  if (mentionsPlaceholder(operand) || (wanted === 'boolean' && scalars.includes(given) && given !== 'boolean')) {
    expectKind(place, checked, 'boolean')
    return checked
  }
  if (wanted === 'list' && given !== 'list' && place.semantics === 'policy') {
    return builtinCall(place, at, 'list contains', [checked, value])
  }
  const settled = (scalars.includes(given) && scalars.includes(wanted)) || place.semantics === 'policy'
  if (settled) return comparison(place, at, '=', value, checked)
  return core(booleanType, at, { kind: 'satisfies', value, test: checked })
}

function within(
  range: Extract<Expr, { kind: 'range' }>,
  value: Core,
  scope: Scope,
  place: CheckPlace,
  at: Position,
): Core {
  const ends: Core[] = []
  const end = (of: Expr | undefined, open: '>' | '<', closed: '>=' | '<=', isOpen: boolean): void => {
    if (of === undefined) return
    ends.push(comparison(place, at, isOpen ? open : closed, value, place.check(of, scope, place)))
  }
  end(range.low, '>', '>=', range.lowOpen)
  end(range.high, '<', '<=', range.highOpen)
  return junction(place, at, 'and', ends)
}

function mentionsPlaceholder(expr: Expr): boolean {
  if (expr.kind === 'placeholder') return true
  return Object.values(expr).some((part) => {
    if (Array.isArray(part)) return part.some(mentionsInside)
    return mentionsInside(part)
  })
}

/** Parts of an expression: expressions, tests, arguments, entries and iterators that hold some. */
function mentionsInside(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false
  if (isExpr(part)) return mentionsPlaceholder(part)
  return Object.values(part).some((inner) =>
    Array.isArray(inner) ? inner.some(mentionsInside) : mentionsInside(inner),
  )
}

function isExpr(part: object): part is Expr {
  return 'kind' in part && 'from' in part
}

/** The cell of a decision table as a condition on its input, which `?` names; undefined for `-`. */
export function checkCell(
  tests: UnaryTests,
  value: Core,
  scope: Scope,
  place: CheckPlace,
  at: Position,
): Core | undefined {
  if (tests.kind === 'any') return undefined
  if (tests.tests.length === 0) {
    problem(place, at, { code: 'syntax', found: '' })
    return undefined
  }
  const met = checkTests(tests.tests, value, scope, place, at)
  return tests.negated ? negation(place, at, met) : met
}
