import type { Core } from '#policy/checked/index'
import type { Position } from '#policy/position'
import { castDecimal, multiply, numberLiteral, typeOfNumber, type Hoist } from '#policy/sql/number'
import { maxWidth, numberType, Refusal, strictTerm, term, type Term } from '#policy/sql/term'

/** How the last digit is decided (DMN 1.5, table 77). */
export type Rounding = 'half-even' | 'half-up' | 'half-down' | 'up' | 'down' | 'floor' | 'ceiling'

const power10 = (of: number): string => `CAST(1${'0'.repeat(of)} AS HUGEINT)`

/** The whole number that a DECIMAL is of its smallest step. */
function unscaledText(of: Term, scale: number, at: Position): string {
  const type = typeOfNumber(of, at)
  if (type.digits + 2 * scale > maxWidth) throw new Refusal('a number of too many digits', at)
  const wide = castDecimal(of, type.digits, scale, at)
  return scale === 0 ? `CAST(${wide.text} AS HUGEINT)` : `CAST(${wide.text} * ${power10(scale)} AS HUGEINT)`
}

/** A whole-number quotient by a positive divisor, rounded; `n` is a name, so that it may be repeated. */
function quotient(n: string, d: string, rounding: Rounding): string {
  const [whole, rest] = [`(${n} // ${d})`, `(${n} % ${d})`]
  const [twice, sign] = [`abs(2 * ${rest})`, `sign(${n})`]
  const up = ((): string => {
    switch (rounding) {
      case 'down':
        return 'false'
      case 'up':
        return `${rest} <> 0`
      case 'floor':
        return `${rest} < 0`
      case 'ceiling':
        return `${rest} > 0`
      case 'half-up':
        return `${twice} >= ${d}`
      case 'half-down':
        return `${twice} > ${d}`
      case 'half-even':
        return `${twice} > ${d} OR (${twice} = ${d} AND ${whole} % 2 <> 0)`
    }
  })()
  return `(${whole} + ${sign} * CAST(${up} AS INTEGER))`
}

/** A number at so many decimals, exactly. */
export function rescaled(of: Term, places: number, rounding: Rounding, at: Position, hoist: Hoist): Term {
  const type = typeOfNumber(of, at)
  if (places >= type.scale) return of
  if (places < 0) throw new Refusal('rounding to tens', at)
  const digits = type.digits + 1
  const n = hoist(strictTerm(unscaledText(of, type.scale, at), numberType(maxWidth - 1, 0, 'HUGEINT'), [of]))
  const rounded = quotient(n.text, power10(type.scale - places), rounding)
  const step = places === 0 ? '' : ` * CAST(0.${'0'.repeat(places - 1)}1 AS DECIMAL(${places},${places}))`
  if (digits + 2 * places > maxWidth) throw new Refusal('a number of too many digits', at)
  const text = `(CAST(${rounded} AS DECIMAL(${digits + places},0))${step})`
  const stored = places === 0 ? `DECIMAL(${digits},0)` : `DECIMAL(${Math.min(maxWidth, digits + 2 * places)},${places})`
  return strictTerm(text, numberType(digits, places, stored, type.most), [n])
}

/** The remainder with the sign of the divisor: `a - b * floor(a / b)`. */
export function moduloTerm(left: Term, right: Term, at: Position, hoist: Hoist): Term {
  const [a, b] = [typeOfNumber(left, at), typeOfNumber(right, at)]
  const scale = Math.max(a.scale, b.scale)
  const big = numberType(maxWidth - 1, 0, 'HUGEINT')
  const n = hoist(strictTerm(unscaledText(left, scale, at), big, [left]))
  const d = hoist(strictTerm(unscaledText(right, scale, at), big, [right]))
  const rest = `(${n.text} % ${d.text})`
  const fixed = `(${rest} + CAST(${rest} <> 0 AND (${rest} < 0) <> (${d.text} < 0) AS INTEGER) * ${d.text})`
  const width = b.digits + scale
  const step = scale === 0 ? '' : ` * CAST(0.${'0'.repeat(scale - 1)}1 AS DECIMAL(${scale},${scale}))`
  if (width + scale > maxWidth) throw new Refusal('a remainder of too many digits', at)
  const stored = scale === 0 ? `DECIMAL(${width},0)` : `DECIMAL(${width + scale},${scale})`
  // The remainder by zero is null in SQL as in FEEL.
  return term(`(CAST(${fixed} AS DECIMAL(${width},0))${step})`, numberType(b.digits, scale, stored), [n, d], true)
}

const mostPower = 20

/** A power with a written whole exponent, by multiplication. */
export function power(base: Term, exponent: Core, at: Position): Term {
  const count = exponent.kind === 'number' && /^\d+$/.test(exponent.text) ? Number(exponent.text) : undefined
  if (count === undefined || count > mostPower) throw new Refusal('a power that is not a small whole number', at)
  const factors: Term[] = Array.from({ length: count }, () => base)
  const [first, ...rest] = factors
  if (first === undefined) {
    // Anything to the power of zero is one, null apart.
    return base.nullable
      ? strictTerm(`CASE WHEN ${base.text} IS NOT NULL THEN 1 END`, numberType(1, 0, 'INTEGER'), [base])
      : numberLiteral('1')
  }
  return rest.reduce((product, factor) => multiply(product, factor, at), first)
}
