import { stringify } from 'csv-stringify/sync'
import Type from 'typebox'
import {
  AssignRequest,
  CloseRequest,
  Done,
  SignalDetail,
  SignalFilter,
  SignalList,
  SignalListRequest,
  SignalSummary,
  SweepAnswer,
  Workbench,
} from '#contracts/monitoring'
import { parseDay } from '#kernel/day'
import { Refused } from '#kernel/refused'
import { appendAudit } from '#modules/officer'
import { isRevealed } from '#modules/registry'
import type { App, SignedIn } from '#http/app'
import { assignSignals, closeOneSignal, sweepCounty } from './commands.ts'
import { exportText, levelNames, resultNames, statusNames } from './messages.zh.ts'
import { dataThrough, readWorkbench, summariseSignals } from './overview.ts'
import { findSignal, listSignals, listSignalsForExport, type Reading } from './queries.ts'

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) })

export function monitoringRoutes(app: App): void {
  const { store, policies, calendar, today } = app.context
  const reading = (actor: SignedIn): Reading => ({
    policies: policies.on(today()),
    calendar,
    today: today(),
    officerId: actor.officerId,
  })

  app.get(
    '/api/workbench',
    { schema: { response: { 200: Workbench } }, config: { permission: 'signal:read' } },
    ({ actor }) => store.within(actor.division, (tx) => readWorkbench(tx, reading(actor))),
  )

  app.get(
    '/api/signals',
    {
      schema: { querystring: SignalListRequest, response: { 200: SignalList } },
      config: { permission: 'signal:read' },
    },
    ({ actor, query }) => store.within(actor.division, (tx) => listSignals(tx, query, reading(actor))),
  )

  app.get(
    '/api/signals/summary',
    {
      schema: {
        querystring: Type.Object({ division: Type.Optional(Type.String({ pattern: '^[0-9]{2,12}$' })) }),
        response: { 200: SignalSummary },
      },
      config: { permission: 'signal:read' },
    },
    ({ actor, query }) =>
      store.within(actor.division, (tx) => summariseSignals(tx, query.division ?? actor.division, reading(actor))),
  )

  app.get(
    '/api/signals/export',
    {
      schema: { querystring: SignalFilter, response: { 200: Type.String() } },
      config: { permission: 'signal:export' },
    },
    async ({ actor, query }, reply) => {
      const rows = await store.within(actor.division, async (tx) => {
        const found = await listSignalsForExport(tx, query, reading(actor))
        await appendAudit(tx, actor, {
          division: actor.division,
          action: 'export-signals',
          subject: 'signals',
          detail: { rows: found.length },
        })
        return found
      })
      const table = rows.map((row) => [
        row.id,
        levelNames[row.level],
        row.title,
        row.headName,
        row.householdNumber,
        row.place,
        row.evidence,
        row.raisedOn,
        row.dueOn,
        statusNames[row.status],
        row.result === null ? '' : resultNames[row.result],
      ])
      void reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(`${exportText.fileName}-${today()}.csv`)}`,
        )
      return `\uFEFF${stringify([[exportText.watermark(actor.name, actor.title, new Date().toISOString())], [...exportText.columns], ...table], { escape_formulas: true })}`
    },
  )

  app.get(
    '/api/signals/:id',
    { schema: { params: Id, response: { 200: SignalDetail } }, config: { permission: 'signal:read' } },
    async ({ actor, params }) => {
      const found = await store.within(actor.division, (tx) =>
        findSignal(tx, params.id, reading(actor), (household) => isRevealed(tx, actor, household)),
      )
      if (found === undefined) throw new Refused({ code: 'signal-not-found' })
      return found
    },
  )

  app.post(
    '/api/signals/assign',
    { schema: { body: AssignRequest, response: { 200: Done } }, config: { permission: 'signal:assign' } },
    ({ actor, body }) => assignSignals(store, actor, body),
  )

  app.post(
    '/api/signals/:id/close',
    { schema: { params: Id, body: CloseRequest, response: { 200: Done } }, config: { permission: 'signal:close' } },
    ({ actor, params, body }) => closeOneSignal(store, actor, params.id, body),
  )

  app.post(
    '/api/sweeps',
    { schema: { response: { 200: SweepAnswer } }, config: { permission: 'sweep:run' } },
    async ({ actor }) => {
      const county = actor.division.slice(0, 6)
      const through = await store.within(county, dataThrough)
      const asOf = parseDay(through ?? '')
      if (asOf === undefined) throw new Refused({ code: 'sweep-without-people' })
      await policies.refresh()
      return sweepCounty(
        store,
        { policies: policies.on(asOf), calendar },
        { county, asOf, today: today(), scope: 'full' },
      )
    },
  )
}
