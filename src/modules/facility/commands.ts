import type {
  AbsenceRecording,
  CarerSaving,
  FacilityClosing,
  FacilityDone,
  FacilityRefusal,
  FacilitySaving,
  ProviderSaving,
} from '#contracts/facility'
import type { Actor } from '#contracts/officer'
import type { DB, Store, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { Refused } from '#kernel/refused'
import { appendAudit, authorise, once } from '#modules/officer'
import { faultOfAbsence, faultOfCarer, faultOfFacility, faultOfProvider } from './decide.ts'
import {
  absencesOf,
  closeFacilityRow,
  countCarersAt,
  countMealsFrom,
  findUnknownDivision,
  hasOtherCentre,
  lockCarer,
  lockFacility,
  lockProvider,
  providerNamed,
  saveCarerRow,
  saveFacilityRow,
  saveProviderRow,
} from './store.ts'

export interface FacilityMeans {
  readonly store: Store
  readonly today: Day
}

export function refuse(refusal: FacilityRefusal): never {
  throw new Refused(refusal)
}

function refuseFault(fault: FacilityRefusal | undefined): void {
  if (fault !== undefined) refuse(fault)
}

const countyOf = (division: string): string => division.slice(0, 6)

/** One command on the network: in the officer's place, once for its key, and audited. */
export function change(
  means: FacilityMeans,
  actor: Actor,
  of: { readonly command: string; readonly request: { readonly key: string }; readonly subject?: string },
  work: (tx: Transaction<DB>) => Promise<{ readonly id: string; readonly division: string }>,
): Promise<FacilityDone> {
  const { command, request, subject } = of
  return means.store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command, request: { subject, ...request } }, async () => {
      const { id, division } = await work(tx)
      await appendAudit(tx, actor, { division, action: command, subject: `${command.split('-')[1]}:${id}`, detail: {} })
      return { id }
    }),
  )
}

/** Adds a facility or changes one that was read as it still is. */
export async function saveFacility(means: FacilityMeans, actor: Actor, saving: FacilitySaving): Promise<FacilityDone> {
  authorise(actor, 'facility:edit')
  const { division } = saving
  const county = countyOf(division)
  if (!division.startsWith(actor.division)) refuse({ code: 'facility-outside-your-place' })
  refuseFault(faultOfFacility(saving, county))
  return change(means, actor, { command: 'save-facility', request: saving }, async (tx) => {
    if (saving.id !== undefined) {
      const before = await lockFacility(tx, saving.id)
      if (before === undefined) refuse({ code: 'facility-not-found' })
      if (before.version !== saving.version) refuse({ code: 'facility-changed-meanwhile' })
      if (before.closedOn !== null) refuse({ code: 'facility-closed' })
      if (before.kind === 'canteen' && saving.kind !== 'canteen') await refuseWhileCooking(tx, saving.id, means.today)
    }
    const unknown = await findUnknownDivision(tx, [division, ...saving.catchment])
    if (unknown !== undefined) refuse({ code: 'facility-division-unknown', division: unknown })
    if (saving.kind === 'county-centre' && (await hasOtherCentre(tx, county, saving.id)))
      refuse({ code: 'facility-centre-twice' })
    await requireProvider(tx, saving.providerId)
    return { id: await saveFacilityRow(tx, county, saving), division }
  })
}

async function requireProvider(tx: Transaction<DB>, id: string | null): Promise<void> {
  if (id !== null && (await lockProvider(tx, id)) === undefined) refuse({ code: 'provider-not-found' })
}

/** Meals that are agreed on are cooked somewhere. */
async function refuseWhileCooking(tx: Transaction<DB>, id: string, on: string): Promise<void> {
  const agreements = await countMealsFrom(tx, id, on)
  if (agreements > 0) refuse({ code: 'facility-still-cooks', agreements })
}

/** A facility from which carers set out does not close under them, nor a canteen under those whom it cooks for. */
export async function closeFacility(
  means: FacilityMeans,
  actor: Actor,
  id: string,
  request: FacilityClosing,
): Promise<FacilityDone> {
  authorise(actor, 'facility:edit')
  return change(means, actor, { command: 'close-facility', request, subject: id }, async (tx) => {
    const before = await lockFacility(tx, id)
    if (before === undefined) refuse({ code: 'facility-not-found' })
    if (before.version !== request.version) refuse({ code: 'facility-changed-meanwhile' })
    if (before.closedOn !== null) refuse({ code: 'facility-closed' })
    if (request.on < before.openedOn) refuse({ code: 'facility-closes-before-opening' })
    const carers = await countCarersAt(tx, id, request.on)
    if (carers > 0) refuse({ code: 'facility-still-staffed', carers })
    await refuseWhileCooking(tx, id, request.on)
    await closeFacilityRow(tx, id, request.on)
    return { id, division: before.division }
  })
}

export async function saveProvider(means: FacilityMeans, actor: Actor, saving: ProviderSaving): Promise<FacilityDone> {
  authorise(actor, 'facility:edit')
  refuseFault(faultOfProvider(saving))
  const county = countyOf(actor.division)
  return change(means, actor, { command: 'save-provider', request: saving }, async (tx) => {
    if (saving.id !== undefined) {
      const before = await lockProvider(tx, saving.id)
      if (before === undefined) refuse({ code: 'provider-not-found' })
      if (before.version !== saving.version) refuse({ code: 'facility-changed-meanwhile' })
    }
    const namesake = await providerNamed(tx, county, saving.name.trim())
    if (namesake !== undefined && namesake !== saving.id) refuse({ code: 'provider-name-taken' })
    return { id: await saveProviderRow(tx, county, saving), division: county }
  })
}

/** A carer belongs where she sets out from. */
export async function saveCarer(means: FacilityMeans, actor: Actor, saving: CarerSaving): Promise<FacilityDone> {
  authorise(actor, 'facility:edit')
  refuseFault(faultOfCarer(saving))
  return change(means, actor, { command: 'save-carer', request: withoutPhone(saving) }, async (tx) => {
    if (saving.id !== undefined) {
      const before = await lockCarer(tx, saving.id)
      if (before === undefined) refuse({ code: 'carer-not-found' })
      if (before.version !== saving.version) refuse({ code: 'facility-changed-meanwhile' })
    }
    const facility = await lockFacility(tx, saving.facilityId)
    if (facility === undefined) refuse({ code: 'facility-not-found' })
    if (facility.closedOn !== null && facility.closedOn <= means.today) refuse({ code: 'facility-closed' })
    await requireProvider(tx, saving.providerId)
    const place = { county: countyOf(facility.division), division: facility.division }
    return { id: await saveCarerRow(tx, means.store.keys, place, saving), division: facility.division }
  })
}

/** The receipt of a command keeps a digest of its request: a phone number is not to be found by trying. */
function withoutPhone({ phone, ...others }: CarerSaving): Omit<CarerSaving, 'phone'> & { readonly hasPhone: boolean } {
  return { ...others, hasPhone: phone !== undefined }
}

export async function recordAbsence(
  means: FacilityMeans,
  actor: Actor,
  carerId: string,
  request: AbsenceRecording,
): Promise<FacilityDone> {
  authorise(actor, 'care:dispatch')
  return change(means, actor, { command: 'record-absence', request, subject: carerId }, async (tx) => {
    const carer = await lockCarer(tx, carerId)
    if (carer === undefined) refuse({ code: 'carer-not-found' })
    refuseFault(faultOfAbsence(request, await absencesOf(tx, carerId)))
    const { id } = await tx
      .insertInto('carer_absence')
      .values({
        carer_id: carerId,
        county: carer.county,
        division: carer.division,
        first_day: request.firstDay,
        last_day: request.lastDay,
        from_minute: request.fromMinute,
        reason: request.reason.trim(),
        officer_id: actor.officerId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, division: carer.division }
  })
}

export async function withdrawAbsence(
  means: FacilityMeans,
  actor: Actor,
  id: string,
  request: { readonly key: string },
): Promise<FacilityDone> {
  authorise(actor, 'care:dispatch')
  return change(means, actor, { command: 'withdraw-absence', request, subject: id }, async (tx) => {
    const row = await tx
      .updateTable('carer_absence')
      .set({ withdrawn_on: means.today })
      .where('id', '=', id)
      .where('withdrawn_on', 'is', null)
      .returning('division')
      .executeTakeFirst()
    if (row === undefined) refuse({ code: 'absence-not-found' })
    return { id, division: row.division }
  })
}
