import { mostTableCharacters, type VillagePoint, type VillagePointFault } from '#contracts/facility'
import { pointHeaders } from '#messages/facility'
import { townshipOf } from '#web/features/facility/places.ts'
import { importText } from '#web/features/facility/village-import-text.zh.ts'
import { csvText } from '#web/csv.ts'
import type { Problem } from '#web/request.ts'

/** `360735100001` → `360735-100-001`: a spreadsheet takes twelve digits in a row for a number and shortens it. */
export const groupedCode = (code: string): string =>
  [code.slice(0, 6), code.slice(6, 9), code.slice(9)].filter((part) => part !== '').join('-')

/** The table that officers fill in: of each village its code and name, and its position where it has one. */
export function villageTable(villages: readonly VillagePoint[], names: ReadonlyMap<string, string>): string {
  const { code, name, longitude, latitude } = pointHeaders
  return csvText([
    [code[0], importText.township, name[0], longitude[0], latitude[0]],
    ...villages.map((village) => [
      groupedCode(village.code),
      names.get(townshipOf(village.code)) ?? '',
      village.name,
      village.longitude,
      village.latitude,
    ]),
  ])
}

type UnreadableTable = keyof typeof importText.unreadable
export type TableRead =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: UnreadableTable }

const refused = (why: UnreadableTable): TableRead => ({ ok: false, why })

/** The text of a table: UTF-8 when it can be, else what spreadsheets in China write. */
export function readTable(bytes: BufferSource): TableRead {
  const text = decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030')
  // Workbooks and pictures hold zeros, texts never.
  if (text === undefined || text.includes('\0')) return refused('not-text')
  if (text.trim() === '') return refused('empty')
  return text.length > mostTableCharacters ? refused('too-large') : { ok: true, text }
}

function decoded(bytes: BufferSource, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    // So it says that the bytes are none of this encoding.
    if (error instanceof TypeError) return undefined
    throw error
  }
}

export interface FaultyTable {
  readonly count: number
  readonly faults: readonly VillagePointFault[]
}

/** What is wrong with the lines of a table, when that is why the server refused it. */
export function faultsOf(error: Problem | null): FaultyTable | undefined {
  if (error?.code !== 'village-points-faulty') return undefined
  // The facts of a problem are the refusal of its code, see the contract.
  return error.facts as FaultyTable
}
