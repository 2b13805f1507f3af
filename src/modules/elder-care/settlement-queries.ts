import { type SettlementDetail, type SettlementList, services } from '#contracts/elder-care'
import type { DB, Transaction } from '#db'
import { fen, formatYuan } from '#kernel/fen'
import { placeNames } from '#modules/division'
import { refuse } from './means.ts'
import { serviceNames } from './messages.zh.ts'
import { oneOf } from './visit-rows.ts'

type Tx = Transaction<DB>
const statuses = ['draft', 'approved', 'withdrawn'] as const
const yuan = (amount: string): string => formatYuan(fen(BigInt(amount)))

function settlements(tx: Tx) {
  return tx
    .selectFrom('care_settlement as s')
    .innerJoin('care_provider as p', 'p.id', 's.provider_id')
    .innerJoin('officer as o', 'o.id', 's.prepared_by')
    .leftJoin('officer as a', 'a.id', 's.approved_by')
    .selectAll('s')
    .select(['p.name as provider', 'o.name as preparer', 'a.name as approver'])
}
type Row = Awaited<ReturnType<ReturnType<typeof settlements>['execute']>>[number]

function shown(row: Row): SettlementList['items'][number] {
  return {
    id: row.id,
    version: row.version,
    providerId: row.provider_id,
    providerName: row.provider,
    month: row.month,
    status: oneOf(statuses, row.status),
    visits: row.visits,
    undecided: row.undecided,
    total: yuan(row.total_fen),
    publicPays: yuan(row.public_fen),
    ownPays: yuan(row.own_fen),
    preparedBy: row.preparer,
    preparedOn: row.prepared_on,
    approvedBy: row.approver,
    approvedOn: row.approved_on,
  }
}

export async function listSettlements(tx: Tx): Promise<SettlementList> {
  const rows = await settlements(tx).orderBy('s.month', 'desc').orderBy('s.id', 'desc').limit(200).execute()
  return { items: rows.map(shown) }
}

export async function findSettlement(tx: Tx, id: string): Promise<SettlementDetail> {
  const row = await settlements(tx).where('s.id', '=', id).executeTakeFirst()
  if (row === undefined) refuse({ code: 'settlement-not-found' })
  const lines = await tx
    .selectFrom('care_settlement_line as l')
    .innerJoin('care_visit as v', 'v.id', 'l.visit_id')
    .innerJoin('person as n', 'n.id', 'v.person_id')
    .select(['l.visit_id', 'v.day', 'v.service', 'n.name', 'v.division', 'l.price_fen', 'l.public_fen', 'l.basis'])
    .where('l.settlement_id', '=', id)
    .orderBy('v.division')
    .orderBy('n.name')
    .orderBy('v.day')
    .execute()
  const places = await placeNames(
    tx,
    lines.map(({ division }) => division),
  )
  return {
    ...shown(row),
    lines: lines.map((line) => ({
      visitId: line.visit_id,
      day: line.day,
      service: serviceNames[oneOf(services, line.service)],
      name: line.name,
      place: places.get(line.division) ?? line.division,
      price: yuan(line.price_fen),
      publicPays: yuan(line.public_fen),
      basis: line.basis,
    })),
  }
}
