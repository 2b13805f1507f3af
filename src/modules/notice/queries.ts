import { type Selectable, sql } from 'kysely'
import { type Programme, personProgrammes, programmes } from '#contracts/assistance'
import { type DeliveryWay, deliveryWays } from '#contracts/assistance'
import {
  type Board,
  filedKinds,
  type LetterDocument,
  type LetterKind,
  letterKinds,
  type LetterRow,
  type LettersOfPlace,
  type Recipient,
} from '#contracts/notice'
import { codeLength } from '#contracts/division'
import type { DB, Keys, Transaction } from '#db'
import { addMonths, type Day } from '#kernel/day'
import { fen, formatYuan } from '#kernel/fen'
import { namesOf, placeNames } from '#modules/division'
import { readArchive } from './archive.ts'
import { letterDocument } from './letters.zh.ts'
import { maskName } from './model.ts'

function oneOf<const T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`A stored value is unknown: ${text}`)
  return found
}

const readKind = (text: string): LetterKind => oneOf(letterKinds, text)
const readProgramme = (text: string): Programme => oneOf(programmes, text)
const readWay = (text: string): DeliveryWay => oneOf(deliveryWays, text)

const columns = [
  'id',
  'division',
  'case_id',
  'household_id',
  'kind',
  'number',
  'addressee_cipher',
  'issued_on',
  'delivered_on',
  'delivery_way',
  'delivery_note',
] as const
type Row = Pick<Selectable<DB['letter']>, (typeof columns)[number]>

function rowFrom(row: Row, addressee: string): LetterRow {
  return {
    id: row.id,
    kind: readKind(row.kind),
    number: row.number,
    addressee: maskName(addressee),
    caseId: row.case_id,
    householdId: row.household_id,
    issuedOn: row.issued_on,
    deliveredOn: row.delivered_on,
    deliveryWay: row.delivery_way === null ? null : readWay(row.delivery_way),
    deliveryNote: row.delivery_note,
  }
}

type LettersOf = { readonly caseId: string } | { readonly householdId: string }

/** The letters of a case or a household, the newest first; what they say is not read. */
export async function listLetters(tx: Transaction<DB>, keys: Keys, of: LettersOf): Promise<LetterRow[]> {
  const rows = await tx
    .selectFrom('letter')
    .select(columns)
    .where((eb) => ('caseId' in of ? eb('case_id', '=', of.caseId) : eb('household_id', '=', of.householdId)))
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => rowFrom(row, keys.decrypt('letter.addressee', row.addressee_cipher)))
}

/** Letters on a page of the register of a place. */
const pageSize = 50

/** Written out and not bound, so that the index of letters that are still to be handed over is taken. */
const toHandOver = sql<boolean>`delivered_on is null and kind not in (${sql.join(filedKinds.map((kind) => sql.lit(kind)))})`

/** The letters of all the place that the transaction sees, the newest first, a page at a time. */
export async function listLettersOfPlace(
  tx: Transaction<DB>,
  keys: Keys,
  of: LettersOfPlace,
): Promise<{ items: LetterRow[]; next: string | null }> {
  let query = tx.selectFrom('letter').select(columns)
  if (of.kind !== undefined) query = query.where('kind', '=', of.kind)
  if (of.delivery !== undefined) query = query.where(toHandOver)
  if (of.before !== undefined) query = query.where('id', '<', of.before)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .execute()
  const shown = rows.slice(0, pageSize)
  return {
    items: shown.map((row) => rowFrom(row, keys.decrypt('letter.addressee', row.addressee_cipher))),
    next: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  }
}

export interface FoundLetter {
  readonly letter: LetterRow
  readonly division: string
  readonly document: LetterDocument
}

/** One letter as it was issued. */
export async function findLetter(tx: Transaction<DB>, keys: Keys, id: string): Promise<FoundLetter | undefined> {
  const row = await tx
    .selectFrom('letter')
    .select([...columns, 'content_cipher'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const addressee = keys.decrypt('letter.addressee', row.addressee_cipher)
  const { content, frame } = readArchive(keys.decrypt('letter.content', row.content_cipher))
  return {
    letter: rowFrom(row, addressee),
    division: row.division,
    document: letterDocument(content, { ...frame, number: row.number, addressee, issuedOn: row.issued_on }),
  }
}

/** What the county has chosen, from the policies. */
export interface BoardRules {
  readonly today: Day
  readonly masksNames: boolean
  readonly listsRecipients: boolean
  /** Whoever is younger, in years, is not named in full. */
  readonly namedFrom: number
}

/**
 * What hangs in a village or township today: a notice comes and goes by its days alone. The list of recipients is the
 * village's; a township sees the notices only. Undefined when there is no such place.
 *
 * @law 《最低生活保障审核确认办法》第十九条、第二十四条
 */
export async function findBoard(tx: Transaction<DB>, division: string, rules: BoardRules): Promise<Board | undefined> {
  const known = await namesOf(tx, [division])
  if (!known.has(division)) return undefined
  const notices = await listNotices(tx, division, rules)
  const recipients = rules.listsRecipients ? await listRecipients(tx, division, rules) : []
  const places = await placeNames(tx, [division])
  return { division, place: places.get(division) ?? division, day: rules.today, notices, recipients }
}

/** Whether a person is named in full. A person whose birthday nobody knows may be a child. */
function isNamed(birthDay: string | null, rules: BoardRules): boolean {
  return !rules.masksNames && birthDay !== null && birthDay <= addMonths(rules.today, -12 * rules.namedFrom)
}

async function listNotices(tx: Transaction<DB>, division: string, rules: BoardRules): Promise<Board['notices']> {
  const rows = await tx
    .selectFrom('public_notice as n')
    .innerJoin('assistance_case as c', 'c.id', 'n.case_id')
    // A person who is registered elsewhere is not seen from here, and the notice hangs all the same.
    .leftJoin('person as p', 'p.id', 'c.person_id')
    .select(['n.division', 'n.programme', 'n.applicant_name', 'n.household_size', 'n.proposed_fen'])
    .select(['n.posted_on', 'n.closes_after', 'n.hotline', 'p.name', 'p.birth_day'])
    .where('n.division', '>=', division)
    .where('n.division', '<', `${division}~`)
    .where('n.withdrawn_on', 'is', null)
    .where('n.posted_on', '<=', rules.today)
    .where('n.closes_after', '>=', rules.today)
    .orderBy('n.division')
    .orderBy('n.posted_on')
    .orderBy('n.id')
    .execute()
  const places = await placeNames(
    tx,
    rows.map((row) => row.division),
  )
  return rows.map((row) => {
    // Where a guardian applies for a child, the name is the guardian's.
    const isGuardian = row.name !== null && row.name !== row.applicant_name && !rules.masksNames
    return {
      programme: readProgramme(row.programme),
      applicantName: isGuardian || isNamed(row.birth_day, rules) ? row.applicant_name : maskName(row.applicant_name),
      village: places.get(row.division) ?? row.division,
      householdSize: row.household_size,
      // Nothing is granted at nothing a month: a notice of zero tells that what was given is to end.
      intent: BigInt(row.proposed_fen) === 0n ? 'stop' : 'grant',
      proposed: formatYuan(fen(BigInt(row.proposed_fen))),
      postedOn: row.posted_on,
      closesAfter: row.closes_after,
      hotline: row.hotline,
    }
  })
}

/** Programmes whose recipients the law has made known. */
const madeKnown = ['subsistence-allowance', 'individual-allowance', 'destitute-support'] as const

async function listRecipients(tx: Transaction<DB>, division: string, rules: BoardRules): Promise<Recipient[]> {
  if (division.length !== codeLength.village) return []
  const rows = await tx
    .selectFrom('assistance_case as c')
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .select(['c.programme', 'c.division', 'c.amount_fen', 'p.name', 'p.birth_day'])
    .select(
      sql<string>`(select count(*) from membership m where m.household_id = c.household_id
        and m.superseded_at is null and m.valid_until is null)`.as('members'),
    )
    .where('c.division', '=', division)
    .where('c.status', 'in', ['active', 'grace'])
    .where('c.programme', 'in', madeKnown)
    .where('c.amount_fen', '>', '0')
    .orderBy('c.programme')
    .orderBy('c.id')
    .execute()
  const places = await placeNames(tx, [division])
  return rows.map((row) => {
    const programme = readProgramme(row.programme)
    if (row.amount_fen === null) throw new Error('A recipient without an amount')
    return {
      programme,
      name: isNamed(row.birth_day, rules) ? row.name : maskName(row.name),
      village: places.get(division) ?? division,
      members: personProgrammes.has(programme) ? 1 : Number(row.members),
      amount: formatYuan(fen(BigInt(row.amount_fen))),
    }
  })
}
