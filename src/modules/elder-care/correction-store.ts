import { sql } from 'kysely'
import { type VisitCorrectionList, visitWays } from '#contracts/elder-care'
import type { DB, Transaction } from '#db'
import { oneOf } from './visit-rows.ts'

type Tx = Transaction<DB>

/** What stands of a visit that was made. */
export interface Proof {
  readonly madeOn: string
  readonly arrivedAt: number
  readonly leftAt: number
  readonly way: string
  readonly note: string | null
  readonly longitude: number | null
  readonly latitude: number | null
  readonly carerIds: readonly string[]
}

/** Where and for which month a visit is settled; not locked. */
export async function readMonthOfVisit(tx: Tx, id: string) {
  return tx.selectFrom('care_visit').select(['county', 'month']).where('id', '=', id).executeTakeFirst()
}

/** The proof of a visit that is locked and done. */
export async function readProof(tx: Tx, id: string): Promise<Proof> {
  const row = await tx
    .selectFrom('care_visit')
    .select(['made_on', 'arrived_at', 'left_at', 'way', 'note', 'longitude', 'latitude'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const calls = await tx
    .selectFrom('care_assignment')
    .select('carer_id')
    .where('visit_id', '=', id)
    .orderBy('part')
    .execute()
  const { made_on: madeOn, arrived_at: arrivedAt, left_at: leftAt, way } = row
  if (madeOn === null || arrivedAt === null || leftAt === null || way === null)
    throw new Error(`Visit ${id} is done without a proof`)
  const { note, longitude, latitude } = row
  return {
    madeOn,
    arrivedAt,
    leftAt,
    way,
    note,
    longitude,
    latitude,
    carerIds: calls.map(({ carer_id }) => carer_id),
  }
}

/** Keeps what is told of a visit now, before it is told again. Who told it and when is taken from the visit itself. */
export async function keepProof(
  tx: Tx,
  of: { readonly visitId: string; readonly proof: Proof; readonly reason: string; readonly officerId: string },
): Promise<void> {
  await sql`
    insert into care_visit_correction (visit_id, county, division, made_on, arrived_at, left_at, longitude, latitude, way,
      note, carer_ids, recorded_by, recorded_at, reason, officer_id)
    select id, county, division, made_on, arrived_at, left_at, longitude, latitude, way, note,
      ${sql.val([...of.proof.carerIds])}::bigint[], recorded_by, recorded_at, ${of.reason}, ${of.officerId}
    from care_visit where id = ${of.visitId}`.execute(tx)
}

/**
 * Writes who came in the place of who was said to have come. Whoever stays keeps the provider that she worked for on the
 * day; of the others it is the one that they work for now.
 */
export async function replaceCarers(
  tx: Tx,
  visit: { readonly id: string; readonly county: string; readonly division: string },
  of: { readonly carerIds: readonly string[]; readonly arrivedAt: number },
): Promise<void> {
  const before = await tx
    .deleteFrom('care_assignment')
    .where('visit_id', '=', visit.id)
    .returning(['carer_id', 'provider_id'])
    .execute()
  const stayed = new Map(before.map(({ carer_id, provider_id }) => [carer_id, provider_id]))
  const rows = await tx
    .selectFrom('carer')
    .select(['id', 'provider_id'])
    .where('id', 'in', [...of.carerIds])
    .execute()
  const employer = new Map(rows.map(({ id, provider_id }) => [id, provider_id]))
  const providerOf = (id: string): string | null => (stayed.has(id) ? stayed.get(id) : employer.get(id)) ?? null
  await tx
    .insertInto('care_assignment')
    .values(
      of.carerIds.map((carerId, part) => ({
        visit_id: visit.id,
        part,
        county: visit.county,
        division: visit.division,
        carer_id: carerId,
        starts_at: of.arrivedAt,
        provider_id: providerOf(carerId),
      })),
    )
    .execute()
}

/** The settlement that a visit is in, drawn up or approved; one that was withdrawn does not count. */
export async function findSettlementOfVisit(
  tx: Tx,
  id: string,
): Promise<{ readonly settlement: string; readonly provider: string } | undefined> {
  const row = await tx
    .selectFrom('care_settlement_line as l')
    .innerJoin('care_provider as p', 'p.id', 'l.provider_id')
    .select(['l.settlement_id', 'p.name'])
    .where('l.visit_id', '=', id)
    .where('l.withdrawn', '=', false)
    .orderBy('l.settlement_id')
    .executeTakeFirst()
  return row === undefined ? undefined : { settlement: row.settlement_id, provider: row.name }
}

export async function listCorrections(tx: Tx, visitId: string): Promise<VisitCorrectionList> {
  const rows = await tx
    .selectFrom('care_visit_correction as c')
    .innerJoin('officer as o', 'o.id', 'c.officer_id')
    .leftJoin('officer as r', 'r.id', 'c.recorded_by')
    .selectAll('c')
    .select(['o.name as corrector', 'r.name as recorder'])
    .where('c.visit_id', '=', visitId)
    .orderBy('c.id', 'desc')
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      reason: row.reason,
      correctedBy: row.corrector,
      correctedAt: row.corrected_at.toISOString(),
      before: {
        madeOn: row.made_on,
        arrivedAt: row.arrived_at,
        leftAt: row.left_at,
        way: oneOf(visitWays, row.way),
        note: row.note,
        place:
          row.longitude === null || row.latitude === null ? null : { longitude: row.longitude, latitude: row.latitude },
        carerIds: row.carer_ids,
        recordedBy: row.recorder,
        recordedAt: row.recorded_at?.toISOString() ?? null,
      },
    })),
  }
}
