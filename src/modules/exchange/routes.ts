import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import Type from 'typebox'
import {
  BatchList,
  BatchQuality,
  DeliveryAnswer,
  ExchangeDone,
  HeldRowCorrection,
  HeldRowList,
  HeldRowListRequest,
  HeldRowMatch,
} from '#contracts/exchange'
import { permissionsOf } from '#contracts/officer'
import type { App } from '#http/app'
import { Refused } from '#kernel/refused'
import { correctHeldRow, deliver, discardHeldRow, matchHeldRow, withdrawBatch } from './commands.ts'
import type { Delivery } from './deliver.ts'
import { describeFileRefusal } from './messages.zh.ts'
import { batchQuality, listBatches, listHeldRows } from './queries.ts'

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) })
const Page = Type.Object({
  cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})

function answerOf(delivery: Delivery): DeliveryAnswer {
  switch (delivery.kind) {
    case 'loaded':
      return { kind: 'loaded', batchId: delivery.batchId, text: null }
    case 'already-delivered':
      return { kind: 'already-delivered', batchId: delivery.batchId, text: null }
    case 'refused':
      return { kind: 'refused', batchId: delivery.batchId, text: describeFileRefusal(delivery.refusal) }
  }
}

export function exchangeRoutes(app: App): void {
  const { store, today, changed } = app.context
  const countyOf = (actor: { readonly division: string }): string => actor.division.slice(0, 6)

  app.get(
    '/api/batches',
    { schema: { querystring: Page, response: { 200: BatchList } }, config: { permission: 'batch:read' } },
    ({ actor, query }) => store.within(actor.division, (tx) => listBatches(tx, query)),
  )

  app.get(
    '/api/batches/:id',
    { schema: { params: Id, response: { 200: BatchQuality } }, config: { permission: 'batch:read' } },
    async ({ actor, params }) => {
      const found = await store.within(actor.division, (tx) => batchQuality(tx, params.id))
      if (found === undefined) throw new Refused({ code: 'batch-not-found' })
      return found
    },
  )

  app.post(
    '/api/batches',
    { schema: { response: { 200: DeliveryAnswer } }, config: { permission: 'batch:deliver' } },
    async (request) => {
      const file = await request.file()
      if (file === undefined) throw new Refused({ code: 'file-not-sent' })
      const folder = await mkdtemp(join(tmpdir(), 'doudi-upload-'))
      try {
        const path = join(folder, 'file')
        await pipeline(file.file, createWriteStream(path, { mode: 0o600 }))
        if (file.file.truncated) throw new app.multipartErrors.RequestFileTooLargeError()
        const county = countyOf(request.actor)
        const by = { actor: request.actor }
        const delivery = await deliver(store, by, { county, path, fileName: file.filename, today: today() })
        if (delivery.kind === 'loaded') changed(county)
        return answerOf(delivery)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  )

  app.post(
    '/api/batches/:id/withdraw',
    { schema: { params: Id, response: { 200: ExchangeDone } }, config: { permission: 'batch:withdraw' } },
    async ({ actor, params }) => {
      await withdrawBatch(store, { actor }, params.id)
      changed(countyOf(actor))
      return { done: true as const }
    },
  )

  app.get(
    '/api/held-rows',
    {
      schema: { querystring: HeldRowListRequest, response: { 200: HeldRowList } },
      config: { permission: 'batch:read' },
    },
    ({ actor, query }) => {
      // Who may settle a row has to see what it says; others see where and why it is held.
      const reveal = permissionsOf[actor.role].includes('held-row:resolve') ? { keys: store.keys, actor } : undefined
      return store.within(actor.division, (tx) => listHeldRows(tx, query, reveal))
    },
  )

  app.post(
    '/api/held-rows/:id/correct',
    {
      schema: { params: Id, body: HeldRowCorrection, response: { 200: ExchangeDone } },
      config: { permission: 'held-row:resolve' },
    },
    async ({ actor, params, body }) => {
      await correctHeldRow(store, { actor }, params.id, body.cells)
      changed(countyOf(actor))
      return { done: true as const }
    },
  )

  app.post(
    '/api/held-rows/:id/match',
    {
      schema: { params: Id, body: HeldRowMatch, response: { 200: ExchangeDone } },
      config: { permission: 'held-row:resolve' },
    },
    async ({ actor, params, body }) => {
      await matchHeldRow(store, { actor }, params.id, body.personId)
      changed(countyOf(actor))
      return { done: true as const }
    },
  )

  app.post(
    '/api/held-rows/:id/discard',
    { schema: { params: Id, response: { 200: ExchangeDone } }, config: { permission: 'held-row:resolve' } },
    async ({ actor, params }) => {
      await discardHeldRow(store, { actor }, params.id)
      return { done: true as const }
    },
  )
}
