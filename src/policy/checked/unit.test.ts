import { expect, test } from 'vitest'
import * as unit from '#policy/checked/unit'
import { vocabulary } from '#policy-files/vocabulary.zh'

const { units } = vocabulary
const divideUnits = (left: string, right: string): unit.UnitLabel => unit.divideUnits(left, right, units)
const multiplyUnits = (left: string, right: unit.UnitLabel): unit.UnitLabel => unit.multiplyUnits(left, right, units)
const uniteUnits = (left: unit.UnitLabel, right: unit.UnitLabel): unknown => unit.uniteUnits(left, right, units)

test('a year of money becomes a month of money by the months of a year', () => {
  expect(divideUnits('元/年', '月/年')).toBe('元/月')
  expect(multiplyUnits('元/月', '月/年')).toBe('元/年')
  expect(multiplyUnits('年', multiplyUnits('月/年', '元/月'))).toBe('元')
})

test('what is counted vanishes in products', () => {
  expect(multiplyUnits('元/月', '人')).toBe('元/月')
  expect(divideUnits('元/月', '人')).toBe('元/月')
  expect(divideUnits('人', '人')).toBe('')
})

test('a literal goes with every unit, two units only when they are the same', () => {
  expect(uniteUnits('元/月', undefined)).toEqual({ unit: '元/月' })
  expect(uniteUnits('元/月', '元/年')).toEqual({ clash: true, monthYear: true })
  expect(uniteUnits('岁', '元')).toEqual({ clash: true, monthYear: false })
})
