import { sql } from 'kysely'
import { type Programme, programmes } from '#contracts/assistance'
import { type AidInKindRow, aidKinds, type EntitlementList, type EntitlementRow } from '#contracts/entitlement'
import type { DB, Transaction } from '#db'
import { fen, formatYuan } from '#kernel/fen'
import type { Month } from '#kernel/month'
import { placeNames } from '#modules/division'

function oneOf<const T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`A stored value is unknown: ${text}`)
  return found
}

const yuan = (text: string): string => formatYuan(fen(BigInt(text)))

function entitlements(tx: Transaction<DB>) {
  return tx
    .selectFrom('entitlement as e')
    .innerJoin('person as p', 'p.id', 'e.payee_person_id')
    .selectAll('e')
    .select('p.name as payee')
}

type Row = Awaited<ReturnType<ReturnType<typeof entitlements>['execute']>>[number]

/** Everyone whom some entitlements cover, by entitlement. */
async function coveredBy(
  tx: Transaction<DB>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EntitlementRow['covered']>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('entitlement_member as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.entitlement_id', 'm.person_id', 'p.name'])
    .where('m.entitlement_id', 'in', ids)
    .orderBy('m.person_id')
    .execute()
  const found = new Map<string, EntitlementRow['covered']>()
  for (const row of rows) {
    const list = found.get(row.entitlement_id) ?? []
    list.push({ personId: row.person_id, name: row.name })
    found.set(row.entitlement_id, list)
  }
  return found
}

/** The latest two years of payments, by entitlement. */
async function paymentsBy(
  tx: Transaction<DB>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EntitlementRow['payments']>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('payment_line')
    .select(['entitlement_id', 'month', 'batch_id', 'id', 'kind', 'status', 'total_fen'])
    .where('entitlement_id', 'in', ids)
    .orderBy('id', 'desc')
    .execute()
  const found = new Map<string, EntitlementRow['payments']>()
  for (const row of rows) {
    const list = found.get(row.entitlement_id) ?? []
    const { month, kind, status } = row
    if (list.length < 24) {
      list.push({ month, batchId: row.batch_id, lineId: row.id, kind, status, total: yuan(row.total_fen) })
    }
    found.set(row.entitlement_id, list)
  }
  return found
}

async function withDetails(tx: Transaction<DB>, rows: readonly Row[]): Promise<EntitlementRow[]> {
  const ids = rows.map((row) => row.id)
  const covered = await coveredBy(tx, ids)
  const payments = await paymentsBy(tx, ids)
  const places = await placeNames(
    tx,
    rows.map((row) => row.division),
  )
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    householdId: row.household_id,
    programme: oneOf(programmes, row.programme),
    place: places.get(row.division) ?? row.division,
    payee: row.payee,
    payeePersonId: row.payee_person_id,
    covered: covered.get(row.id) ?? [],
    from: row.from_month,
    until: row.until_month,
    basic: yuan(row.basic_fen),
    uplift: yuan(row.uplift_fen),
    care: yuan(row.care_fen),
    total: formatYuan(fen(BigInt(row.basic_fen) + BigInt(row.uplift_fen) + BigInt(row.care_fen))),
    decision: row.decision,
    decidedOn: row.decided_on,
    endedBy: row.ended_by,
    flag: row.flag === null ? null : oneOf(['payee-died'], row.flag),
    isCurrent: row.superseded_at === null,
    payments: payments.get(row.id) ?? [],
  }))
}

/**
 * What a case was and is owed, with what was paid of it: the rows that hold now, and those that were superseded but had
 * been paid by; the newest first. For the page of the case.
 */
export async function entitledOf(tx: Transaction<DB>, caseId: string): Promise<EntitlementRow[]> {
  const rows = await entitlements(tx)
    .where('e.case_id', '=', caseId)
    .where((eb) =>
      eb.or([
        eb('e.superseded_at', 'is', null),
        eb.exists(eb.selectFrom('payment_line as l').select('l.id').whereRef('l.entitlement_id', '=', 'e.id')),
      ]),
    )
    .orderBy('e.from_month', 'desc')
    .orderBy('e.id', 'desc')
    .execute()
  return withDetails(tx, rows)
}

export interface EntitledWishes {
  readonly month: Month
  readonly programme?: Programme | undefined
  /** A township or village. */
  readonly division?: string | undefined
  readonly household?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Who is owed something in a month, in the order of ids, a page at a time. */
export async function listEntitled(tx: Transaction<DB>, of: EntitledWishes): Promise<EntitlementList> {
  let query = entitlements(tx)
    .where('e.superseded_at', 'is', null)
    .where('e.from_month', '<=', of.month)
    .where((eb) => eb.or([eb('e.until_month', 'is', null), eb('e.until_month', '>=', of.month)]))
  if (of.programme !== undefined) query = query.where('e.programme', '=', of.programme)
  if (of.household !== undefined) query = query.where('e.household_id', '=', of.household)
  if (of.division !== undefined) {
    query = query.where('e.division', '>=', of.division).where('e.division', '<', `${of.division}~`)
  }
  if (of.after !== undefined) query = query.where('e.id', '>', of.after)
  const rows = await query
    .orderBy('e.id')
    .limit(of.limit + 1)
    .execute()
  const shown = rows.slice(0, of.limit)
  return {
    items: await withDetails(tx, shown),
    next: rows.length > of.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** What a household was given in goods and services, the newest first. */
export async function listAidInKind(tx: Transaction<DB>, householdId: string): Promise<AidInKindRow[]> {
  const rows = await tx
    .selectFrom('aid_in_kind as a')
    .innerJoin('officer as o', 'o.id', 'a.officer_id')
    .selectAll('a')
    .select('o.name as officer')
    .where('a.household_id', '=', householdId)
    .orderBy('a.given_on', 'desc')
    .orderBy(sql`a.id`, 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    kind: oneOf(aidKinds, row.kind),
    description: row.description,
    provider: row.provider,
    value: row.value_fen === null ? null : yuan(row.value_fen),
    givenOn: row.given_on,
    receiver: row.receiver,
    officer: row.officer,
  }))
}
