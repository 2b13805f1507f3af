import { sql } from 'kysely'
import type { CareDone, SettlementPreparing, SettlementStep } from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { Day } from '#kernel/day'
import { type Fen, fen, formatYuan } from '#kernel/fen'
import { lastDayOf, month as readMonth } from '#kernel/month'
import { payProvider, post } from '#modules/ledger'
import { authorise } from '#modules/officer'
import type { WarmDuckDb } from '#sweep'
import { type PaidLine, shareBill } from './bill.ts'
import { type CareMeans, change, refuse } from './means.ts'
import { basisTexts, settlementMemo } from './messages.zh.ts'
import { requireCounty } from './dispatch-commands.ts'
import {
  hasDraft,
  insertSettlement,
  isSameProved,
  lockSettlement,
  lockSettling,
  type Proved,
  type ProvedVisit,
  readProved,
} from './settlement-store.ts'
import { askVouchers } from './voucher.ts'

export interface SettlementMeans extends CareMeans {
  readonly duckdb: WarmDuckDb
}

interface Owed {
  readonly visit: ProvedVisit
  readonly paid: PaidLine
}

/** What a provider is owed for a month, elder by elder; who cannot be decided yet is left for a later settlement. */
async function owedFor(
  means: SettlementMeans,
  { visits, settled }: Proved,
  of: { readonly county: string; readonly asOf: Day },
): Promise<readonly Owed[]> {
  const byPerson = Map.groupBy(visits, ({ personId }) => personId)
  const vouchers = await askVouchers(means, { ...of, visits, settled })
  return [...byPerson].flatMap(([personId, own]) => {
    const voucher = vouchers.get(personId) ?? { due: null, amount: null }
    const byVisit = new Map(own.map((visit) => [visit.visitId, visit]))
    return (shareBill(own, voucher, settled.get(personId)?.given) ?? []).flatMap((paid) => {
      const visit = byVisit.get(paid.visitId)
      return visit === undefined ? [] : [{ visit, paid }]
    })
  })
}

const sumOf = (amounts: readonly bigint[]): Fen => fen(amounts.reduce((sum, amount) => sum + amount, 0n))

/**
 * Draws up what a provider is owed for a month that is over, for all that is proved and not settled yet. What is proved
 * later, or cannot be decided yet, is drawn up when this settlement has been approved.
 */
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
  const of = { county, providerId, month }
  // The policies are asked before anything is locked, so that nobody waits for them.
  const proved = await means.store.within(actor.division, (tx) => readProved(tx, of))
  const owed = await owedFor(means, proved, { county, asOf: lastDayOf(month) })
  return change(means, actor, { command: 'prepare-settlement', request }, async (tx) => {
    await lockSettling(tx, county, month)
    if (await hasDraft(tx, of)) refuse({ code: 'settlement-exists' })
    if (!isSameProved(proved, await readProved(tx, of))) refuse({ code: 'settlement-changed-meanwhile' })
    const undecided = proved.visits.length - owed.length
    if (owed.length === 0) {
      refuse(undecided > 0 ? { code: 'settlement-undecided', visits: undecided } : { code: 'settlement-nothing-owed' })
    }
    const total = sumOf(owed.map(({ visit }) => visit.price))
    const publicPays = sumOf(owed.map(({ paid }) => paid.publicPays))
    const id = await insertSettlement(tx, {
      ...of,
      total,
      publicPays,
      undecided,
      lines: owed.map(({ visit, paid }) => ({
        visitId: visit.visitId,
        division: visit.division,
        price: visit.price,
        publicPays: paid.publicPays,
        basis: basisTexts[paid.basis],
      })),
      officerId: actor.officerId,
      today: means.today,
    })
    return { id, division: county, about: 'care-settlement', detail: { month, total: formatYuan(total) } }
  })
}

async function requireSettlement(tx: Parameters<typeof lockSettlement>[0], id: string, version: number) {
  const settlement = (await lockSettlement(tx, id)) ?? refuse({ code: 'settlement-not-found' })
  return settlement.version === version ? settlement : refuse({ code: 'settlement-changed-meanwhile' })
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
    const settlement = await requireSettlement(tx, id, request.version)
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
    const settlement = await requireSettlement(tx, id, request.version)
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
