import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { bankProfiles } from '#contracts/disbursement'
import { fen } from '#kernel/fen'
import {
  type BankLine,
  bankFileName,
  digestsOf,
  encodeText,
  readBankFile,
  readReturnsFile,
  writeBankFile,
  writeReturnsFile,
} from './bank-file.ts'

function aLine(given: Partial<BankLine> = {}): BankLine {
  return {
    line: 1,
    account: '6222000011112222',
    holder: '张三',
    bank: '石城农商银行',
    amount: fen(12_345n),
    remark: '低保202611',
    ...given,
  }
}

/** Characters of names: common, rare of two bytes, of four bytes below and above U+FFFF, Latin, and the dot of long names. */
const nameCharacter = fc.constantFrom('张', '镕', '㛃', '䶮', '𠮷', '𬎆', '·', 'A', 'é', ',', '"', '　')
const name = fc
  .array(nameCharacter, { minLength: 1, maxLength: 12 })
  .map((characters) => characters.join('').trim())
  .filter((text) => text !== '' && encodeText(text).length <= 60)

const lines = fc
  .array(
    fc.record({
      account: fc.stringMatching(/^[0-9]{8,30}$/),
      holder: name,
      bank: name,
      amount: fc.bigInt({ min: 1n, max: 99_999_999_999n }).map(fen),
      remark: name,
    }),
    { maxLength: 40 },
  )
  .map((rows) => rows.map((row, index) => ({ ...row, line: index + 1 })))

test.each(bankProfiles)('a %s file read back is what was written, rare characters and all', (profile) => {
  fc.assert(
    fc.property(lines, (rows) => {
      const written = writeBankFile(profile, rows)
      if (!written.ok) throw new Error(written.refusal.code)
      expect(readBankFile(profile, Buffer.concat(written.events))).toEqual(rows)
    }),
    { numRuns: 200 },
  )
})

test.each(bankProfiles)('a %s file of returns is read as it was written', (profile) => {
  const returns = lines.map((rows) => rows.map(({ line, amount, remark }) => ({ line, amount, reason: remark })))
  fc.assert(
    fc.property(returns, (rows) => {
      const written = writeReturnsFile(profile, rows)
      if (!written.ok) throw new Error(written.refusal.code)
      const read = readReturnsFile(profile, Buffer.concat(written.events))
      if (!read.ok) throw new Error(read.refusal.code)
      expect(read.returns.map(({ line, amount, reason }) => ({ line, amount, reason }))).toEqual(rows)
    }),
    { numRuns: 100 },
  )
})

test('every line of a file of fixed width has the same bytes, however many a character takes', () => {
  const written = writeBankFile('fixed-width', [aLine(), aLine({ holder: '𠮷田', line: 2 })])
  if (!written.ok) throw new Error(written.refusal.code)
  const bytes = Buffer.concat(written.events)

  // 235 bytes of fields, as many as the widths say, and the end of the line.
  expect(bytes.length).toBe(2 * 237)
  expect(bytes.subarray(0, 8).toString()).toBe('00000001')
  expect(iconv.decode(bytes.subarray(237 + 40, 237 + 100), 'gb18030').trim()).toBe('𠮷田')
  expect(bytes.subarray(160, 175).toString()).toBe('000000000012345')
})

test('a name that does not fit is refused by its line and is never cut', () => {
  const long = `${'买'.repeat(29)}𠮷`

  expect(writeBankFile('fixed-width', [aLine(), aLine({ line: 2, holder: long })])).toEqual({
    ok: false,
    refusal: { code: 'bank-file-field-too-long', line: 2, field: '户名', bytes: 62, limit: 60 },
  })
  expect(writeBankFile('fixed-width', [aLine({ holder: '买'.repeat(30) })]).ok).toBe(true)
})

test('a line break in a name, and half a character, are refused', () => {
  for (const holder of ['张\n三', '张\u{D842}']) {
    expect(writeBankFile('csv', [aLine({ holder })])).toMatchObject({
      refusal: { code: 'bank-file-unwritable', line: 1, field: '户名' },
    })
  }
})

test('the same payments give the same bytes and the same name', () => {
  const file = () => {
    const written = writeBankFile('csv', [aLine()])
    return written.ok ? digestsOf(Buffer.concat(written.events)) : undefined
  }

  expect(file()).toEqual(file())
  expect(bankFileName('fixed-width', { county: '360735', month: '2026-11', id: '7' })).toBe(
    'payment-360735-202611-7.txt',
  )
})

test('what is wrong with the bank’s answer is told with its line', () => {
  const told = (text: string) => {
    const read = readReturnsFile('csv', encodeText(text))
    return read.ok ? 'read' : read.refusal
  }

  expect(told('序号,金额,原因\r\n1,5.00,销户\r\n')).toBe('read')
  expect(told('1,5.00,销户\r\n2,五元,销户\r\n')).toMatchObject({ line: 2, problem: 'amount', value: '五元' })
  expect(told('1,5.00\r\n')).toMatchObject({ line: 1, problem: 'columns' })
  expect(told('1,5.00,销户\r\n\r\nx,5.00,销户')).toMatchObject({ line: 3, problem: 'number', value: 'x' })
  expect(told('1,5.00,"销"户\r\n')).toMatchObject({ line: 1, problem: 'columns' })
  expect(readReturnsFile('fixed-width', encodeText('00000001\r\n'))).toMatchObject({
    refusal: { line: 1, problem: 'length', value: '8' },
  })
  const broken = Buffer.concat([encodeText('1,5.00,'), Buffer.of(0xff, 0xff)])
  expect(readReturnsFile('csv', broken)).toMatchObject({ refusal: { line: 1, problem: 'encoding' } })
})
