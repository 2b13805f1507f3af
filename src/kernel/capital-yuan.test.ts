import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capitalYuan } from '#kernel/capital-yuan.zh'
import { fen, parseYuan } from '#kernel/fen'

const written = (yuan: string): string => capitalYuan(parseYuan(yuan) ?? fen(-1n))

test('amounts are written as vouchers have them', () => {
  expect(['0.5', '700', '1005.08', '10000', '0.08', '0', '765'].map(written)).toEqual([
    '伍角',
    '柒佰元整',
    '壹仟零伍元零捌分',
    '壹万元整',
    '捌分',
    '零元整',
    '柒佰陆拾伍元整',
  ])
})

test('one zero stands for any number of zeros between digits, and none at the end of a group', () => {
  expect(['100', '1010', '10001', '100500', '107000.53', '100000001', '1000000000.1'].map(written)).toEqual([
    '壹佰元整',
    '壹仟零壹拾元整',
    '壹万零壹元整',
    '壹拾万零伍佰元整',
    '壹拾万柒仟元伍角叁分',
    '壹亿零壹元整',
    '壹拾亿元壹角',
  ])
})

test('an amount taken out is written as such', () => {
  expect(written('-120.50')).toBe('负壹佰贰拾元伍角')
})

const values: Readonly<Record<string, bigint>> = { 拾: 10n, 佰: 100n, 仟: 1000n }

/** Reads what capitalYuan writes, digit by digit. */
function readBack(text: string): bigint {
  let [total, group, number, cents] = [0n, 0n, 0n, 0n]
  for (const sign of text) {
    const digit = '零壹贰叁肆伍陆柒捌玖'.indexOf(sign)
    if (digit >= 0) number = BigInt(digit)
    else if (sign === '角') cents += number * 10n
    else if (sign === '分') cents += number
    else if (sign === '万' || sign === '亿' || sign === '元') {
      const weight = { 万: 10_000n, 亿: 100_000_000n, 元: 1n }[sign]
      total += (group + number) * weight
      group = 0n
    } else if (sign !== '整') group += number * (values[sign] ?? 0n)
    if (digit < 0) number = 0n
  }
  return total * 100n + cents
}

test('what is written reads as the same amount, and no two zeros stand side by side', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 99_999_999_999n), (amount) => {
      const text = capitalYuan(fen(amount))
      expect(readBack(text)).toBe(amount)
      expect(text).not.toContain('零零')
    }),
    { seed: 6, numRuns: 500 },
  )
})
