import { expect, test } from 'vitest'
import { creditCheckCharacter, isCreditCode } from './credit-code.ts'

test('one changed character is noticed', () => {
  const first17 = '91360735MA35FAKE0'
  const code = `${first17}${creditCheckCharacter(first17)}`

  expect(isCreditCode(code)).toBe(true)
  for (let at = 0; at < code.length; at++) {
    const changed = `${code.slice(0, at)}${code.charAt(at) === '7' ? '8' : '7'}${code.slice(at + 1)}`
    expect(isCreditCode(changed), changed).toBe(false)
  }
})

test('letters that are not in the alphabet of the codes make none', () => {
  expect(creditCheckCharacter('91360735MI35FAKE0')).toBeUndefined()
  expect(isCreditCode('91360735')).toBe(false)
})
