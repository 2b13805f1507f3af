import { calculate, isTemporal, type FeelDate, type Value } from '#policy/value/index'

/** Beyond these years days are not counted; a shift that leads there has no result. */
const countedYears = { first: 1800, last: 2200 }

/** The day that never comes, 9999-12-31, stays where it is. */
function isNever(of: FeelDate): boolean {
  return of.year === 9999 && of.month === 12 && of.day === 31
}

function isDay(value: Value): value is FeelDate {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'date'
}

/** Sums and differences with days, as policies mean them. */
export function shiftedByPolicy(op: '+' | '-', left: Value, right: Value): Value {
  const day = isDay(left) ? left : right
  const other = isDay(left) ? right : left
  if (isDay(day) && typeof other === 'object' && other !== null && isTemporal(other) && isNever(day)) {
    if (other.kind === 'months' || other.kind === 'days') return day
  }
  const result = calculate(op, left, right)
  if (!isDay(result)) return result
  return result.year <= countedYears.first || result.year >= countedYears.last ? null : result
}
