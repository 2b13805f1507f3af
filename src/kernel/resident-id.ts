import { parseDay, type Day } from '#kernel/day'

/** An 18-character citizen identity number with a right check character (GB 11643). */
export type ResidentId = string & { readonly __residentId: unique symbol }

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The 18th character for the first 17 digits, after GB 11643 (ISO 7064 MOD 11-2). */
export function checkCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return '10X98765432'.charAt(sum % 11)
}

type ResidentIdFault = 'empty' | 'length' | 'characters' | 'birth-day' | 'check-character'

export type ResidentIdReading =
  | { readonly ok: true; readonly id: ResidentId; readonly repaired: boolean }
  | { readonly ok: false; readonly fault: ResidentIdFault }

/**
 * Reads an identity number as departments write it: full-width characters, lower-case x, spaces, a leading
 * apostrophe of a spreadsheet, and the 15-digit form of before 1999 (19 is inserted and the check computed).
 */
export function readResidentId(raw: string): ResidentIdReading {
  const plain = raw
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000'\u2018\u2019\u200b-]/g, '')
    .toUpperCase()
  if (plain === '') return { ok: false, fault: 'empty' }
  if (plain.length !== 15 && plain.length !== 18) return { ok: false, fault: 'length' }
  if (!/^(\d{15}|\d{17}[\dX])$/.test(plain)) return { ok: false, fault: 'characters' }
  const first17 = plain.length === 15 ? `${plain.slice(0, 6)}19${plain.slice(6)}` : plain.slice(0, 17)
  const birth = parseDay(`${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`)
  if (birth === undefined) return { ok: false, fault: 'birth-day' }
  const full = first17 + checkCharacter(first17)
  if (plain.length === 18 && plain !== full) return { ok: false, fault: 'check-character' }
  // All rules of GB 11643 hold here.
  return { ok: true, id: full as ResidentId, repaired: full !== raw }
}

export function birthDayOf(id: ResidentId): Day {
  const birth = parseDay(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`)
  if (birth === undefined) throw new Error('A ResidentId always carries a birth day')
  return birth
}

export function sexOf(id: ResidentId): 'male' | 'female' {
  return Number(id.charAt(16)) % 2 === 1 ? 'male' : 'female'
}
