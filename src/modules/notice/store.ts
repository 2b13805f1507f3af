import { type Insertable, sql } from 'kysely'
import type { Programme } from '#contracts/assistance'
import { codeLength } from '#contracts/division'
import type { DeliveryWay } from '#contracts/assistance'
import { decisionKinds, type LetterContent, type LetterKind, type Office } from '#contracts/notice'
import type { DB, Keys, Transaction } from '#db'
import type { Day } from '#kernel/day'
import type { Fen } from '#kernel/fen'
import { namesOf, placeNames } from '#modules/division'
import { writeArchive } from './archive.ts'
import { isPosted, posting } from './decide.ts'
import { letterNumber, officeName, officeOf, shortPlace, signedBy } from './model.ts'

/** A letter to be issued. `division` is that of the household, 12 or 9 digits. */
export interface NewLetter {
  readonly division: string
  readonly householdId: string
  readonly caseId: string
  /** The name of the person whom it is addressed to. */
  readonly addressee: string
  readonly issuedOn: Day
  readonly content: LetterContent
  /** Who signs, where it is not the office that the kind names: a township to which the county's power was given. */
  readonly issuer?: Office
}

export interface IssuedLetter {
  readonly id: string
  readonly number: string
}

/** Letters that are numbered in one line: of one office, kind and year. */
interface Series {
  readonly office: string
  readonly kind: LetterKind
  readonly year: number
  readonly letters: readonly number[]
}

/**
 * Issues letters inside the caller's transaction, in the order given, with numbers that have no gap: they are taken
 * with the transaction and given back with it. A few statements, however many letters.
 *
 * Transactions wait for each other per office, kind and year. The series of one call are taken in one order, so that two
 * runs never wait for each other in a circle: give all letters of a transaction in one call.
 *
 * @throws Error when a content is not as `LetterContent` says, or an office lies outside the transaction's division.
 */
export async function issueLetters(
  tx: Transaction<DB>,
  keys: Keys,
  officerId: string,
  letters: readonly NewLetter[],
): Promise<readonly IssuedLetter[]> {
  if (letters.length === 0) return []
  const places = await placeNames(tx, [...new Set(letters.map((letter) => letter.division))])
  const offices = await officesOf(tx, letters)
  const serials = await takeSerials(tx, letters)
  const rows = letters.map((letter, at) => {
    const office = officeOfLetter(letter)
    const { place, name } = getFrom(offices, office)
    const year = yearOf(letter)
    const serial = getFrom(serials, at)
    const { kind } = letter.content
    return {
      county: office.slice(0, codeLength.county),
      division: letter.division,
      household_id: letter.householdId,
      case_id: letter.caseId,
      kind,
      office,
      year,
      serial,
      number: letterNumber({ place, kind, year, serial }),
      addressee_cipher: keys.encrypt('letter.addressee', letter.addressee),
      issued_on: letter.issuedOn,
      issued_by: officerId,
      content_cipher: keys.encrypt(
        'letter.content',
        writeArchive({ frame: { office: name, place: getFrom(places, letter.division) }, content: letter.content }),
      ),
    }
  })
  const ids = await insertLetters(tx, rows)
  return rows.map(({ county, number }) => ({ id: getFrom(ids, `${county} ${number}`), number }))
}

function getFrom<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const found = map.get(key)
  if (found === undefined) throw new Error(`A letter has nothing for ${String(key)}`)
  return found
}

function officeOfLetter(letter: NewLetter): string {
  return officeOf(letter.division, letter.issuer ?? signedBy[letter.content.kind])
}

function yearOf(letter: NewLetter): number {
  return Number(letter.issuedOn.slice(0, 4))
}

/** For each office: the short place of its numbers and its full name. */
async function officesOf(
  tx: Transaction<DB>,
  letters: readonly NewLetter[],
): Promise<ReadonlyMap<string, { readonly place: string; readonly name: string }>> {
  const codes = [...new Set(letters.map(officeOfLetter))]
  const names = await namesOf(tx, codes)
  const siblings = await signingPlaces(tx, [...new Set(codes.map((code) => code.slice(0, codeLength.county)))])
  return new Map(
    codes.map((code) => {
      const own = names.get(code)
      if (own === undefined) throw new Error(`A letter is signed by the unknown division ${code}`)
      const county = code.slice(0, codeLength.county)
      const others = siblings.filter((other) => other.code !== code && other.code.startsWith(county))
      const place = shortPlace(
        own,
        others.map((other) => other.name),
      )
      return [code, { place, name: officeName(code, own) }]
    }),
  )
}

/** The counties and their townships, which all number their letters within the county. */
function signingPlaces(tx: Transaction<DB>, counties: readonly string[]): Promise<{ code: string; name: string }[]> {
  return tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where((eb) => eb.or([eb('code', 'in', counties), eb('parent', 'in', counties)]))
    .orderBy('code')
    .execute()
}

/** The serial of each letter by its place in the list. */
async function takeSerials(tx: Transaction<DB>, letters: readonly NewLetter[]): Promise<ReadonlyMap<number, number>> {
  const series = new Map<string, Series>()
  letters.forEach((letter, at) => {
    const [office, kind, year] = [officeOfLetter(letter), letter.content.kind, yearOf(letter)]
    const key = `${office} ${kind} ${year}`
    series.set(key, { office, kind, year, letters: [...(series.get(key)?.letters ?? []), at] })
  })
  const serials = new Map<number, number>()
  for (const [, of] of [...series].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { rows } = await sql<{ last: number }>`
      select take_letter_numbers(${of.office}, ${of.kind}, ${of.year}, ${of.letters.length}) as last`.execute(tx)
    const first = (rows[0]?.last ?? Number.NaN) - of.letters.length + 1
    of.letters.forEach((at, step) => serials.set(at, first + step))
  }
  return serials
}

/** Rows of one statement: PostgreSQL takes 65,535 values at most. */
const rowsAtOnce = 2000

/** The ids by county and number. */
async function insertLetters(
  tx: Transaction<DB>,
  rows: readonly Insertable<DB['letter']>[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const inserted = await tx
      .insertInto('letter')
      .values(rows.slice(from, from + rowsAtOnce))
      .returning(['id', 'county', 'number'])
      .execute()
    for (const row of inserted) ids.set(`${row.county} ${row.number}`, row.id)
  }
  return ids
}

/** What is posted about an application, and nothing besides. */
export interface NewNotice {
  readonly caseId: string
  readonly householdId: string
  /** The village on whose wall it hangs, 12 digits. */
  readonly division: string
  readonly programme: Programme
  /** For an application in a child's name the caller gives the guardian's. */
  readonly applicantName: string
  readonly householdSize: number
  /** Fen, a month or once as the programme gives it; zero when support is to end. */
  readonly proposedFen: Fen
  readonly postedOn: Day
  /** The last full day: for seven days from 2 November on, the ninth. */
  readonly closesAfter: Day
  readonly hotline?: string
}

/**
 * Posts notices inside the caller's transaction. A case that is posted again loses the notice it had.
 *
 * @law 《最低生活保障审核确认办法》第十九条；《特困人员认定办法》
 * @throws Error for a programme that must never be posted: that is a mistake of the caller, not of an officer.
 */
export async function postNotices(
  tx: Transaction<DB>,
  officerId: string,
  notices: readonly NewNotice[],
): Promise<void> {
  const wrong = notices.find((notice) => !isPosted(notice.programme))
  if (wrong !== undefined) throw new Error(`${wrong.programme} is never posted: ${posting[wrong.programme]}`)
  const ofDay = Map.groupBy(notices, (notice) => notice.postedOn)
  for (const [postedOn, posted] of ofDay) {
    await endNotices(
      tx,
      posted.map((notice) => notice.caseId),
      postedOn,
    )
  }
  for (let from = 0; from < notices.length; from += rowsAtOnce) {
    const rows = notices.slice(from, from + rowsAtOnce).map((notice) => ({
      county: notice.division.slice(0, codeLength.county),
      division: notice.division,
      case_id: notice.caseId,
      household_id: notice.householdId,
      programme: notice.programme,
      applicant_name: notice.applicantName,
      household_size: notice.householdSize,
      proposed_fen: notice.proposedFen,
      posted_on: notice.postedOn,
      closes_after: notice.closesAfter,
      hotline: notice.hotline ?? null,
      posted_by: officerId,
    }))
    await tx.insertInto('public_notice').values(rows).execute()
  }
}

/** Takes notices that still hang off the wall; those that have run their course stay as they are. */
export async function withdrawNotices(tx: Transaction<DB>, caseIds: readonly string[], on: Day): Promise<void> {
  if (caseIds.length === 0) return
  await tx
    .updateTable('public_notice')
    .set({ withdrawn_on: on })
    .where('case_id', 'in', caseIds)
    .where('withdrawn_on', 'is', null)
    .where('closes_after', '>=', on)
    .execute()
}

/** Ends all notices of the cases, also those that are over, so that each case has one notice at a time. */
async function endNotices(tx: Transaction<DB>, caseIds: readonly string[], on: Day): Promise<void> {
  await tx
    .updateTable('public_notice')
    .set({ withdrawn_on: on })
    .where('case_id', 'in', caseIds)
    .where('withdrawn_on', 'is', null)
    .execute()
}

/** A letter whose delivery is being taken down, locked until the transaction ends. */
export interface LockedLetter {
  readonly division: string
  readonly issuedOn: string
  readonly deliveredOn: string | null
}

export async function lockLetter(tx: Transaction<DB>, id: string): Promise<LockedLetter | undefined> {
  const row = await tx
    .selectFrom('letter')
    .select(['division', 'issued_on', 'delivered_on'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && { division: row.division, issuedOn: row.issued_on, deliveredOn: row.delivered_on }
}

/** The newest letter of a case that tells of a decision is in the household's hands, as the case itself has recorded. */
export async function markDecisionDelivered(
  tx: Transaction<DB>,
  officerId: string,
  of: readonly { readonly caseId: string; readonly on: Day; readonly way: DeliveryWay }[],
): Promise<void> {
  for (const { caseId, on, way } of of) {
    await tx
      .updateTable('letter')
      .set({ delivered_on: on, delivery_way: way, delivery_note: '', delivery_by: officerId })
      .where('delivered_on', 'is', null)
      .where('id', '=', (eb) =>
        eb
          .selectFrom('letter as newest')
          .select((of) => of.fn.max('newest.id').as('id'))
          .where('newest.case_id', '=', caseId)
          .where('newest.kind', 'in', decisionKinds),
      )
      .execute()
  }
}

export async function saveDelivery(
  tx: Transaction<DB>,
  id: string,
  of: { readonly on: string; readonly way: DeliveryWay; readonly note: string; readonly by: string },
): Promise<void> {
  await tx
    .updateTable('letter')
    .set({ delivered_on: of.on, delivery_way: of.way, delivery_note: of.note, delivery_by: of.by })
    .where('id', '=', id)
    .execute()
}
