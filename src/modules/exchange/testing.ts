import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import type { Store } from '#db'
import { feeds, type Feed, type FeedName } from '#facts'
import { day } from '#kernel/day'
import { checkCharacter } from '#kernel/resident-id'
import { deliver, type Delivery } from '#modules/exchange'
import type { BatchCounts } from './batch-store.ts'

export const county = '360735'
export const today = day('2026-11-21')

/** An invented identity number with a right check character. */
export function fakeResidentId(birthDay: string, sequence: number): string {
  const first17 = `${county}${birthDay.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}

type Cells<N extends FeedName> = Partial<Record<keyof (typeof feeds)[N]['columns'] & string, string>>

export interface Desk {
  readonly folder: string
  /** Writes a file of the feed under the headers of the department, and gives its path. */
  file<N extends FeedName>(
    feed: N,
    rows: readonly Cells<N>[],
    options?: { name?: string; encoding?: 'gb18030' },
  ): string
  write(name: string, content: string | Buffer): string
  remove(): void
}

function csvCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A folder in which departments' files are put down. */
export function aDesk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'doudi-desk-'))
  let count = 0
  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  return {
    folder,
    write,
    file(name, rows, options = {}) {
      const feed: Feed = feeds[name]
      const columns = Object.entries(feed.columns)
      const lines = rows.map((row) => {
        const cells: Readonly<Record<string, string | undefined>> = row
        return columns.map(([key]) => csvCell(cells[key] ?? '')).join(',')
      })
      const text = `${[columns.map(([, column]) => column.header).join(','), ...lines].join('\r\n')}\r\n`
      const fileName = options.name ?? `${feed.title}-${++count}_20261031.csv`
      return write(fileName, options.encoding === undefined ? text : iconv.encode(text, options.encoding))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export function hand(store: Store, path: string, division = county): Promise<Delivery> {
  return deliver(store, { division }, { county, path, today })
}

/** Hands a file in that is expected to be taken. */
export async function takenIn(
  store: Store,
  path: string,
  division = county,
): Promise<{ batchId: string; counts: BatchCounts }> {
  const delivery = await hand(store, path, division)
  if (delivery.kind !== 'loaded') throw new Error(`Not taken in: ${JSON.stringify(delivery)}`)
  return delivery
}

/** Everything that is believed about anybody, in one order and without what only says when it was recorded. */
export async function factsInForce(store: Store): Promise<unknown[]> {
  const rows = await store.within(county, (tx) =>
    tx
      .selectFrom('fact')
      .leftJoin('person', (join) => join.onRef('person.id', '=', 'fact.subject_id').on('fact.subject', '=', 'p'))
      .leftJoin('household', (join) => join.onRef('household.id', '=', 'fact.subject_id').on('fact.subject', '<>', 'p'))
      .select([
        'fact.subject',
        'person.name',
        'household.number',
        'fact.fact',
        'fact.instance',
        'fact.number_value',
        'fact.text_value',
        'fact.day_value',
        'fact.valid_from',
        'fact.valid_until',
        'fact.batch_id',
        'fact.division',
      ])
      .where('fact.superseded_at', 'is', null)
      .execute(),
  )
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

/** Who lives where, as it is believed now. */
export async function stays(store: Store): Promise<unknown[]> {
  const rows = await store.within(county, (tx) =>
    tx
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.person_id')
      .innerJoin('household', 'household.id', 'membership.household_id')
      .select([
        'person.name',
        'person.division',
        'household.number',
        'household.address',
        'membership.relation',
        'membership.valid_from',
        'membership.valid_until',
      ])
      .where('membership.superseded_at', 'is', null)
      .execute(),
  )
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
