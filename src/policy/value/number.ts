import { Decimal as BaseDecimal } from 'decimal.js'
import type { Num, Value } from '#policy/value/value'

/** The numbers of DMN: 34 decimal digits, half-even (IEEE 754 decimal128; DMN 1.5, 10.3.2.3.1). */
export const Decimal = BaseDecimal.clone({
  precision: 34,
  rounding: BaseDecimal.ROUND_HALF_EVEN,
  toExpNeg: -7000,
  toExpPos: 7000,
  maxE: 6144,
  minE: -6176,
})
export type Decimal = BaseDecimal

export function isDecimal(value: Value): value is Decimal {
  return value instanceof BaseDecimal
}

export function isNumber(value: Value): value is Num {
  return typeof value === 'number' || isDecimal(value)
}

/** The one representation of a number: see Num. */
export function canonical(of: Decimal): Num {
  if (of.e <= 15 && of.isInteger()) {
    const whole = of.toNumber()
    // Minus zero is zero.
    if (Number.isSafeInteger(whole)) return whole === 0 ? 0 : whole
  }
  return of
}

export function toDecimal(of: Num): Decimal {
  return typeof of === 'number' ? new Decimal(of) : of
}

/** The number that a computation gave; null beyond what 34 digits and their exponent can hold. */
export function numberFrom(of: Decimal): Num | null {
  return of.isFinite() ? canonical(of) : null
}

export function add(left: Num, right: Num): Num | null {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right
    if (Number.isSafeInteger(sum)) return sum
  }
  return numberFrom(toDecimal(left).plus(right))
}

export function subtract(left: Num, right: Num): Num | null {
  if (typeof left === 'number' && typeof right === 'number') {
    const difference = left - right
    if (Number.isSafeInteger(difference)) return difference
  }
  return numberFrom(toDecimal(left).minus(right))
}

export function multiply(left: Num, right: Num): Num | null {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product
  }
  return numberFrom(toDecimal(left).times(right))
}

function wholeQuotient(left: Num, right: Num): number | undefined {
  if (typeof left !== 'number' || typeof right !== 'number' || left % right !== 0) return undefined
  const quotient = left / right
  return quotient === 0 ? 0 : quotient
}

export function divide(left: Num, right: Num): Num | null {
  if (right === 0) return null
  return wholeQuotient(left, right) ?? numberFrom(toDecimal(left).div(right))
}

/** Under the semantics of policies every quotient is rounded half-even to this many decimals, here and in SQL. */
export const divisionScale = 10

/** Wide enough that rounding its quotient to `divisionScale` is rounding the true quotient. */
const Wide = BaseDecimal.clone({ precision: 100, rounding: BaseDecimal.ROUND_HALF_EVEN })

export function divideRounded(left: Num, right: Num): Num | null {
  if (right === 0) return null
  const whole = wholeQuotient(left, right)
  if (whole !== undefined) return whole
  const rounded = new Wide(left).div(right).toDecimalPlaces(divisionScale)
  return numberFrom(new Decimal(rounded.precision() > 34 ? rounded.toSignificantDigits(34) : rounded))
}

export function power(base: Num, exponent: Num): Num | null {
  if (base === 0) return typeof exponent === 'number' && exponent >= 0 ? (exponent === 0 ? 1 : 0) : null
  return numberFrom(toDecimal(base).pow(exponent))
}

/** The rest that has the sign of the divisor, as FEEL's `modulo` gives it. */
export function modulo(left: Num, right: Num): Num | null {
  if (right === 0) return null
  if (typeof left === 'number' && typeof right === 'number') {
    const rest = left % right
    if (rest === 0) return 0
    return rest < 0 === right < 0 ? rest : rest + right
  }
  const rest = toDecimal(left).mod(right)
  if (rest.isZero()) return 0
  return numberFrom(rest.isNegative() === toDecimal(right).isNegative() ? rest : rest.plus(right))
}

export function negate(of: Num): Num {
  if (typeof of === 'number') return of === 0 ? 0 : -of
  return canonical(of.negated())
}

/** Below, at or above zero as the left number is smaller, equal or larger. */
export function compareNumbers(left: Num, right: Num): number {
  if (typeof left === 'number') return typeof right === 'number' ? left - right : -right.comparedTo(left)
  return left.comparedTo(right)
}

/** The number as a whole JavaScript number; undefined when it has a fraction or is too large to be exact. */
export function toInteger(of: Value): number | undefined {
  return typeof of === 'number' ? of : undefined
}

const numberText = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,5})?$/

/** A number as FEEL and XML Schema write it; undefined for any other text. */
export function parseNumber(text: string): Num | undefined {
  if (!numberText.test(text)) return undefined
  const read = new Decimal(text)
  const kept = text.length > 34 && read.precision() > 34 ? read.toSignificantDigits(34) : read
  return numberFrom(kept) ?? undefined
}

/** A number without exponent and without trailing zeros. */
export function printNumber(of: Num): string {
  return typeof of === 'number' ? String(of) : of.toFixed()
}
