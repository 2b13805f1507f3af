import { pinyin } from 'pinyin-pro'
import type { Keys } from '#db'
import type { RegisterFeed } from '#facts'
import { copyBytes, copyValue } from './copy-text.ts'
import { plainName, type RowReading } from './read-row.ts'

/** Columns of the temporary table `arrived` that the register is made from, beside those of the facts. */
export const registerDefinitions = [
  ['r_number', 'text collate "C"'],
  ['r_division', 'text collate "C"'],
  ['r_address', 'text'],
  ['r_name', 'text'],
  ['r_pinyin', 'text collate "C"'],
  ['r_initials', 'text collate "C"'],
  ['r_sex', 'text'],
  ['r_birth_day', 'date'],
  ['r_blind', 'bytea'],
  ['r_cipher', 'bytea'],
  ['r_tail', 'text'],
  ['r_relation', 'text'],
  ['r_phone_blind', 'bytea'],
  ['r_phone_cipher', 'bytea'],
  ['r_since', 'date'],
  // As they came, for the few rows that turn out to belong elsewhere; gone with the transaction.
  ['r_cells', 'text'],
] as const

/** The values for registerDefinitions, in its order and already in the format of COPY. */
export type ResidentCells = readonly string[]

export interface Spelling {
  readonly pinyin: string
  readonly initials: string
}

/** Names come again and again; this many are remembered. */
const rememberedNames = 50_000

/** Spells names in pinyin without tones, the surname read as a surname (单 shan, 区 ou). */
export function speller(): (name: string) => Spelling {
  const remembered = new Map<string, Spelling>()
  return (name) => {
    const known = remembered.get(name)
    if (known !== undefined) return known
    const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true })
      .map((syllable) => syllable.toLowerCase().replace(/[^a-z]/g, ''))
      .filter((syllable) => syllable !== '')
    const spelling = { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') }
    if (remembered.size >= rememberedNames) remembered.clear()
    remembered.set(name, spelling)
    return spelling
  }
}

/** What the register takes from a row; `known` persons already have their cipher. */
export function residentCells(
  feed: RegisterFeed<string>,
  reading: RowReading,
  keys: Keys,
  of: {
    readonly blind: Buffer | null
    readonly known: boolean
    readonly spell: (name: string) => Spelling
    readonly cells: Readonly<Record<string, string>>
  },
): ResidentCells {
  const value = (key: string): string | null => reading.values.get(key) ?? null
  const { residentId } = reading
  const name = plainName(value(feed.register.name) ?? '')
  const spelling = of.spell(name)
  const phone = value(feed.register.phone)
  return [
    copyValue(value(feed.register.householdNumber)),
    copyValue(value(feed.register.division)),
    copyValue(value(feed.register.address)),
    copyValue(name),
    copyValue(spelling.pinyin),
    copyValue(spelling.initials),
    copyValue(reading.sex),
    copyValue(reading.birthDay),
    copyBytes(of.blind),
    copyBytes(residentId === null || of.known ? null : keys.encrypt('person.resident_id', residentId)),
    copyValue(residentId === null ? null : residentId.slice(-4)),
    copyValue(value(feed.register.relation)),
    copyBytes(phone === null ? null : keys.blindIndex(`phone ${phone}`)),
    copyBytes(phone === null ? null : keys.encrypt('person.phone', phone)),
    copyValue(value(feed.register.since)),
    copyValue(JSON.stringify(of.cells)),
  ]
}
