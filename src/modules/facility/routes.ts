import Type from 'typebox'
import {
  AbsenceRecording,
  AbsenceWithdrawal,
  CarerList,
  CarerSaving,
  FacilityClosing,
  FacilityDone,
  FacilityList,
  FacilitySaving,
  HouseholdPointSaving,
  Network,
  ProviderList,
  ProviderSaving,
  VillagePointList,
  VillagePointSaving,
  VillagePointsImport,
  VillagePointsImported,
} from '#contracts/facility'
import type { App } from '#http/app'
import type { Day } from '#kernel/day'
import { importVillagePoints, saveHouseholdPoint, saveVillagePoint } from './point-commands.ts'
import {
  closeFacility,
  type FacilityMeans,
  recordAbsence,
  saveCarer,
  saveFacility,
  saveProvider,
  withdrawAbsence,
} from './commands.ts'
import { elderBirthDay, listCarers, listFacilities, listProviders, listVillages, readNetwork } from './queries.ts'

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) })

export function facilityRoutes(app: App): void {
  const { store, policies, today } = app.context
  const means = (): FacilityMeans => ({ store, today: today() })
  const bornBy = (county: string): Day => elderBirthDay(policies.on(today()), county, today())
  const countyOf = (division: string): string => division.slice(0, 6)
  const reading = { permission: 'facility:read' } as const
  const editing = { permission: 'facility:edit' } as const

  app.get('/api/facilities', { schema: { response: { 200: FacilityList } }, config: reading }, async ({ actor }) => ({
    items: await store.within(actor.division, (tx) => listFacilities(tx, today())),
  }))
  app.get(
    '/api/care-providers',
    { schema: { response: { 200: ProviderList } }, config: reading },
    async ({ actor }) => ({
      items: await store.within(actor.division, (tx) => listProviders(tx)),
    }),
  )
  app.get('/api/carers', { schema: { response: { 200: CarerList } }, config: reading }, async ({ actor }) => ({
    items: await store.within(actor.division, (tx) => listCarers(tx, store.keys, today())),
  }))
  app.get(
    '/api/elder-care/villages',
    { schema: { response: { 200: VillagePointList } }, config: reading },
    async ({ actor }) => {
      const county = countyOf(actor.division)
      return { items: await store.within(actor.division, (tx) => listVillages(tx, county, bornBy(county))) }
    },
  )
  app.get('/api/elder-care/network', { schema: { response: { 200: Network } }, config: reading }, ({ actor }) => {
    const county = countyOf(actor.division)
    return store.within(actor.division, (tx) => readNetwork(tx, { county, today: today(), bornBy: bornBy(county) }))
  })

  app.post(
    '/api/facilities',
    { schema: { body: FacilitySaving, response: { 200: FacilityDone } }, config: editing },
    ({ actor, body }) => saveFacility(means(), actor, body),
  )
  app.post(
    '/api/facilities/:id/close',
    { schema: { params: Id, body: FacilityClosing, response: { 200: FacilityDone } }, config: editing },
    ({ actor, params, body }) => closeFacility(means(), actor, params.id, body),
  )
  app.post(
    '/api/care-providers',
    { schema: { body: ProviderSaving, response: { 200: FacilityDone } }, config: editing },
    ({ actor, body }) => saveProvider(means(), actor, body),
  )
  app.post(
    '/api/carers',
    { schema: { body: CarerSaving, response: { 200: FacilityDone } }, config: editing },
    ({ actor, body }) => saveCarer(means(), actor, body),
  )
  app.post(
    '/api/carers/:id/absences',
    {
      schema: { params: Id, body: AbsenceRecording, response: { 200: FacilityDone } },
      config: { permission: 'care:dispatch' },
    },
    ({ actor, params, body }) => recordAbsence(means(), actor, params.id, body),
  )
  app.post(
    '/api/carer-absences/:id/withdraw',
    {
      schema: { params: Id, body: AbsenceWithdrawal, response: { 200: FacilityDone } },
      config: { permission: 'care:dispatch' },
    },
    ({ actor, params, body }) => withdrawAbsence(means(), actor, params.id, body),
  )
  app.post(
    '/api/village-points',
    { schema: { body: VillagePointSaving, response: { 200: FacilityDone } }, config: editing },
    ({ actor, body }) => saveVillagePoint(means(), actor, body),
  )
  app.post(
    '/api/village-points/import',
    {
      schema: { body: VillagePointsImport, response: { 200: VillagePointsImported } },
      config: editing,
      // A million characters of Chinese in UTF-8.
      bodyLimit: 4_000_000,
    },
    ({ actor, body }) => importVillagePoints(means(), actor, body),
  )
  app.post(
    '/api/household-points',
    {
      schema: { body: HouseholdPointSaving, response: { 200: FacilityDone } },
      config: { permission: 'care:visit' },
    },
    ({ actor, body }) => saveHouseholdPoint(means(), actor, body),
  )
}
