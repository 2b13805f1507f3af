import { sql } from 'kysely'
import {
  type AidDetail,
  type AidRow,
  type AidStatus,
  type Cause,
  causes,
  type RegistrationKind,
  registrationKinds,
} from '#contracts/temporary-assistance'
import type { SignedIn } from '#http/app'
import type { DB, Keys, Transaction } from '#db'
import { addMonths, type Day } from '#kernel/day'
import { fen, formatYuan } from '#kernel/fen'
import { namesOf } from '#modules/division'
import { readStatus } from './store.ts'

function oneOf<const T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`A stored value is unknown: ${text}`)
  return found
}

const readCause = (text: string): Cause => oneOf(causes, text)
const readKind = (text: string): RegistrationKind => oneOf(registrationKinds, text)

interface Row {
  readonly id: string
  readonly status: string
  readonly division: string
  readonly cause: string
  readonly amount_fen: string
  readonly requested_on: string
  readonly finish_by: string
  readonly paid_on: string | null
  readonly papers_due_on: string | null
  readonly voucher: string | null
  readonly name_cipher: Buffer
  readonly version: number
}

function isLate(status: AidStatus, row: Row, today: Day): boolean {
  if (status === 'requested' || status === 'approved') return row.finish_by < today
  return status === 'paid' && row.papers_due_on !== null && row.papers_due_on < today
}

function rowFrom(row: Row, place: string, name: string, today: Day): AidRow {
  const status = readStatus(row.status)
  return {
    id: row.id,
    status,
    name,
    place,
    cause: readCause(row.cause),
    amount: formatYuan(fen(BigInt(row.amount_fen))),
    requestedOn: row.requested_on,
    finishBy: row.finish_by,
    paidOn: row.paid_on,
    papersDueOn: row.papers_due_on,
    late: isLate(status, row, today),
    voucher: row.voucher,
    version: row.version,
  }
}

/** The aids of the last twelve months, what waits for somebody first. */
export async function listAids(tx: Transaction<DB>, keys: Keys, today: Day): Promise<AidRow[]> {
  const rows = await tx
    .selectFrom('quick_aid')
    .selectAll()
    .where('requested_on', '>=', addMonths(today, -12))
    .orderBy(sql`array_position(array['requested','approved','paid','closed','returned','rejected'], status)`)
    .orderBy('finish_by')
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
  const places = await namesOf(
    tx,
    rows.map((row) => row.division),
  )
  return rows.map((row) => {
    const name = keys.decrypt('quick_aid.name', row.name_cipher)
    return rowFrom(row, places.get(row.division) ?? row.division, `${name.slice(0, 1)}**`, today)
  })
}

const steps: Readonly<Record<AidStatus, readonly AidDetail['next'][number][]>> = {
  requested: ['approve', 'reject'],
  approved: ['pay', 'reject'],
  paid: ['papers', 'return'],
  closed: ['return'],
  rejected: [],
  returned: [],
}

const permissionOf: Readonly<Record<AidDetail['next'][number], 'aid:approve' | 'aid:pay' | 'aid:request'>> = {
  approve: 'aid:approve',
  reject: 'aid:approve',
  pay: 'aid:pay',
  papers: 'aid:request',
  return: 'aid:pay',
}

/** One aid with all that is known; the identity number is masked. */
export async function findAid(
  tx: Transaction<DB>,
  id: string,
  of: {
    readonly keys: Keys
    readonly today: Day
    readonly actor: Pick<SignedIn, 'officerId'>
    readonly may: (permission: 'aid:approve' | 'aid:pay' | 'aid:request') => boolean
  },
): Promise<AidDetail | undefined> {
  const { keys, today, actor, may } = of
  const row = await tx
    .selectFrom('quick_aid as a')
    .innerJoin('officer as r', 'r.id', 'a.requested_by')
    .leftJoin('officer as s', 's.id', 'a.approved_by')
    .leftJoin('officer as p', 'p.id', 'a.paid_by')
    .selectAll('a')
    .select(['r.name as requester', 's.name as approver', 'p.name as payer'])
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const places = await namesOf(tx, [row.division])
  const number = row.resident_id_cipher === null ? null : keys.decrypt('quick_aid.resident_id', row.resident_id_cipher)
  const status = readStatus(row.status)
  const isOwn = row.requested_by === actor.officerId
  return {
    ...rowFrom(row, places.get(row.division) ?? row.division, keys.decrypt('quick_aid.name', row.name_cipher), today),
    residentId: number === null ? null : `${number.slice(0, 6)}********${number.slice(-4)}`,
    noIdReason: row.no_id_reason,
    isLocal: row.is_local,
    registrationKind: readKind(row.registration_kind),
    story: row.story,
    cap: formatYuan(fen(BigInt(row.cap_fen))),
    requestedBy: row.requester,
    approvedBy: row.approver,
    paidBy: row.payer,
    receiver: row.receiver,
    papersNote: row.papers_note,
    papersDoneOn: row.papers_done_on,
    reason: row.rejected_reason ?? row.returned_reason,
    earlier: await countEarlier(tx, row, today),
    next: steps[status].filter((next) => may(permissionOf[next]) && !(next === 'approve' && isOwn)),
  }
}

async function countEarlier(
  tx: Transaction<DB>,
  row: { readonly id: string; readonly resident_id_index: Buffer | null },
  today: Day,
): Promise<number> {
  if (row.resident_id_index === null) return 0
  const { count } = await tx
    .selectFrom('quick_aid')
    .select(sql<string>`count(*)`.as('count'))
    .where('resident_id_index', '=', row.resident_id_index)
    .where('id', '<>', row.id)
    .where('requested_on', '>=', addMonths(today, -12))
    .where('status', 'in', ['requested', 'approved', 'paid', 'closed'])
    .executeTakeFirstOrThrow()
  return Number(count)
}
