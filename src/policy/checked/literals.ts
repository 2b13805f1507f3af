import { broken, core, problem, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import type { Expr } from '#policy/feel/index'
import { parseTemporal } from '#policy/value/index'

/** A date, time or duration that is written out: `date("2025-04-01")`, `duration("P3M")`, `@"P3M"`. */
export function temporalLiteral(text: string, expr: Expr, place: CheckPlace): Core {
  const at = place.position(expr.from)
  const value = parseTemporal(text)
  if (value === undefined) {
    problem(place, at, { code: 'bad-literal', text, type: text.includes('P') ? 'duration' : 'date' })
    return broken(at)
  }
  return core({ kind: value.kind }, at, { kind: 'temporal', text })
}
