import { sql } from 'kysely'
import { type CareDone, grounds, type SettlementPreparing, type SettlementStep } from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { type Fen, fen, formatYuan } from '#kernel/fen'
import { lastDayOf, type Month, month as readMonth } from '#kernel/month'
import { payProvider, post } from '#modules/ledger'
import { authorise } from '#modules/officer'
import type { WarmDuckDb } from '#sweep'
import { type BillLine, type PaidLine, shareBill } from './bill.ts'
import { type CareMeans, change, refuse } from './means.ts'
import { basisTexts, settlementMemo } from './messages.zh.ts'
import { requireCounty } from './dispatch-commands.ts'
import { oneOf } from './visit-rows.ts'
import { askVouchers } from './voucher.ts'

type Tx = Transaction<DB>

export interface SettlementMeans extends CareMeans {
  readonly duckdb: WarmDuckDb
}

interface ProvedVisit extends BillLine {
  readonly division: string
  readonly householdId: string
  readonly personId: string
}

/** The finished visits of a provider's carers in a month that nobody has settled. A pair's visit is its first carer's. */
async function provedVisits(tx: Tx, providerId: string, month: Month): Promise<readonly ProvedVisit[]> {
  const { rows } = await sql<{
    id: string
    division: string
    household_id: string
    person_id: string
    ground: string
    price_fen: string
  }>`
    select v.id, v.division, v.household_id, v.person_id, p.ground, v.price_fen
    from care_visit v
    join care_plan p on p.id = v.plan_id
    join care_assignment a on a.visit_id = v.id and a.part = 0
    join carer c on c.id = a.carer_id
    where c.provider_id = ${providerId} and v.month = ${month} and v.status = 'done' and v.price_fen > 0
      and not exists (select from care_settlement_line l where l.visit_id = v.id and not l.withdrawn)
    order by v.person_id, v.day, v.id`.execute(tx)
  return rows.map((row) => ({
    visitId: row.id,
    division: row.division,
    householdId: row.household_id,
    personId: row.person_id,
    ground: oneOf(grounds, row.ground),
    price: fen(BigInt(row.price_fen)),
  }))
}

/** What a provider is owed for a month, elder by elder; who cannot be decided yet is left for a later settlement. */
async function linesOf(
  means: SettlementMeans,
  county: string,
  visits: readonly ProvedVisit[],
  asOf: Day,
): Promise<{ readonly visit: ProvedVisit; readonly paid: PaidLine }[]> {
  const byPerson = Map.groupBy(visits, ({ personId }) => personId)
  const vouchers = await askVouchers(means, { county, asOf, visits })
  return [...byPerson].flatMap(([personId, own]) => {
    const shared = shareBill(own, vouchers.get(personId) ?? { due: null, amount: null })
    return (shared ?? []).flatMap((paid) => {
      const visit = own.find(({ visitId }) => visitId === paid.visitId)
      return visit === undefined ? [] : [{ visit, paid }]
    })
  })
}

const sumOf = (amounts: readonly bigint[]): Fen => fen(amounts.reduce((sum, amount) => sum + amount, 0n))

/** Draws up what a provider is owed for a month that is over. */
export async function prepareSettlement(
  means: SettlementMeans,
  actor: Actor,
  request: SettlementPreparing,
): Promise<CareDone> {
  authorise(actor, 'care:settle')
  const county = requireCounty(actor)
  const month = readMonth(request.month)
  const { providerId } = request
  if (lastDayOf(month) >= means.today) refuse({ code: 'settlement-month-running' })
  // The policies are asked before anything is locked, so that nobody waits for them.
  const visits = await means.store.within(actor.division, (tx) => provedVisits(tx, providerId, month))
  const lines = await linesOf(means, county, visits, lastDayOf(month))
  if (lines.length === 0) refuse({ code: 'settlement-nothing-owed' })
  return change(means, actor, { command: 'prepare-settlement', request }, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`settlement:${providerId}:${month}`}))`.execute(tx)
    const running = await tx
      .selectFrom('care_settlement')
      .select('id')
      .where('provider_id', '=', providerId)
      .where('month', '=', month)
      .where('status', '<>', 'withdrawn')
      .executeTakeFirst()
    if (running !== undefined) refuse({ code: 'settlement-exists' })
    const total = sumOf(lines.map(({ visit }) => visit.price))
    const publicPays = sumOf(lines.map(({ paid }) => paid.publicPays))
    const { id } = await tx
      .insertInto('care_settlement')
      .values({
        county,
        division: county,
        provider_id: providerId,
        month,
        visits: lines.length,
        total_fen: total,
        public_fen: publicPays,
        own_fen: total - publicPays,
        prepared_by: actor.officerId,
        prepared_on: means.today,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const rows = lines.map(({ visit, paid }) => ({
      settlement_id: id,
      visit_id: visit.visitId,
      county,
      division: visit.division,
      price_fen: visit.price,
      public_fen: paid.publicPays,
      basis: basisTexts[paid.basis],
    }))
    for (let from = 0; from < rows.length; from += 5000) {
      await tx
        .insertInto('care_settlement_line')
        .values(rows.slice(from, from + 5000))
        .execute()
    }
    return { id, division: county, about: 'care-settlement', detail: { month, total: formatYuan(total) } }
  })
}

interface LockedSettlement {
  readonly status: string
  readonly version: number
  readonly preparedBy: string
  readonly publicPays: Fen
  readonly provider: string
  readonly month: string
}

async function lockSettlement(tx: Tx, id: string, version: number): Promise<LockedSettlement> {
  const row = await tx
    .selectFrom('care_settlement as s')
    .innerJoin('care_provider as p', 'p.id', 's.provider_id')
    .select(['s.status', 's.version', 's.prepared_by', 's.public_fen', 's.month', 'p.name'])
    .where('s.id', '=', id)
    .forUpdate(['s'])
    .executeTakeFirst()
  if (row === undefined) refuse({ code: 'settlement-not-found' })
  if (row.version !== version) refuse({ code: 'settlement-changed-meanwhile' })
  return {
    status: row.status,
    version: row.version,
    preparedBy: row.prepared_by,
    publicPays: fen(BigInt(row.public_fen)),
    provider: row.name,
    month: row.month,
  }
}

/** A second person approves, and what the public owes the provider goes into the journal. */
export async function approveSettlement(
  means: CareMeans,
  actor: Actor,
  id: string,
  request: SettlementStep,
): Promise<CareDone> {
  authorise(actor, 'care:settle')
  const county = requireCounty(actor)
  return change(means, actor, { command: 'approve-settlement', request, subject: id }, async (tx) => {
    const settlement = await lockSettlement(tx, id, request.version)
    if (settlement.status !== 'draft') refuse({ code: 'settlement-not-in-this-state' })
    if (settlement.preparedBy === actor.officerId) refuse({ code: 'settlement-needs-second-person' })
    const entry =
      settlement.publicPays === 0n
        ? null
        : await post(
            tx,
            actor.officerId,
            payProvider({
              county,
              amount: settlement.publicPays,
              occurredOn: means.today,
              subject: `care-settlement:${id}`,
              memo: settlementMemo(settlement.provider, settlement.month),
            }),
          )
    await tx
      .updateTable('care_settlement')
      .set({
        status: 'approved',
        approved_by: actor.officerId,
        approved_on: means.today,
        entry_id: entry,
        version: sql`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    return { id, division: county, about: 'care-settlement', detail: { entry: entry ?? '' } }
  })
}

/** A draft that is wrong is withdrawn: its visits are free to be settled again. */
export async function withdrawSettlement(
  means: CareMeans,
  actor: Actor,
  id: string,
  request: SettlementStep,
): Promise<CareDone> {
  authorise(actor, 'care:settle')
  const county = requireCounty(actor)
  return change(means, actor, { command: 'withdraw-settlement', request, subject: id }, async (tx) => {
    const settlement = await lockSettlement(tx, id, request.version)
    if (settlement.status !== 'draft') refuse({ code: 'settlement-not-in-this-state' })
    await tx.updateTable('care_settlement_line').set({ withdrawn: true }).where('settlement_id', '=', id).execute()
    await tx
      .updateTable('care_settlement')
      .set({ status: 'withdrawn', version: sql`version + 1` })
      .where('id', '=', id)
      .execute()
    return { id, division: county, about: 'care-settlement' }
  })
}
