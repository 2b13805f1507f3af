import Type from 'typebox'
import {
  AbsenceReplan,
  CareDone,
  CarePlanEnding,
  CarePlanList,
  CarePlanOpening,
  CheckVisitProgress,
  DifficultyEnding,
  DifficultyList,
  DifficultyRecording,
  DispatchDay,
  Entitlement,
  MovePreview,
  MovePreviewRequest,
  MoveRequest,
  PlanPublishing,
  PlanRequest,
  services,
  SettlementDetail,
  SettlementList,
  SettlementPreparing,
  SettlementStep,
  UnprovedVisits,
  VisitCorrecting,
  VisitCorrectionList,
  VisitFailing,
  VisitFinishing,
  VisitList,
  VisitStarting,
} from '#contracts/elder-care'
import { permissionsOf } from '#contracts/officer'
import type { App, SignedIn } from '#http/app'
import { day as readDay } from '#kernel/day'
import { month as readMonth } from '#kernel/month'
import { endCarePlan, endDifficulty, openCarePlan, recordDifficulty } from './care-plan-commands.ts'
import { correctVisit } from './correct-visit.ts'
import { listCorrections } from './correction-store.ts'
import { listDifficulties } from './difficulty-queries.ts'
import { planDay, publishPlan, replanAround } from './dispatch-commands.ts'
import { readDispatchDay } from './dispatch-day.ts'
import { type CareMeans, countyOf, type PlanningMeans } from './means.ts'
import { moveVisit, previewMove } from './move-commands.ts'
import { listCarePlans, readEntitlement, readProgress } from './queries.ts'
import {
  approveSettlement,
  prepareSettlement,
  type SettlementMeans,
  withdrawSettlement,
} from './settlement-commands.ts'
import { findSettlement, listSettlements } from './settlement-queries.ts'
import { cancelVisit, finishVisit, missVisit, startVisit } from './visit-commands.ts'
import { countUnproved, readPersonVisits, readUnproved, shownVisits } from './visit-rows.ts'

const IdText = Type.String({ pattern: '^[0-9]{1,18}$' })
const Id = Type.Object({ id: IdText })
const OneDay = Type.Object({ day: Type.String({ pattern: '^(1[89]|2[01])', format: 'date' }) })
const OneMonth = Type.Object({ month: Type.String({ pattern: '^(1[89]|2[01])[0-9]{2}-(0[1-9]|1[0-2])$' }) })
const Place = Type.String({ pattern: '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$' })
const NamePrefix = Type.String({ minLength: 1, maxLength: 20 })
const Person = Type.Object({ householdId: IdText, personId: IdText })

export function elderCareRoutes(app: App): void {
  const { store, policies, today, minute, rowMaker } = app.context
  const means = (): SettlementMeans & PlanningMeans => ({
    store,
    policies: policies.on(today()),
    today: today(),
    duckdb: rowMaker,
    turns: app.turns,
    minute: minute(),
  })
  const mayPlan = ({ role, division }: SignedIn): boolean =>
    permissionsOf[role].includes('care:dispatch') && division === countyOf(division)
  const reading = { permission: 'care:read' } as const

  app.get(
    '/api/care-plans',
    {
      schema: {
        querystring: Type.Object({
          after: Type.Optional(IdText),
          personId: Type.Optional(IdText),
          service: Type.Optional(Type.Enum(services)),
          division: Type.Optional(Place),
          name: Type.Optional(NamePrefix),
        }),
        response: { 200: CarePlanList },
      },
      config: reading,
    },
    ({ actor, query }) =>
      store.within(actor.division, (tx) =>
        listCarePlans(tx, { today: today(), policies: policies.on(today()), ...query }),
      ),
  )
  app.get(
    '/api/elder-care/entitlement',
    { schema: { querystring: Person, response: { 200: Entitlement } }, config: reading },
    ({ actor, query }) =>
      store.within(actor.division, (tx) => readEntitlement(tx, policies.on(today()), { ...query, today: today() })),
  )
  app.get(
    '/api/elder-difficulties',
    {
      schema: {
        querystring: Type.Object({
          after: Type.Optional(IdText),
          personId: Type.Optional(IdText),
          division: Type.Optional(Place),
          name: Type.Optional(NamePrefix),
        }),
        response: { 200: DifficultyList },
      },
      config: reading,
    },
    ({ actor, query }) => store.within(actor.division, (tx) => listDifficulties(tx, { today: today(), ...query })),
  )
  app.get(
    '/api/elder-care/persons/:id/visits',
    { schema: { params: Id, response: { 200: VisitList } }, config: reading },
    ({ actor, params }) =>
      store.within(actor.division, async (tx) => ({
        items: await shownVisits(tx, await readPersonVisits(tx, params.id)),
      })),
  )
  app.get(
    '/api/elder-care/check-visits/:month',
    { schema: { params: OneMonth, response: { 200: CheckVisitProgress } }, config: reading },
    ({ actor, params }) => store.within(actor.division, (tx) => readProgress(tx, readMonth(params.month), today())),
  )
  app.get(
    '/api/elder-care/unproved-visits',
    { schema: { response: { 200: UnprovedVisits } }, config: reading },
    ({ actor }) => {
      const county = countyOf(actor.division)
      return store.within(actor.division, async (tx) => ({
        count: await countUnproved(tx, county, today()),
        items: await shownVisits(tx, await readUnproved(tx, county, today())),
      }))
    },
  )
  app.get(
    '/api/care-visits/:id/corrections',
    { schema: { params: Id, response: { 200: VisitCorrectionList } }, config: reading },
    ({ actor, params }) => store.within(actor.division, (tx) => listCorrections(tx, params.id)),
  )
  app.get(
    '/api/dispatch/:day',
    { schema: { params: OneDay, response: { 200: DispatchDay } }, config: reading },
    ({ actor, params }) =>
      store.within(actor.division, (tx) =>
        readDispatchDay(tx, {
          county: countyOf(actor.division),
          day: readDay(params.day),
          mayPlan: mayPlan(actor),
        }),
      ),
  )
  app.get('/api/care-settlements', { schema: { response: { 200: SettlementList } }, config: reading }, ({ actor }) =>
    store.within(actor.division, (tx) => listSettlements(tx)),
  )
  app.get(
    '/api/care-settlements/:id',
    { schema: { params: Id, response: { 200: SettlementDetail } }, config: reading },
    ({ actor, params }) => store.within(actor.division, (tx) => findSettlement(tx, params.id)),
  )
  addPlanRoutes(app, means)
  addVisitRoutes(app, means)
  addDispatchRoutes(app, means)
  addSettlementRoutes(app, means)
}

function addPlanRoutes(app: App, means: () => CareMeans): void {
  const config = { permission: 'care:order' } as const
  app.post(
    '/api/elder-difficulties',
    { schema: { body: DifficultyRecording, response: { 200: CareDone } }, config },
    ({ actor, body }) => recordDifficulty(means(), actor, body),
  )
  app.post(
    '/api/elder-difficulties/:id/end',
    { schema: { params: Id, body: DifficultyEnding, response: { 200: CareDone } }, config },
    ({ actor, params, body }) => endDifficulty(means(), actor, params.id, body),
  )
  app.post(
    '/api/care-plans',
    { schema: { body: CarePlanOpening, response: { 200: CareDone } }, config },
    ({ actor, body }) => openCarePlan(means(), actor, body),
  )
  app.post(
    '/api/care-plans/:id/end',
    { schema: { params: Id, body: CarePlanEnding, response: { 200: CareDone } }, config },
    ({ actor, params, body }) => endCarePlan(means(), actor, params.id, body),
  )
}

function addVisitRoutes(app: App, means: () => CareMeans): void {
  const config = { permission: 'care:visit' } as const
  app.post(
    '/api/care-visits/:id/start',
    { schema: { params: Id, body: VisitStarting, response: { 200: CareDone } }, config },
    ({ actor, params, body }) => startVisit(means(), actor, params.id, body),
  )
  app.post(
    '/api/care-visits/:id/finish',
    { schema: { params: Id, body: VisitFinishing, response: { 200: CareDone } }, config },
    ({ actor, params, body }) => finishVisit(means(), actor, params.id, body),
  )
  app.post(
    '/api/care-visits/:id/miss',
    { schema: { params: Id, body: VisitFailing, response: { 200: CareDone } }, config },
    ({ actor, params, body }) => missVisit(means(), actor, params.id, body),
  )
  app.post(
    '/api/care-visits/:id/correct',
    {
      schema: { params: Id, body: VisitCorrecting, response: { 200: CareDone } },
      config: { permission: 'care:dispatch' },
    },
    ({ actor, params, body }) => correctVisit(means(), actor, params.id, body),
  )
  app.post(
    '/api/care-visits/:id/cancel',
    { schema: { params: Id, body: VisitFailing, response: { 200: CareDone } }, config: { permission: 'care:order' } },
    ({ actor, params, body }) => cancelVisit(means(), actor, params.id, body),
  )
}

function addDispatchRoutes(app: App, means: () => PlanningMeans): void {
  const config = { permission: 'care:dispatch' } as const
  app.post(
    '/api/dispatch/:day/plan',
    { schema: { params: OneDay, body: PlanRequest, response: { 200: CareDone } }, config },
    ({ actor, params, body }) => planDay(means(), actor, readDay(params.day), body),
  )
  app.post(
    '/api/dispatch/:day/preview',
    { schema: { params: OneDay, body: MovePreviewRequest, response: { 200: MovePreview } }, config },
    ({ actor, params, body }) => previewMove(means(), actor, readDay(params.day), body),
  )
  app.post(
    '/api/dispatch/:day/move',
    { schema: { params: OneDay, body: MoveRequest, response: { 200: CareDone } }, config },
    ({ actor, params, body }) => moveVisit(means(), actor, readDay(params.day), body),
  )
  app.post(
    '/api/dispatch/:day/absence',
    { schema: { params: OneDay, body: AbsenceReplan, response: { 200: CareDone } }, config },
    ({ actor, params, body }) => replanAround(means(), actor, readDay(params.day), body),
  )
  app.post(
    '/api/dispatch/:day/publish',
    { schema: { params: OneDay, body: PlanPublishing, response: { 200: CareDone } }, config },
    ({ actor, params, body }) => publishPlan(means(), actor, readDay(params.day), body),
  )
}

function addSettlementRoutes(app: App, means: () => SettlementMeans): void {
  const config = { permission: 'care:settle' } as const
  app.post(
    '/api/care-settlements',
    { schema: { body: SettlementPreparing, response: { 200: CareDone } }, config },
    ({ actor, body }) => prepareSettlement(means(), actor, body),
  )
  app.post(
    '/api/care-settlements/:id/approve',
    { schema: { params: Id, body: SettlementStep, response: { 200: CareDone } }, config },
    ({ actor, params, body }) => approveSettlement(means(), actor, params.id, body),
  )
  app.post(
    '/api/care-settlements/:id/withdraw',
    { schema: { params: Id, body: SettlementStep, response: { 200: CareDone } }, config },
    ({ actor, params, body }) => withdrawSettlement(means(), actor, params.id, body),
  )
}
