import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

test('the order in which keys were written does not show, the order of a list does', () => {
  expect(canonicalJson({ b: { d: 1, c: '乙' }, a: [2, 1] })).toBe('{"a":[2,1],"b":{"c":"乙","d":1}}')
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]))
})

test('values read the same exactly when JSON says the same of them', () => {
  const small = fc.jsonValue({ maxDepth: 2 })
  fc.assert(
    fc.property(small, small, (one, other) => {
      const [read, otherRead] = [one, other].map((value): unknown => JSON.parse(JSON.stringify(value)))

      expect(JSON.parse(canonicalJson(one))).toEqual(read)
      expect(canonicalJson(one) === canonicalJson(other)).toBe(isDeepStrictEqual(read, otherRead))
    }),
  )
})
