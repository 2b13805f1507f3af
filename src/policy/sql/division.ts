import { divisionScale } from '#policy/answer/index'
import type { Position } from '#policy/position'
import type { Generator } from '#policy/sql/generator'
import {
  asDecimal,
  castDecimal,
  multiply,
  numberLiteral,
  requireWidth,
  typeOfNumber,
  type Hoist,
  type NumberType,
} from '#policy/sql/number'
import { digitsOf, fastWidth, maxWidth, numberType, Refusal, term, type Term } from '#policy/sql/term'

const power = (of: number): string => `1${'0'.repeat(of)}`

/** The smallest step of a quotient, as a literal. */
const step = `CAST(0.${'0'.repeat(divisionScale - 1)}1 AS DECIMAL(${divisionScale},${divisionScale}))`

/** A quotient in a program; refused when it must have the 34 digits of the standard. */
export function quotient(left: Term, right: Term, at: Position, generator: Pick<Generator, 'rounds' | 'hoist'>): Term {
  if (!generator.rounds) throw new Refusal('a quotient of 34 digits; ask for rounded quotients', at)
  return divide(left, right, at, (of) => generator.hoist(of))
}

/**
 * A quotient rounded half-even to the division scale, exactly. DuckDB's own `/` gives a DOUBLE, and its 128-bit
 * division is slow, so the division is long division in two 64-bit steps: the whole part, then ten decimals of the
 * remainder. The whole part may be taken a little off (it comes from a DOUBLE when the dividend is wide); the
 * remainder makes up for it.
 */
function divide(left: Term, right: Term, at: Position, hoist: Hoist): Term {
  const [a, b] = [typeOfNumber(left, at), typeOfNumber(right, at)]
  if (b.digits + b.scale > 8 || a.digits + b.scale > 16 || a.scale > divisionScale) {
    return divideWide(left, right, at, hoist)
  }
  // A divisor that is written out makes the quotient smaller; any other whole one at least not larger.
  const most = a.most + (/^\d/.test(right.text) && Number(right.text) > 0 ? -b.most + 2e-6 : b.scale)
  const digits = digitsOf(most)
  requireWidth(digits + 3, divisionScale, at)
  // Both sides times 10^(scale of the divisor), so that the divisor is a whole number.
  const shift = b.scale === 0 ? undefined : numberLiteral(power(b.scale))
  const dividend = hoist(shift === undefined ? asDecimal(left, at) : multiply(left, shift, at))
  const divisor = hoist(
    integer(`CAST(${(shift === undefined ? right : multiply(right, shift, at)).text} AS BIGINT)`, [right]),
  )
  const d = divisor.text
  const stored = /^DECIMAL\((\d+),/.exec(typeOfNumber(dividend, at).stored)
  const narrow = stored !== null && Number(stored[1]) <= fastWidth
  const truncated = narrow ? `trunc(${dividend.text})` : `trunc(CAST(${dividend.text} AS DOUBLE))`
  const whole = hoist(integer(`CAST(${truncated} AS BIGINT)`, [dividend]))
  // At most ten decimals below one: a DOUBLE holds them exactly once rounded to a whole number.
  const rest = `(${dividend.text} - CAST(${whole.text} AS DECIMAL(18,0)))`
  const fraction = hoist(
    integer(`CAST(round(CAST(${rest} AS DOUBLE) * 1e${divisionScale}) AS BIGINT)`, [dividend, whole]),
  )
  const below = hoist(
    integer(`((${whole.text} % ${d}) * ${power(divisionScale)} + ${fraction.text})`, [whole, fraction, divisor]),
  )
  const decimals = hoist(integer(roundedQuotient(below.text, d), [below, divisor]))
  const width = Math.max(digits + 2, 12) + 1 + divisionScale
  // DuckDB adds two DECIMALs of 64 bits in 64 bits, whatever the sum needs: one of them must be wider.
  const wide = width > fastWidth ? `${width},${divisionScale}` : `${digits + 2},0`
  const quotient = `CAST((${whole.text} // ${d}) AS DECIMAL(${wide})) + CAST(${decimals.text} AS DECIMAL(12,0)) * ${step}`
  // A zero divisor has no quotient: DuckDB's // already gives NULL for it.
  const type = numberType(digits, divisionScale, `DECIMAL(${width},${divisionScale})`, most)
  return term(`(${quotient})`, type, [whole, decimals, divisor], true)
}

function integer(text: string, of: readonly Term[]): Term {
  return term(text, numberType(18, 0, 'BIGINT'), of, true)
}

/** Half-even rounding of a whole-number quotient, without a CASE so that nothing is computed twice. */
function roundedQuotient(n: string, d: string): string {
  const doubled = `abs(2 * (${n} % ${d}))`
  const up = `CAST(${doubled} > abs(${d}) OR (${doubled} = abs(${d}) AND (${n} // ${d}) % 2 <> 0) AS INTEGER)`
  return `((${n} // ${d}) + sign(${n}) * sign(${d}) * ${up})`
}

/** For divisors that are not small: 128-bit division. */
function divideWide(left: Term, right: Term, at: Position, hoist: Hoist): Term {
  const [a, b] = [typeOfNumber(left, at), typeOfNumber(right, at)]
  const factor = divisionScale + b.scale - a.scale
  if (factor < 0 || a.digits + divisionScale + b.scale > maxWidth - 1)
    throw new Refusal('a quotient of too many digits', at)
  const n = hoist(
    term(`(${unscaled(left, a, at)} * CAST(${power(factor)} AS HUGEINT))`, numberType(maxWidth - 1, 0, 'HUGEINT'), [
      left,
    ]),
  )
  const d = hoist(term(unscaled(right, b, at), numberType(b.digits + b.scale, 0, 'HUGEINT'), [right]))
  const whole = maxWidth - divisionScale
  const q = hoist(term(roundedQuotient(n.text, d.text), numberType(whole, 0, 'HUGEINT'), [n, d], true))
  const type = numberType(Math.min(a.digits + b.scale, whole), divisionScale, `DECIMAL(${maxWidth},${divisionScale})`)
  return term(`(CAST(${q.text} AS DECIMAL(${whole},0)) * ${step})`, type, [q], true)
}

/** A DECIMAL as the whole number that it is of its smallest step. */
function unscaled(of: Term, type: NumberType, at: Position): string {
  const wide = castDecimal(of, type.digits + type.scale, type.scale, at)
  return `CAST(${wide.text} * ${power(type.scale)} AS HUGEINT)`
}
