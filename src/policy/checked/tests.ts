import { binder, core, expectKind, problem, variable, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { builtinCall } from '#policy/checked/builtins'
import { comparison, junction, negation } from '#policy/checked/operators'
import type { Scope } from '#policy/checked/scope'
import { booleanType } from '#policy/checked/type'
import type { Expr, Test, UnaryTests } from '#policy/feel/index'
import type { Position } from '#policy/position'

/** Whether a value meets one of several tests. The value is bound, so that it is computed once. */
export function checkTests(tests: readonly Test[], value: Core, scope: Scope, place: CheckPlace, at: Position): Core {
  const simple =
    value.kind === 'variable' || value.kind === 'fact' || value.kind === 'decision' || value.kind === 'field'
  if (simple) return alternatives(tests, value, scope, place, at)
  const bound = binder(place, '?', value.type)
  const body = alternatives(tests, variable(bound, at), scope, place, at)
  return core(booleanType, at, { kind: 'let', binder: bound, value, body })
}

function alternatives(tests: readonly Test[], value: Core, scope: Scope, place: CheckPlace, at: Position): Core {
  const inner = scope.with([['?', { kind: 'value', core: value }]])
  return junction(
    place,
    at,
    'or',
    tests.map((test) => checkTest(test, value, inner, place)),
  )
}

function checkTest(test: Test, value: Core, scope: Scope, place: CheckPlace): Core {
  const at = place.position(test.from)
  const operand = test.value
  if (test.kind === 'compare') return comparison(place, at, test.op, value, place.check(operand, scope, place))
  if (operand.kind === 'range') {
    const low = comparison(place, at, operand.lowOpen ? '>' : '>=', value, place.check(operand.low, scope, place))
    const high = comparison(place, at, operand.highOpen ? '<' : '<=', value, place.check(operand.high, scope, place))
    return junction(place, at, 'and', [low, high])
  }
  const checked = place.check(operand, scope, place)
  if (mentionsPlaceholder(operand) || (checked.type.kind === 'boolean' && value.type.kind !== 'boolean')) {
    expectKind(place, checked, 'boolean')
    return checked
  }
  if (checked.type.kind === 'list' && value.type.kind !== 'list') {
    return builtinCall(place, at, 'list contains', [checked, value])
  }
  return comparison(place, at, '=', value, checked)
}

function mentionsPlaceholder(expr: Expr): boolean {
  if (expr.kind === 'placeholder') return true
  return Object.values(expr).some((part) => {
    if (Array.isArray(part)) return part.some((item) => isExpr(item) && mentionsPlaceholder(item))
    return isExpr(part) && mentionsPlaceholder(part)
  })
}

function isExpr(part: unknown): part is Expr {
  return typeof part === 'object' && part !== null && 'kind' in part && 'from' in part
}

/** The cell of a decision table as a condition on its input; undefined for `-`. */
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
  const met = alternatives(tests.tests, value, scope, place, at)
  return tests.negated ? negation(place, at, met) : met
}
