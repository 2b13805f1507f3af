import { sql } from 'kysely'
import { grounds } from '#contracts/elder-care'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { type Fen, fen } from '#kernel/fen'
import type { Month } from '#kernel/month'
import type { BillLine, Settled } from './bill.ts'
import { oneOf } from './visit-rows.ts'

type Tx = Transaction<DB>

interface OfMonth {
  readonly county: string
  readonly providerId: string
  readonly month: Month
}

/** A proved visit; its price is the provider's share, where two sent a carer each. */
export interface ProvedVisit extends BillLine {
  readonly division: string
  readonly householdId: string
  readonly personId: string
}

/** What there is to settle, and what of its elders' month is settled already, by whomever. */
export interface Proved {
  readonly visits: readonly ProvedVisit[]
  readonly settled: ReadonlyMap<string, Settled>
}

/** The finished visits of a month that a provider has not been paid for: whose carer it was is told on the day. */
export async function readProved(tx: Tx, of: OfMonth): Promise<Proved> {
  const visits = await provedVisits(tx, of)
  return { visits, settled: await settledOf(tx, of, [...new Set(visits.map(({ personId }) => personId))]) }
}

async function provedVisits(tx: Tx, { county, providerId, month }: OfMonth): Promise<readonly ProvedVisit[]> {
  const { rows } = await sql<{
    id: string
    division: string
    household_id: string
    person_id: string
    ground: string
    share: string
  }>`
    select v.id, v.division, v.household_id, v.person_id, p.ground, s.share
    from care_visit v
    join care_plan p on p.id = v.plan_id
    join lateral (
      -- Of a pair each takes half; an odd fen is the first one's.
      select sum(a.part_fen) filter (where a.provider_id = ${providerId}) as share
      from (
        select provider_id,
          case when count(*) over () = 1 then v.price_fen
               when row_number() over (order by part) = 1 then v.price_fen - v.price_fen / 2
               else v.price_fen / 2 end as part_fen
        from care_assignment where visit_id = v.id) a) s on true
    where v.county = ${county} and v.month = ${month} and v.status = 'done' and s.share > 0
      and not exists (select from care_settlement_line l
        where l.visit_id = v.id and l.provider_id = ${providerId} and not l.withdrawn)
    order by v.person_id, v.day, v.id`.execute(tx)
  return rows.map((row) => ({
    visitId: row.id,
    division: row.division,
    householdId: row.household_id,
    personId: row.person_id,
    ground: oneOf(grounds, row.ground),
    price: fen(BigInt(row.share)),
  }))
}

async function settledOf(
  tx: Tx,
  { county, month }: OfMonth,
  persons: readonly string[],
): Promise<ReadonlyMap<string, Settled>> {
  const { rows } = await sql<{ person_id: string; bill: string; given: string }>`
    select v.person_id, sum(l.price_fen) as bill, sum(l.public_fen) as given
    from care_settlement_line l
    join care_visit v on v.id = l.visit_id
    join care_plan p on p.id = v.plan_id
    where not l.withdrawn and v.county = ${county} and v.month = ${month} and p.ground = 'assessment'
      and v.person_id = any(${sql.val([...persons])}::bigint[])
    group by v.person_id order by v.person_id`.execute(tx)
  return new Map(rows.map((row) => [row.person_id, { bill: fen(BigInt(row.bill)), given: fen(BigInt(row.given)) }]))
}

/** Is it still what the policies were asked about? */
export function isSameProved(asked: Proved, now: Proved): boolean {
  const text = ({ visits, settled }: Proved): string =>
    JSON.stringify([visits, [...settled]], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  return text(asked) === text(now)
}

/** One voucher is shared by all providers of a month: what changes who is paid for it waits here, one after the other. */
export async function lockSettling(tx: Tx, county: string, month: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`settlement:${county}:${month}`}))`.execute(tx)
}

export async function hasDraft(tx: Tx, { providerId, month }: OfMonth): Promise<boolean> {
  const row = await tx
    .selectFrom('care_settlement')
    .select('id')
    .where('provider_id', '=', providerId)
    .where('month', '=', month)
    .where('status', '=', 'draft')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertSettlement(
  tx: Tx,
  of: OfMonth & {
    readonly total: Fen
    readonly publicPays: Fen
    readonly undecided: number
    readonly lines: readonly {
      readonly visitId: string
      readonly division: string
      readonly price: Fen
      readonly publicPays: Fen
      readonly basis: string
    }[]
    readonly officerId: string
    readonly today: Day
  },
): Promise<string> {
  const { county, providerId, total, publicPays, lines } = of
  const { id } = await tx
    .insertInto('care_settlement')
    .values({
      county,
      division: county,
      provider_id: providerId,
      month: of.month,
      visits: lines.length,
      undecided: of.undecided,
      total_fen: total,
      public_fen: publicPays,
      own_fen: total - publicPays,
      prepared_by: of.officerId,
      prepared_on: of.today,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // A statement takes so many parameters and no more.
  for (let from = 0; from < lines.length; from += 5000) {
    await tx
      .insertInto('care_settlement_line')
      .values(
        lines.slice(from, from + 5000).map((line) => ({
          settlement_id: id,
          visit_id: line.visitId,
          provider_id: providerId,
          county,
          division: line.division,
          price_fen: line.price,
          public_fen: line.publicPays,
          basis: line.basis,
        })),
      )
      .execute()
  }
  return id
}

interface LockedSettlement {
  readonly status: string
  readonly version: number
  readonly preparedBy: string
  readonly publicPays: Fen
  readonly provider: string
  readonly month: string
}

export async function lockSettlement(tx: Tx, id: string): Promise<LockedSettlement | undefined> {
  const row = await tx
    .selectFrom('care_settlement as s')
    .innerJoin('care_provider as p', 'p.id', 's.provider_id')
    .select(['s.status', 's.version', 's.prepared_by', 's.public_fen', 's.month', 'p.name'])
    .where('s.id', '=', id)
    .forUpdate(['s'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    status: row.status,
    version: row.version,
    preparedBy: row.prepared_by,
    publicPays: fen(BigInt(row.public_fen)),
    provider: row.name,
    month: row.month,
  }
}
