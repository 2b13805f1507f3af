import type pg from 'pg'
import type { Keys } from '#db'
import type { Feed } from '#facts'
import type { Day } from '#kernel/day'
import type { HeldCode, HeldRowKind, ReviewCode } from '#contracts/exchange'
import { recordHeldRows, type BatchCounts } from './batch-store.ts'
import { QualityCount, type Quality } from './quality.ts'
import type { RawRow, RowPortions } from './raw-row.ts'
import { plainName, rowReader, type RowReading } from './read-row.ts'
import { countOtherNames, recordFacts, touchHouseholds, type Recording } from './record-facts.ts'
import { recordResidents } from './record-residents.ts'
import { residentCells, speller, type Spelling } from './register-staging.ts'
import { Staging } from './staging.ts'
import { loadHouseholds, loadPersonIndex, type PersonIndex } from './subject-index.ts'

export interface Loading {
  readonly client: pg.PoolClient
  readonly keys: Keys
  readonly feed: Feed
  readonly places: ReadonlyMap<string, number>
  readonly rows: RowPortions
  readonly dataThrough: Day
  readonly divisions: ReadonlySet<string>
  readonly to: Recording
  /** The person whom an officer has named for the row, instead of its own identity number. */
  readonly namedPerson?: number
  /** A row that is tried again is held already: it is not to be held a second time. */
  readonly keepHeld?: boolean
  readonly onRows?: ((rows: number) => void) | undefined
}

export interface Loaded {
  readonly counts: BatchCounts
  readonly quality: Quality
  /** The first reason why a row was held back; what a single corrected row is answered with. */
  readonly firstHeld: { readonly code: HeldCode; readonly header: string | null } | null
}

interface Subject {
  readonly personId: number | null
  readonly householdId: number | null
  readonly blind: Buffer | null
  readonly review: ReviewCode | null
}

/** Who a row is about, by the indexes that the transaction may see. */
type FindSubject = (reading: RowReading) => Subject

async function subjectFinder(loading: Loading): Promise<FindSubject> {
  const { client, feed, keys, to, namedPerson } = loading
  const nobody = { personId: null, householdId: null, blind: null, review: null }
  if (feed.about === 'household') {
    const households = await loadHouseholds(client, to.county)
    return (reading) => {
      const householdId = households.get(reading.values.get(feed.householdNumber) ?? '') ?? null
      return { ...nobody, householdId, review: householdId === null ? 'household-not-in-register' : null }
    }
  }
  if (namedPerson !== undefined) return () => ({ ...nobody, personId: namedPerson })
  const persons: PersonIndex = await loadPersonIndex(client)
  return (reading) => {
    if (reading.residentId === null) return { ...nobody, review: reading.review }
    const blind = keys.blindIndex(reading.residentId)
    const personId = persons.find(blind) ?? null
    const unknown = feed.about === 'person' && personId === null
    return { personId, householdId: null, blind, review: unknown ? 'person-not-in-register' : null }
  }
}

/** Rows as they are read and put by: into staging when they can be taken in, else held back with the reason. */
class RowSorter {
  readonly counts = { rows: 0, accepted: 0, quarantined: 0, review: 0 }
  readonly quality = new QualityCount()
  firstHeld: Loaded['firstHeld'] = null
  readonly #loading: Loading
  readonly #staging: Staging
  readonly #find: FindSubject
  readonly #read: (cellOf: (key: string) => string) => RowReading
  readonly #spell: (name: string) => Spelling = speller()

  constructor(loading: Loading, staging: Staging, find: FindSubject) {
    this.#loading = loading
    this.#staging = staging
    this.#find = find
    const { feed, dataThrough, divisions } = loading
    this.#read = rowReader({ feed, dataThrough, isKnownDivision: (code) => divisions.has(code) })
  }

  /** True when enough has been collected to be sent. */
  take(row: RawRow): boolean {
    const { feed, places } = this.#loading
    const cellOf = (key: string): string => {
      const place = places.get(key)
      return place === undefined ? '' : (row.cells[place] ?? '')
    }
    if (row.cells.every((cell) => cell.trim() === '')) return false
    this.counts.rows++
    const reading = this.#read(cellOf)
    const subject = this.#find(reading)
    for (const note of new Set(reading.notes)) this.quality.note(note)
    for (const { key, code } of reading.quarantine) this.quality.fault(this.#header(key), code)
    const [fault] = reading.quarantine
    if (fault !== undefined) return this.#hold('quarantine', row.line, fault.code, fault.key, cellOf, subject.personId)
    if (subject.review !== null) {
      const key = subjectKey(feed)
      this.quality.fault(this.#header(key), subject.review)
      return this.#hold('review', row.line, subject.review, key, cellOf, subject.personId)
    }
    this.counts.accepted++
    return this.#accept(row.line, reading, subject, cellOf)
  }

  holdElsewhere(line: number, code: HeldCode, cells: Readonly<Record<string, string>>): boolean {
    this.quality.fault(null, code)
    this.counts.accepted--
    return this.#hold('quarantine', line, code, null, (key) => cells[key] ?? '', null)
  }

  #accept(line: number, reading: RowReading, subject: Subject, cellOf: (key: string) => string): boolean {
    const { feed, keys } = this.#loading
    const name = feed.about === 'person' ? (reading.values.get(feed.personName) ?? null) : null
    const resident =
      feed.about === 'register'
        ? residentCells(feed, reading, keys, {
            blind: subject.blind,
            known: subject.personId !== null,
            spell: this.#spell,
            cells: this.#cells(cellOf),
          })
        : null
    return this.#staging.add({
      line,
      personId: subject.personId,
      householdId: subject.householdId,
      name: name === null ? null : plainName(name),
      values: reading.values,
      resident,
    })
  }

  #hold(
    kind: HeldRowKind,
    line: number,
    code: HeldCode,
    key: string | null,
    cellOf: (key: string) => string,
    personId: number | null,
  ): boolean {
    this.counts[kind === 'review' ? 'review' : 'quarantined']++
    const header = this.#header(key)
    this.firstHeld ??= { code, header }
    return this.#staging.addHeld({ kind, line, header, code, cells: this.#cells(cellOf), personId })
  }

  #header(key: string | null): string | null {
    return key === null ? null : (this.#loading.feed.columns[key]?.header ?? null)
  }

  #cells(cellOf: (key: string) => string): Record<string, string> {
    const cells = Object.keys(this.#loading.feed.columns).map((key) => [key, cellOf(key)] as const)
    return Object.fromEntries(cells.filter(([, text]) => text !== ''))
  }
}

function subjectKey(feed: Feed): string {
  if (feed.about === 'person') return feed.personId
  return feed.about === 'household' ? feed.householdNumber : feed.register.residentId
}

/** Takes rows in, all in the transaction of the client: stages them, matches them and records what they say. */
export async function loadRows(loading: Loading): Promise<Loaded> {
  const { client, feed, keys, rows, to, onRows } = loading
  const find = await subjectFinder(loading)
  const staging = await Staging.open(client, feed, keys)
  const sorter = new RowSorter(loading, staging, find)
  for await (const portion of rows) {
    for (const row of portion) {
      if (sorter.take(row)) await staging.send()
    }
    onRows?.(sorter.counts.rows)
  }
  await staging.finish()

  let repeatedRows = 0
  if (feed.about === 'register') {
    const { repeated, elsewhere } = await recordResidents(client, to)
    sorter.quality.note('repeated-in-file', repeated)
    repeatedRows = repeated
    for (const { line, code, cells } of elsewhere) {
      // Written by residentCells from a record of texts.
      if (sorter.holdElsewhere(line, code, JSON.parse(cells) as Record<string, string>)) await staging.send()
    }
    await staging.finish()
  } else {
    await client.query('analyze staged')
    sorter.quality.note('name-differs', await countOtherNames(client))
  }
  const { facts, confirmed } = await recordFacts(client, feed, to)
  await touchHouseholds(client, feed, to)
  if (loading.keepHeld !== false) await recordHeldRows(client, to)
  const changed = await client.query<{ n: string }>('select count(distinct line) as n from changed_line')
  const unchanged = sorter.counts.accepted - Number(changed.rows[0]?.n ?? 0)
  return {
    counts: { ...sorter.counts, unchanged, facts },
    // The register confirms persons where they live, also without a single fact.
    quality: sorter.quality.result(feed.about === 'register' ? confirmed + unchanged - repeatedRows : confirmed),
    firstHeld: sorter.firstHeld,
  }
}
