import type { DraftContent, SimulationAnswer, SimulationRequest } from '#contracts/policy-register'
import type { Actor } from '#contracts/officer'
import { parseDay } from '#kernel/day'
import { Refused } from '#kernel/refused'
import { namesOf, placeNames } from '#modules/division'
import { type PolicyFile, withFiles } from '#policy-files'
import { applyChange, compiledText, type PolicyText } from './apply-change.ts'
import type { DraftMeans } from './commands.ts'
import { nameHouseholds } from './draft-queries.ts'
import { changedFiles } from './draft-text.ts'
import { chooseSnapshot, fenNumber, moneyNumbers, simulateChange, summaryOf } from './simulate-change.ts'

const pageSize = 50

/** The question that each open slider asks now; a new one of the same window ends the one before. */
const asked = new Map<string, AbortController>()

async function asNewest<T>(session: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const own = new AbortController()
  asked.get(session)?.abort(new Refused({ code: 'simulation-outdated' }))
  asked.set(session, own)
  try {
    return await work(own.signal)
  } finally {
    if (asked.get(session) === own) asked.delete(session)
  }
}

/** The last text that a slider was moved over: while it moves only a value changes, so the models are not compiled anew. */
let lastText: { readonly key: string; readonly text: PolicyText } | undefined

function textOf(base: PolicyText & { readonly digest: string }, content: DraftContent): PolicyText {
  const changed: readonly PolicyFile[] = changedFiles(base.files, content)
  if (changed.length === 0) return base
  const key = JSON.stringify([base.digest, changed])
  if (lastText?.key !== key) lastText = { key, text: compiledText(withFiles(base.files, changed)) }
  return lastText.text
}

/** Tries a draft and the values of a slider out on the population below the officer's division. */
export function answerSimulation(
  means: DraftMeans,
  actor: Actor,
  request: SimulationRequest,
): Promise<SimulationAnswer> {
  return asNewest(`${actor.officerId} ${request.session}`, async (signal) => {
    const county = actor.division.slice(0, 6)
    const snapshot = await chooseSnapshot(means.store, county)
    const asOf = parseDay(request.asOf ?? '') ?? snapshot.asOf
    const before = means.policies.on(asOf)
    const worded = textOf({ files: before.files, policies: before, digest: before.digest }, request.content)
    const tried = request.tried.map((standard) => ({ ...standard, line: 0 }))
    const after = applyChange(worded, { standards: tried, files: [] }, asOf)
    const simulation = await simulateChange(
      means.duckdb,
      {
        before,
        after: after.policies,
        snapshot,
        asOf,
        county,
        within: actor.division,
        households: {
          ...(request.outcome === undefined ? {} : { outcome: request.outcome }),
          offset: request.offset ?? 0,
          limit: pageSize,
        },
      },
      signal,
    )
    const names = await namesOf(
      means.store.plain,
      simulation.byTownship.map(({ division }) => division),
    )
    const households = await means.store.within(actor.division, (tx) =>
      nameHouseholds(
        tx,
        simulation.affected.map(({ householdId }) => householdId),
      ),
    )
    const places = await placeNames(
      means.store.plain,
      simulation.affected.map(({ division }) => division),
    )
    const answered = (
      of: (typeof simulation.affected)[number]['before'],
    ): { category: string | null; fen: number | null } => ({
      category: of.category,
      fen: of.amount === null ? null : fenNumber(of.amount),
    })
    return {
      ...summaryOf(simulation, snapshot),
      byTownship: simulation.byTownship.map(({ monthly, ...of }) => ({
        ...of,
        name: names.get(of.division) ?? of.division,
        monthlyFen: moneyNumbers(monthly),
      })),
      byAgeBand: [...simulation.byAgeBand],
      byDisability: [...simulation.byDisability],
      moves: simulation.moves.map(({ monthly, ...of }) => ({ ...of, monthlyFen: fenNumber(monthly) })),
      // A household that has left since the snapshot has no file to open any more.
      affected: simulation.affected.flatMap((of) => {
        const known = households.get(of.householdId)
        if (known === undefined) return []
        return [
          {
            householdId: of.householdId,
            number: known.number,
            headName: known.headName ?? '',
            place: (places.get(of.division) ?? '').split(' ').slice(1).join(' '),
            people: of.people,
            outcome: of.outcome,
            before: answered(of.before),
            after: answered(of.after),
          },
        ]
      }),
    }
  })
}
