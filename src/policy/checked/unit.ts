import type { UnitWords } from '#policy/vocabulary'

/**
 * Units as exponents over base units. `undefined` is the unit of a literal and goes with everything; `''` is a plain
 * ratio. Things that are counted (persons, houses, points) name a unit in sums and comparisons but vanish in products:
 * a standard per person times a number of persons is money, a share of persons is a ratio.
 * Years and months are two bases, so 元/年 never meets 元/月 unless 每年月数 (月/年) converts it.
 */
export type UnitLabel = string | undefined

type Exponents = ReadonlyMap<string, number>

function parse(label: string): Exponents {
  const exponents = new Map<string, number>()
  label.split('/').forEach((side, index) => {
    for (const base of side.split('·')) {
      if (base === '' || base === '1') continue
      exponents.set(base, (exponents.get(base) ?? 0) + (index === 0 ? 1 : -1))
    }
  })
  return exponents
}

function print(exponents: Exponents): string {
  const side = (sign: 1 | -1): string =>
    [...exponents]
      .flatMap(([base, power]) => Array.from({ length: Math.max(0, power * sign) }, () => base))
      .sort()
      .join('·')
  const [top, bottom] = [side(1), side(-1)]
  if (bottom === '') return top
  return `${top === '' ? '1' : top}/${bottom}`
}

function withoutCounts(exponents: Exponents, units: UnitWords): Exponents {
  return new Map([...exponents].filter(([base, power]) => !units.counted.includes(base) && power !== 0))
}

function combine(left: string, right: string, sign: 1 | -1, units: UnitWords): string {
  const exponents = new Map(withoutCounts(parse(left), units))
  for (const [base, power] of withoutCounts(parse(right), units)) {
    exponents.set(base, (exponents.get(base) ?? 0) + sign * power)
  }
  return print(withoutCounts(exponents, units))
}

export function multiplyUnits(left: UnitLabel, right: UnitLabel, units: UnitWords): UnitLabel {
  if (left === undefined) return right
  if (right === undefined) return left
  return combine(left, right, 1, units)
}

export function divideUnits(left: UnitLabel, right: UnitLabel, units: UnitWords): UnitLabel {
  if (right === undefined) return left
  if (left === undefined) return combine('', right, -1, units)
  return combine(left, right, -1, units)
}

/** The unit of a sum, a choice or a list; `'clash'` when the two cannot be one. */
export function uniteUnits(
  left: UnitLabel,
  right: UnitLabel,
  units: UnitWords,
): { readonly unit: UnitLabel } | { readonly clash: true; readonly monthYear: boolean } {
  if (left === undefined) return { unit: right }
  if (right === undefined || left === right) return { unit: left }
  const [a, b] = [parse(left), parse(right)]
  if (print(a) === print(b)) return { unit: left }
  const total = (exponents: Exponents): number =>
    units.calendar.reduce((sum, base) => sum + (exponents.get(base) ?? 0), 0)
  const rest = (exponents: Exponents): string =>
    print(new Map([...exponents].filter(([base]) => !units.calendar.includes(base))))
  return { clash: true, monthYear: total(a) === total(b) && rest(a) === rest(b) }
}
