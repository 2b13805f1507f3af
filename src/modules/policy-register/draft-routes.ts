import Type from 'typebox'
import {
  CreateDraftRequest,
  DraftContent,
  DraftDetail,
  DraftDone,
  DraftList,
  DraftReview,
  DraftStepRequest,
  RejectDraftRequest,
  SaveDraftRequest,
  SimulationAnswer,
  SimulationRequest,
} from '#contracts/policy-register'
import type { App, SignedIn } from '#http/app'
import { Refused } from '#kernel/refused'
import {
  confirmSubmittedDraft,
  createDraft,
  type DraftMeans,
  rejectSubmittedDraft,
  saveDraftContent,
  submitDraftForConfirmation,
  withdrawOwnDraft,
} from './commands.ts'
import { findDraft, type FoundDraft, listDrafts, showDraft } from './draft-queries.ts'
import { reviewContent, reviewStored } from './queries.ts'
import { answerSimulation } from './simulation-answer.ts'

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) })

/** Drafts hold whole files: a folder with its examples is well below this. */
const largestDraft = 8 * 1024 * 1024

export function draftRoutes(app: App): void {
  const { store, policies } = app.context
  const means: DraftMeans = app.context

  const getDraft = async (actor: SignedIn, id: string): Promise<FoundDraft> => {
    const found = await store.within(actor.division, (tx) => findDraft(tx, id))
    if (found === undefined) throw new Refused({ code: 'draft-not-found' })
    return found
  }

  app.get(
    '/api/policy-drafts',
    {
      schema: {
        querystring: Type.Object({ folder: Type.Optional(Type.String({ maxLength: 60 })) }),
        response: { 200: DraftList },
      },
      config: { permission: 'policy:read' },
    },
    async ({ actor, query }) => ({
      items: await store.within(actor.division, (tx) => listDrafts(tx, query.folder)),
    }),
  )

  app.get(
    '/api/policy-drafts/:id',
    { schema: { params: Id, response: { 200: DraftDetail } }, config: { permission: 'policy:read' } },
    async ({ actor, params }) => showDraft(store, policies, await getDraft(actor, params.id), actor.officerId),
  )

  app.get(
    '/api/policy-drafts/:id/review',
    { schema: { params: Id, response: { 200: DraftReview } }, config: { permission: 'policy:read' } },
    async ({ actor, params }) => reviewStored(store.plain, policies, await getDraft(actor, params.id)),
  )

  app.post(
    '/api/policy-drafts/:id/review',
    {
      schema: { params: Id, body: DraftContent, response: { 200: DraftReview } },
      config: { permission: 'policy:draft' },
      bodyLimit: largestDraft,
    },
    async ({ actor, params, body }) => reviewContent(store.plain, policies, await getDraft(actor, params.id), body),
  )

  app.post(
    '/api/policies/simulate',
    {
      schema: { body: SimulationRequest, response: { 200: SimulationAnswer } },
      config: { permission: 'policy:simulate' },
      bodyLimit: largestDraft,
    },
    ({ actor, body }) => answerSimulation(means, actor, body),
  )

  app.post(
    '/api/policy-drafts',
    { schema: { body: CreateDraftRequest, response: { 200: DraftDone } }, config: { permission: 'policy:draft' } },
    ({ actor, body }) => createDraft(means, actor, body),
  )

  app.post(
    '/api/policy-drafts/:id/save',
    {
      schema: { params: Id, body: SaveDraftRequest, response: { 200: DraftDone } },
      config: { permission: 'policy:draft' },
      bodyLimit: largestDraft,
    },
    ({ actor, params, body }) => saveDraftContent(means, actor, params.id, body),
  )

  app.post(
    '/api/policy-drafts/:id/submit',
    {
      schema: { params: Id, body: DraftStepRequest, response: { 200: DraftDone } },
      config: { permission: 'policy:draft' },
    },
    ({ actor, params, body }) => submitDraftForConfirmation(means, actor, params.id, body),
  )

  app.post(
    '/api/policy-drafts/:id/withdraw',
    {
      schema: { params: Id, body: DraftStepRequest, response: { 200: DraftDone } },
      config: { permission: 'policy:draft' },
    },
    ({ actor, params, body }) => withdrawOwnDraft(means, actor, params.id, body),
  )

  app.post(
    '/api/policy-drafts/:id/confirm',
    {
      schema: { params: Id, body: DraftStepRequest, response: { 200: DraftDone } },
      config: { permission: 'policy:confirm' },
    },
    ({ actor, params, body }) => confirmSubmittedDraft(means, actor, params.id, body),
  )

  app.post(
    '/api/policy-drafts/:id/reject',
    {
      schema: { params: Id, body: RejectDraftRequest, response: { 200: DraftDone } },
      config: { permission: 'policy:confirm' },
    },
    ({ actor, params, body }) => rejectSubmittedDraft(means, actor, params.id, body),
  )
}
