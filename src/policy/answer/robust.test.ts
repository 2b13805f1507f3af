import fc from 'fast-check'
import { expect, test } from 'vitest'
import { builtins } from '#policy/answer/builtins'
import type { Run } from '#policy/answer/run'
import { builtinNames } from '#policy/checked/builtin-names'
import {
  calculate,
  compare,
  convert,
  equal,
  noValue,
  parseDate,
  parseDateTime,
  parseNumber,
  parseTemporal,
  printValue,
  toPlain,
  unknown,
  type Value,
} from '#policy/value/index'

const numbers = ['0', '1', '-1', '2.5', '3', '1e20', '-1e6000', '1e-6000', '9007199254740993', '0.1', '6176', '-6111']
const times = [
  '2024-02-29',
  '-999999999-01-01',
  '999999999-12-31',
  '10:30:00',
  '23:59:59.999999999+18:00',
  '10:30:00@Europe/Paris',
  '2024-02-29T24:00:00',
  '999999999-12-31T23:59:59Z',
  'P1Y',
  '-P999999999M',
  'P1DT1H',
  '-PT0.000000001S',
]
const texts = [
  '',
  'a',
  'P1D',
  '2024-01-01',
  '[1..3]',
  '(a+)',
  '[',
  '$1',
  '\\',
  'smix',
  '.',
  ',',
  '😀',
  '__proto__',
  'constructor',
]

const leaf: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(null, true, false, noValue, unknown([{ kind: 'fact', name: 'x' }])),
  fc.constantFrom(...numbers).map((text): Value => parseNumber(text) ?? null),
  fc.constantFrom(...times).map((text): Value => parseTemporal(text) ?? null),
  fc.constantFrom(...texts),
  fc.nat(3).map(
    (count): Value => ({
      kind: 'function',
      parameters: Array.from({ length: count }, (_, index) => `p${index}`),
      name: 'f',
      call: (args) => args[0] ?? null,
    }),
  ),
)

const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 4, arbitrary: leaf },
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom('key', 'value', '__proto__', 'a'), tie('value')), { maxLength: 3 })
      .map((fields): Value => ({ kind: 'context', fields: new Map(fields) })),
    fc
      .tuple(fc.option(tie('value'), { nil: undefined }), fc.option(tie('value'), { nil: undefined }), fc.boolean())
      .map(([low, high, closed]): Value => ({ kind: 'range', low, high, lowIncluded: closed, highIncluded: closed })),
  ),
}))

const runs = { seed: 42, numRuns: 1500 }

test('no function of FEEL throws, whatever it is given', () => {
  const asOf = parseDate('2026-10-31')
  const now = parseDateTime('2026-10-31T08:00:00Z')
  if (asOf === undefined || now === undefined) throw new Error('Not a day')
  for (const isPolicy of [true, false]) {
    // A function looks at the run's clock and semantics alone.
    const around: Pick<Run, 'isPolicy' | 'rounds' | 'asOf' | 'now'> = { isPolicy, rounds: isPolicy, asOf, now }
    fc.assert(
      fc.property(fc.constantFrom(...builtinNames), fc.array(anyValue, { maxLength: 4 }), (name, args) => {
        const result = builtins[name].call(args, around)
        expect(typeof printValue(result)).toBe('string')
      }),
      { ...runs, numRuns: 8000 },
    )
  }
})

test('no operation throws, and equality is the same both ways round', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (left, right) => {
      for (const op of ['+', '-', '*', '/', '**'] as const) toPlain(calculate(op, left, right))
      for (const op of ['<', '>=', '!='] as const) compare(op, left, right)
      convert(left, { kind: 'list', of: { kind: 'date-time' } })
      expect(toPlain(equal(left, right))).toEqual(toPlain(equal(right, left)))
    }),
    runs,
  )
})
