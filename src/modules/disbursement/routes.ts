import Type from 'typebox'
import {
  BatchStep,
  BuildDone,
  BuildRequest,
  bankProfiles,
  DeadPaidList,
  LineDecision,
  lineStatuses,
  MonthText,
  MonthlyReport,
  PaymentBatchDetail,
  PaymentBatchList,
  PaymentDone,
  PaymentLineList,
  paymentReports,
  ReturnsDone,
  ReturnsRequest,
} from '#contracts/disbursement'
import type { App } from '#http/app'
import { month } from '#kernel/month'
import { accountRoutes } from './account-routes.ts'
import { encodeText } from './bank-file.ts'
import { writeBatchFile } from './bank-file-commands.ts'
import { buildPaymentBatch, type PaymentMeans, refuse } from './build.ts'
import {
  approvePaymentBatch,
  excludeLine,
  recordReturns,
  reissueLine,
  releaseLine,
  sendPaymentBatch,
  settlePaymentBatch,
} from './commands.ts'
import { findBatch, listBatches, listDeadPaid, listLines } from './queries.ts'
import { monthlyReport, reportCsv } from './report-queries.ts'

const Digits = Type.String({ pattern: '^[0-9]{1,18}$' })
const Id = Type.Object({ id: Digits })
const Profile = Type.Object({ profile: Type.Enum(bankProfiles) })
const pageSize = 100

export function disbursementRoutes(app: App): void {
  batchRoutes(app)
  fileRoutes(app)
  lineRoutes(app)
  reportRoutes(app)
  accountRoutes(app)
}

function paymentMeans(app: App): PaymentMeans {
  const { store, policies, today } = app.context
  return { store, policies: policies.on(today()), today: today() }
}

function batchRoutes(app: App): void {
  const { store } = app.context
  const prepare = { permission: 'payment:prepare' } as const

  app.get(
    '/api/payment-batches',
    { schema: { response: { 200: PaymentBatchList } }, config: { permission: 'payment:read' } },
    async ({ actor }) => ({ items: await store.within(actor.division, (tx) => listBatches(tx)) }),
  )

  app.get(
    '/api/payment-batches/:id',
    { schema: { params: Id, response: { 200: PaymentBatchDetail } }, config: { permission: 'payment:read' } },
    async ({ actor, params }) => {
      const found = await store.within(actor.division, (tx) => findBatch(tx, params.id))
      return found ?? refuse({ code: 'payment-batch-not-found' })
    },
  )

  app.post(
    '/api/payment-batches',
    { schema: { body: BuildRequest, response: { 200: BuildDone } }, config: prepare },
    ({ actor, body }) => buildPaymentBatch(paymentMeans(app), actor, body),
  )

  for (const [path, permission, run] of [
    ['approve', 'payment:approve', approvePaymentBatch],
    ['send', 'payment:prepare', sendPaymentBatch],
    ['settle', 'payment:prepare', settlePaymentBatch],
  ] as const) {
    app.post(
      `/api/payment-batches/:id/${path}`,
      { schema: { params: Id, body: BatchStep, response: { 200: PaymentDone } }, config: { permission } },
      ({ actor, params, body }) => run(paymentMeans(app), actor, params.id, body),
    )
  }
}

function fileRoutes(app: App): void {
  const prepare = { permission: 'payment:prepare' } as const

  app.get(
    '/api/payment-batches/:id/bank-file',
    { schema: { params: Id, querystring: Profile, response: { 200: Type.Any() } }, config: prepare },
    async ({ actor, params, query }, reply) => {
      const file = await writeBatchFile(paymentMeans(app), actor, params.id, query.profile)
      return reply
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .header('x-content-sm3', file.sm3)
        .send(file.bytes)
    },
  )

  app.post(
    '/api/payment-batches/:id/returns',
    { schema: { params: Id, body: ReturnsRequest, response: { 200: ReturnsDone } }, config: prepare },
    ({ actor, params, body }) => {
      const { key, profile, text } = body
      return recordReturns(paymentMeans(app), actor, params.id, { key, profile, bytes: encodeText(text) })
    },
  )

  app.post(
    '/api/payment-batches/:id/returns-file',
    {
      schema: {
        params: Id,
        querystring: Type.Interface([Profile], { key: Type.String({ minLength: 8, maxLength: 64 }) }),
        response: { 200: ReturnsDone },
      },
      config: prepare,
    },
    async (request) => {
      const file = await request.file({ limits: { fileSize: 64 * 1024 * 1024 } })
      if (file === undefined) return refuse({ code: 'returns-file-missing' })
      const { key, profile } = request.query
      const bytes = await file.toBuffer()
      return recordReturns(paymentMeans(app), request.actor, request.params.id, { key, profile, bytes })
    },
  )
}

function lineRoutes(app: App): void {
  const { store } = app.context

  app.get(
    '/api/payment-batches/:id/lines',
    {
      schema: {
        params: Id,
        querystring: Type.Object({
          township: Type.Optional(Type.String({ pattern: '^[0-9]{9}$' })),
          status: Type.Optional(Type.Enum(lineStatuses)),
          household: Type.Optional(Digits),
          after: Type.Optional(Digits),
        }),
        response: { 200: PaymentLineList },
      },
      config: { permission: 'payment:read' },
    },
    ({ actor, params, query }) =>
      store.within(actor.division, (tx) => listLines(tx, params.id, { ...query, limit: pageSize })),
  )

  for (const [path, run] of [
    ['release', releaseLine],
    ['exclude', excludeLine],
    ['reissue', reissueLine],
  ] as const) {
    app.post(
      `/api/payment-lines/:id/${path}`,
      {
        schema: { params: Id, body: LineDecision, response: { 200: PaymentDone } },
        config: { permission: 'payment:prepare' },
      },
      ({ actor, params, body }) => run(paymentMeans(app), actor, params.id, body),
    )
  }
}

function reportRoutes(app: App): void {
  const { store } = app.context
  const params = Type.Object({ month: MonthText, report: Type.Enum(paymentReports) })

  app.get(
    '/api/payment-reports/:month/dead-paid',
    {
      schema: { params: Type.Object({ month: MonthText }), response: { 200: DeadPaidList } },
      config: { permission: 'payment:read' },
    },
    async ({ actor, params: { month: of } }) => ({
      items: await store.within(actor.division, (tx) => listDeadPaid(tx, month(of))),
    }),
  )

  app.get(
    '/api/payment-reports/:month/:report',
    { schema: { params, response: { 200: MonthlyReport } }, config: { permission: 'payment:read' } },
    ({ actor, params: { month: of, report } }) =>
      store.within(actor.division, (tx) => monthlyReport(tx, month(of), report)),
  )

  app.get(
    '/api/payment-reports/:month/:report.csv',
    { schema: { params, response: { 200: Type.String() } }, config: { permission: 'payment:read' } },
    async ({ actor, params: { month: of, report } }, reply) => {
      const found = await store.within(actor.division, (tx) => monthlyReport(tx, month(of), report))
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${report}-${of}.csv"`)
        .serializer((text: string) => text)
        .send(reportCsv(found))
    },
  )
}
