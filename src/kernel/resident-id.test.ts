import { expect, test } from 'vitest'
import { birthDayOf, checkCharacter, readResidentId, sexOf } from '#kernel/resident-id'

/** A number of no real person: the area code is that of no county. */
const first17 = '99010119600101001'
const valid = first17 + checkCharacter(first17)

test('full-width digits, spaces, a small x and a leading apostrophe are repaired', () => {
  const wide = Array.from(valid, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
  for (const written of [wide, ` ${valid.toLowerCase()} `, `'${valid}`, `${valid.slice(0, 6)} ${valid.slice(6)}`]) {
    expect(readResidentId(written)).toEqual({ ok: true, id: valid, repaired: true })
  }
  expect(readResidentId(valid)).toEqual({ ok: true, id: valid, repaired: false })
})

test('a number of fifteen digits becomes one of eighteen', () => {
  const old = valid.slice(0, 6) + valid.slice(8, 17)

  expect(readResidentId(old)).toEqual({ ok: true, id: valid, repaired: true })
})

test('one wrong digit is noticed and said which rule it breaks', () => {
  const wrong = `${valid.slice(0, 16)}${(Number(valid[16]) + 1) % 10}${valid.slice(17)}`

  expect(readResidentId(wrong)).toEqual({ ok: false, fault: 'check-character' })
  expect(readResidentId('')).toEqual({ ok: false, fault: 'empty' })
  expect(readResidentId('12345')).toEqual({ ok: false, fault: 'length' })
  expect(readResidentId(`${valid.slice(0, 10)}13${valid.slice(12)}`)).toEqual({ ok: false, fault: 'birth-day' })
})

test('the number tells the birth day and the sex', () => {
  const read = readResidentId(valid)
  if (!read.ok) throw new Error('expected a valid number')

  expect(birthDayOf(read.id)).toBe('1960-01-01')
  expect(sexOf(read.id)).toBe('male')
})
