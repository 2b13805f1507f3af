import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { fen, formatYuan, parseYuan } from '#kernel/fen'

test('an amount that cannot be paid to the fen is not an amount', () => {
  expect(['1.234', '1,23', 'abc', '', '1e3', '--1'].map(parseYuan)).toEqual(Array(6).fill(undefined))
})

test('writing and reading an amount is the same amount', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
      (amount) => parseYuan(formatYuan(fen(amount))) === amount,
    ),
    { seed: 1, numRuns: 2000 },
  )
})
