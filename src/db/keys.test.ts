import { createCipheriv, createHmac, hkdfSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { deriveKeys } from '#db/keys'

const master = Buffer.alloc(32, 7)
const keys = deriveKeys(master)

test('a field that was encrypted reads the same again, and never looks the same twice', () => {
  const [one, other] = [
    keys.encrypt('person.phone', '阿依古丽·买买提 199'),
    keys.encrypt('person.phone', '阿依古丽·买买提 199'),
  ]

  expect(keys.decrypt('person.phone', one)).toBe('阿依古丽·买买提 199')
  expect(one.equals(other)).toBe(false)
})

test('an altered cipher, one of another column and one of another key are refused', () => {
  const cipher = keys.encrypt('person.phone', '199')
  for (let i = 0; i < cipher.length; i++) {
    const altered = Buffer.from(cipher)
    altered.writeUInt8(altered.readUInt8(i) ^ 1, i)
    expect(() => keys.decrypt('person.phone', altered)).toThrow()
  }

  expect(() => keys.decrypt('person.name', cipher)).toThrow('not authentic')
  expect(() => deriveKeys(Buffer.alloc(32, 8)).decrypt('person.phone', cipher)).toThrow('not authentic')
  expect(() => keys.decrypt('person.phone', Buffer.alloc(3))).toThrow('unknown format')
})

test('the blind index is HMAC-SM3 under a key of its own, as the standard library computes it', () => {
  const key = Buffer.from(hkdfSync('sm3', master, 'doudi', 'blind-index', 32))

  expect(keys.blindIndex('A1').equals(createHmac('sm3', key).update('A1').digest())).toBe(true)
  expect(deriveKeys(Buffer.alloc(32, 8)).blindIndex('A1').equals(keys.blindIndex('A1'))).toBe(false)
})

test('a seal holds for its text, its purpose and its key, and for nothing else', () => {
  const seal = keys.seal('answer', '{"a":1}')

  expect(keys.isSeal('answer', '{"a":1}', seal)).toBe(true)
  expect(keys.isSeal('answer', '{"a":2}', seal)).toBe(false)
  expect(keys.isSeal('letter', '{"a":1}', seal)).toBe(false)
  expect(keys.isSeal('answer', '{"a":1}', seal.subarray(1))).toBe(false)
  expect(deriveKeys(Buffer.alloc(32, 8)).isSeal('answer', '{"a":1}', seal)).toBe(false)
  expect(keys.blindIndex('answer\0{"a":1}').equals(seal)).toBe(false)
})

test('the cipher is SM4 in counter mode', () => {
  const key = Buffer.from(hkdfSync('sm3', master, 'doudi', 'field-encryption', 16))
  const cipher = keys.encrypt('person.phone', '199')
  const expected = createCipheriv('sm4-ctr', key, cipher.subarray(1, 17)).update('199')

  expect(cipher.subarray(17, -16).equals(expected)).toBe(true)
})
