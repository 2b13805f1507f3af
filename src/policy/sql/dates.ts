import type { Semantics } from '#policy/checked/index'
import type { ArithmeticOp } from '#policy/feel/index'
import type { Position } from '#policy/position'
import { numberType, Refusal, strictTerm, term, type SqlType, type Term } from '#policy/sql/term'

const dateType: SqlType = { kind: 'date' }

/** Beyond these years a policy does not count days, and the day that never comes stays where it is (as in `answer`). */
const [firstYear, lastYear, never] = [1800, 2200, "DATE '9999-12-31'"]

/** Sums and differences of days and durations. */
export function dateArithmetic(op: ArithmeticOp, left: Term, right: Term, semantics: Semantics, at: Position): Term {
  const [a, b] = [left.type.kind, right.type.kind]
  if (op === '-' && a === 'date' && b === 'date') {
    return strictTerm(`(${left.text} - ${right.text})`, { kind: 'days' }, [left, right])
  }
  if ((op === '+' || op === '-') && a === 'date' && (b === 'days' || b === 'months')) {
    return shifted(left, op, right, semantics)
  }
  if (op === '+' && b === 'date' && (a === 'days' || a === 'months')) return shifted(right, op, left, semantics)
  if ((op === '+' || op === '-') && a === b && (a === 'days' || a === 'months')) {
    return strictTerm(`(${left.text} ${op} ${right.text})`, left.type, [left, right])
  }
  if (op === '*' && (a === 'number' || b === 'number'))
    return times(a === 'number' ? right : left, a === 'number' ? left : right, at)
  throw new Refusal(`${op} of ${a} and ${b} that depend on the row`, at)
}

/** A duration as the number of its days or months; what SQL counts in whole numbers. */
export function asNumber(duration: Term): Term {
  return strictTerm(`CAST(${duration.text} AS BIGINT)`, numberType(8, 0, 'BIGINT'), [duration])
}

/** A duration taken a whole number of times; parts of a day or month are not for SQL to cut. */
function times(duration: Term, by: Term, at: Position): Term {
  const { kind } = duration.type
  if ((kind !== 'days' && kind !== 'months') || by.type.kind !== 'number' || by.type.scale > 0) {
    throw new Refusal(`* of ${kind} and ${by.type.kind} that depend on the row`, at)
  }
  return strictTerm(`(CAST(${duration.text} AS BIGINT) * CAST(${by.text} AS BIGINT))`, duration.type, [duration, by])
}

/** A day moved by days or months; the end of a shorter month holds it back, in SQL as in FEEL. */
function shifted(day: Term, op: '+' | '-', by: Term, semantics: Semantics): Term {
  const moved =
    by.type.kind === 'days'
      ? `(${day.text} ${op} CAST(${by.text} AS INTEGER))`
      : `CAST(${day.text} ${op} to_months(CAST(${by.text} AS INTEGER)) AS DATE)`
  if (semantics === 'standard') return strictTerm(moved, dateType, [day, by])
  const within = `year(${moved}) > ${firstYear} AND year(${moved}) < ${lastYear}`
  const text = `CASE WHEN ${day.text} = ${never} AND ${by.text} IS NOT NULL THEN ${never} WHEN ${within} THEN ${moved} END`
  return term(text, dateType, [day, by], true)
}
