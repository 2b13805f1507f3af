import { parseDay } from '#kernel/day'
import { broken, core, problem, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { dateType } from '#policy/checked/type'
import type { Expr } from '#policy/feel/index'

/** `P1Y3M` as months, `P10D` as days; undefined for anything else (times of day are not facts of ours). */
function parseDuration(text: string): { readonly unit: 'months' | 'days'; readonly amount: number } | undefined {
  const match = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(text)
  if (!match) return undefined
  const [, sign, years, months, days] = match
  const factor = sign === '-' ? -1 : 1
  if (days !== undefined) {
    if (years !== undefined || months !== undefined) return undefined
    return { unit: 'days', amount: factor * Number(days) }
  }
  if (years === undefined && months === undefined) return undefined
  return { unit: 'months', amount: factor * (Number(years ?? 0) * 12 + Number(months ?? 0)) }
}

/** A date or a duration that is written out: `date("2025-04-01")`, `duration("P3M")`, `@"P3M"`. */
export function temporalLiteral(text: string, expr: Expr, place: CheckPlace): Core {
  const at = place.position(expr.from)
  const day = parseDay(text)
  if (day !== undefined) return core(dateType, at, { kind: 'date', day })
  const duration = parseDuration(text)
  if (duration !== undefined) return core({ kind: duration.unit }, at, { kind: 'duration', ...duration })
  problem(place, at, { code: 'bad-literal', text, type: text.includes('P') ? 'duration' : 'date' })
  return broken(at)
}
