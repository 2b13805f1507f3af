import type { MonitoringRefusal, Result, Route, SignalStatus } from '#contracts/monitoring'
import { type Outcome, record, refuse } from '#kernel/outcome'

/** What a decision about a signal needs to know of it. */
export interface SignalState {
  readonly id: string
  readonly status: SignalStatus
  readonly route: Route
  readonly result: Result | null
  readonly version: number
}

export type SignalEvent =
  | { readonly type: 'signal-assigned'; readonly to: string }
  | { readonly type: 'signal-closed'; readonly result: Result; readonly note: string }

/** Which results fit a route: what was to be delivered cannot end as stopped, what was to be checked not as aided. */
const resultsOf: Readonly<Record<Route, readonly Result[]>> = {
  R1: ['true-aided', 'true-referred', 'already-receiving', 'not-true', 'deceased', 'unreachable'],
  R2: ['true-aided', 'true-referred', 'already-receiving', 'not-true', 'deceased', 'unreachable'],
  R3: ['true-aided', 'true-referred', 'already-receiving', 'not-true', 'deceased', 'unreachable'],
  R4: ['true-stopped', 'true-referred', 'not-true', 'deceased', 'unreachable'],
}

export function possibleResults(route: Route): readonly Result[] {
  return resultsOf[route]
}

/** Results that nobody can check later unless it is written down how they were found. */
const needsNote: ReadonlySet<Result> = new Set(['not-true', 'unreachable'])

function refuseStale(signal: SignalState, version: number): MonitoringRefusal | undefined {
  if (signal.status === 'closed' && signal.result !== null)
    return { code: 'signal-already-closed', result: signal.result }
  if (signal.version !== version) return { code: 'signal-changed-meanwhile' }
  return undefined
}

/**
 * Closes a signal with a result.
 *
 * @law 《国务院办公厅转发民政部等单位〈关于加强低收入人口动态监测做好分层分类社会救助工作的意见〉》（国办发〔2023〕39号）
 */
export function closeSignal(
  signal: SignalState,
  request: { readonly version: number; readonly result: Result; readonly note: string },
): Outcome<SignalEvent, MonitoringRefusal> {
  const stale = refuseStale(signal, request.version)
  if (stale !== undefined) return refuse(stale)
  if (!resultsOf[signal.route].includes(request.result)) {
    return refuse({ code: 'result-does-not-fit', result: request.result, route: signal.route })
  }
  const note = request.note.trim()
  if (note === '' && needsNote.has(request.result)) return refuse({ code: 'note-required', result: request.result })
  return record({ type: 'signal-closed', result: request.result, note })
}

/** Gives a signal to an officer. Whether the officer can see it is a fact of their posts, looked up before. */
export function assignSignal(
  signal: SignalState,
  request: { readonly version: number; readonly officerId: string; readonly officerSeesIt: boolean },
): Outcome<SignalEvent, MonitoringRefusal> {
  const stale = refuseStale(signal, request.version)
  if (stale !== undefined) return refuse(stale)
  if (!request.officerSeesIt) return refuse({ code: 'officer-cannot-see-signal' })
  return record({ type: 'signal-assigned', to: request.officerId })
}
