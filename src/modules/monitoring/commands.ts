import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AssignRequest, CloseRequest, MonitoringRefusal } from '#contracts/monitoring'
import type { Actor } from '#contracts/officer'
import type { Store } from '#db'
import type { Day } from '#kernel/day'
import type { WorkCalendar } from '#kernel/working-days'
import { Refused } from '#kernel/refused'
import { appendAudit, authorise, hasPostOver, listOwnerPosts, once } from '#modules/officer'
import type { HouseholdRow } from '#policy'
import type { EffectivePolicies } from '#policy-files/effective'
import { forgetSnapshots, parquetFolder, type Scope, sweepPopulation, takeSnapshot } from '#sweep'
import { assignSignal, closeSignal } from './decide.ts'
import { keptDecisions } from './decisions.zh.ts'
import { newSignal } from './raise.ts'
import {
  addSignalEvent,
  exportLastResults,
  lockSignals,
  type NewSignal,
  recordSweep,
  saveAssigned,
  saveClosed,
} from './store.ts'

function refuse(refusal: MonitoringRefusal): never {
  throw new Refused(refusal)
}

/** Gives signals to an officer, all of them or none. */
export async function assignSignals(store: Store, actor: Actor, request: AssignRequest): Promise<{ done: number }> {
  authorise(actor, 'signal:assign')
  return store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: 'assign-signals', request }, async () => {
      const versions = new Map(request.signals.map(({ id, version }) => [id, version]))
      const signals = await lockSignals(tx, [...versions.keys()])
      if (signals.length !== versions.size) refuse({ code: 'signal-not-found' })
      for (const signal of signals) {
        const outcome = assignSignal(signal, {
          version: versions.get(signal.id) ?? -1,
          officerId: request.officerId,
          officerSeesIt: await hasPostOver(store.plain, request.officerId, signal.division, 'signal:close'),
        })
        if (!outcome.ok) refuse(outcome.refusal)
        await saveAssigned(tx, signal.id, request.officerId)
        await addSignalEvent(tx, {
          signalId: signal.id,
          division: signal.division,
          kind: 'assigned',
          officerId: actor.officerId,
          detail: { to: request.officerId },
        })
        await appendAudit(tx, actor, {
          division: signal.division,
          action: 'assign-signal',
          subject: `signal:${signal.id}`,
          detail: { to: request.officerId },
        })
      }
      return { done: signals.length }
    }),
  )
}

/** Closes one signal with its result. */
export async function closeOneSignal(
  store: Store,
  actor: Actor,
  id: string,
  request: CloseRequest,
): Promise<{ done: number }> {
  authorise(actor, 'signal:close')
  return store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: 'close-signal', request: { id, ...request } }, async () => {
      const [signal] = await lockSignals(tx, [id])
      if (signal === undefined) refuse({ code: 'signal-not-found' })
      const outcome = closeSignal(signal, request)
      if (!outcome.ok) refuse(outcome.refusal)
      for (const event of outcome.events) {
        if (event.type !== 'signal-closed') continue
        await saveClosed(tx, id, event.result, event.note, actor.officerId)
        await addSignalEvent(tx, {
          signalId: id,
          division: signal.division,
          kind: 'closed',
          officerId: actor.officerId,
          detail: { result: event.result, note: event.note },
        })
        await appendAudit(tx, actor, {
          division: signal.division,
          action: 'close-signal',
          subject: `signal:${id}`,
          detail: { result: event.result },
        })
      }
      return { done: 1 }
    }),
  )
}

export interface SweepRequest {
  readonly county: string
  readonly asOf: Day
  readonly today: Day
  readonly scope: Scope
}

export interface SweepResult {
  readonly households: number
  readonly determinations: number
  readonly changes: number
  readonly signals_raised: number
  readonly seconds: number
}

/**
 * Sweeps a county: snapshot, policies and indicators over it, and what differs from the last sweep taken in by one
 * transaction. Killed at any moment it leaves the store as it was and can be run again.
 */
export async function sweepCounty(
  store: Store,
  means: { policies: EffectivePolicies; calendar: WorkCalendar },
  request: SweepRequest,
): Promise<SweepResult> {
  const started = performance.now()
  const folder = parquetFolder(store, request.county)
  await mkdir(folder, { recursive: true })
  const workplace = await mkdtemp(join(folder, 'sweeping-'))
  try {
    const files = { previous: join(workplace, 'previous.csv'), running: join(workplace, 'running.csv') }
    const touched = join(workplace, 'touched.csv')
    const last = await store.reading(request.county, (client) => exportLastResults(client, { ...files, touched }))
    const snapshot = await takeSnapshot(store, request)
    if (snapshot.households === 0 && request.scope === 'full' && last.lastSweep === '0')
      refuse({ code: 'sweep-without-people' })
    const differences = await sweepPopulation({
      policies: means.policies,
      kept: keptDecisions,
      indicators: means.policies.indicators.map(({ code }) => code),
      asOf: request.asOf,
      within: request.county,
      snapshot: snapshot.path,
      ...files,
      directory: folder,
      folder: workplace,
      whole: request.scope === 'full',
    })
    const signals = await raiseSignals(store, means, request, differences.begun)
    const seconds = (performance.now() - started) / 1000
    const recorded = await store.copying(request.county, (client) =>
      recordSweep(
        client,
        {
          county: request.county,
          asOf: request.asOf,
          raisedOn: request.today,
          scope: request.scope,
          policiesDigest: means.policies.digest,
          households: differences.households,
          changed: differences.changed,
          seconds,
          snapshot,
        },
        { changed: differences.changedFile, gone: differences.goneFile, ended: differences.endedFile },
        signals,
        last,
      ),
    )
    if (!recorded) refuse({ code: 'sweep-already-running' })
    await forgetSnapshots(folder, snapshot)
    return {
      households: differences.households,
      determinations: differences.households,
      changes: differences.changed,
      signals_raised: signals.length,
      seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
    }
  } finally {
    await rm(workplace, { recursive: true, force: true })
  }
}

async function raiseSignals(
  store: Store,
  means: { policies: EffectivePolicies; calendar: WorkCalendar },
  request: SweepRequest,
  begun: readonly { householdId: string; division: string; codes: readonly string[]; row: unknown }[],
): Promise<NewSignal[]> {
  const posts = await listOwnerPosts(store.plain, request.county)
  const indicators = new Map(means.policies.indicators.map((indicator) => [indicator.code, indicator]))
  return begun.flatMap(({ householdId, division, codes, row }) =>
    codes.map((code) => {
      const indicator = indicators.get(code)
      if (indicator === undefined) throw new Error(`The sweep found the unknown indicator ${code}`)
      // The row comes from the snapshot, whose columns are those of the fact catalogue.
      return newSignal({ householdId, division, row: row as HouseholdRow }, indicator, request, { ...means, posts })
    }),
  )
}
