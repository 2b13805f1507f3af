import type { Actor } from '#contracts/officer'
import type {
  ScenarioDone,
  ScenarioList,
  ScenarioSaving,
  SealedAnswer,
  SitingAnswer,
  SitingQuestion,
  SitingRefusal,
} from '#contracts/siting-scenario'
import type { DB, Store, Transaction } from '#db'
import { type Day } from '#kernel/day'
import { Refused } from '#kernel/refused'
import type { Turns } from '#kernel/turns'
import { placeNames } from '#modules/division'
import { elderBirthDay, listFacilities, listVillages } from '#modules/facility'
import { appendAudit, authorise, once } from '#modules/officer'
import { standardOf } from '#policy-files'
import type { EffectivePolicies } from '#policy-files/effective'
import { policyNames } from './messages.zh.ts'
import { sitingAnswer, sitingProblem } from './problem.ts'
import { isFromHere, sealOf } from './seal.ts'
import { siteInThread } from './siting-thread.ts'

interface Means {
  readonly store: Store
  readonly policies: EffectivePolicies
  readonly today: Day
}

interface AskMeans extends Means {
  readonly turns: Turns
}

function refuse(refusal: SitingRefusal): never {
  throw new Refused(refusal)
}

const countyOf = (division: string): string => division.slice(0, 6)

/** What the work gives, with the seconds that it took once it had its turn. */
async function timed<T extends object>(work: () => Promise<T>): Promise<T & { readonly seconds: number }> {
  const from = performance.now()
  const given = await work()
  return { ...given, seconds: (performance.now() - from) / 1000 }
}

/** Asks where the next sites go in the officer's place. Nothing is written: it is a question. */
export async function askSiting(means: AskMeans, actor: Actor, question: SitingQuestion): Promise<SealedAnswer> {
  authorise(actor, 'siting:plan')
  const { policies, today } = means
  const county = countyOf(actor.division)
  const known = await means.store.within(actor.division, async (tx) => {
    const villages = await listVillages(tx, county, elderBirthDay(policies, county, today))
    const codes = villages.flatMap(({ code }) => [code, code.slice(0, 9)])
    return {
      villages,
      facilities: await listFacilities(tx, today),
      places: await placeNames(tx, [...new Set(codes)]),
    }
  })
  const of = (name: string): number => standardOf(policies, name, county, today)
  const problem = sitingProblem(question, {
    ...known,
    pace: { metresPerMinute: of(policyNames.speeds[question.mode]), detour: of(policyNames.detour) },
  })
  const reckoning = means.turns.take(() => timed(() => siteInThread({ problem, seconds: question.seconds })))
  if (reckoning === undefined) refuse({ code: 'siting-too-many-at-once' })
  const { plan, faults, seconds } = await reckoning
  if (plan === undefined) refuse({ code: 'siting-nothing-to-plan' })
  const placeOf = (code: string): string => known.places.get(code) ?? code
  const answer = sitingAnswer({ plan, faults, seconds }, { question, ...known, placeOf })
  return { answer, seal: sealOf(means.store.keys, { county, question, answer }) }
}

/** Keeps an answer with its question, to be compared later: only one that was reckoned here, for this county. */
export async function saveScenario(means: Means, actor: Actor, request: ScenarioSaving): Promise<ScenarioDone> {
  authorise(actor, 'siting:plan')
  const { division } = actor
  const { question, answer } = request
  if (!isFromHere(means.store.keys, { county: countyOf(division), question, answer }, request.seal))
    refuse({ code: 'siting-answer-not-from-here' })
  const name = request.name.trim()
  return means.store.within(division, (tx) =>
    once(tx, { actor, key: request.key, command: 'save-siting-scenario', request }, async () => {
      const namesake = await running(tx).select('id').where('name', '=', name).executeTakeFirst()
      if (namesake !== undefined) refuse({ code: 'siting-scenario-name-taken' })
      const { id } = await tx
        .insertInto('siting_scenario')
        .values({
          county: countyOf(division),
          division,
          name,
          question: JSON.stringify(question),
          answer: JSON.stringify(answer),
          officer_id: actor.officerId,
          created_on: means.today,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await appendAudit(tx, actor, {
        division,
        action: 'save-siting-scenario',
        subject: `siting-scenario:${id}`,
        detail: { name },
      })
      return { id }
    }),
  )
}

export function removeScenario(
  means: Means,
  actor: Actor,
  id: string,
  request: { readonly key: string },
): Promise<ScenarioDone> {
  authorise(actor, 'siting:plan')
  return means.store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: 'remove-siting-scenario', request: { id } }, async () => {
      const row = await tx
        .updateTable('siting_scenario')
        .set({ removed_on: means.today })
        .where('id', '=', id)
        .where('removed_on', 'is', null)
        .returning('division')
        .executeTakeFirst()
      if (row === undefined) refuse({ code: 'siting-scenario-not-found' })
      const { division } = row
      const subject = `siting-scenario:${id}`
      await appendAudit(tx, actor, { division, action: 'remove-siting-scenario', subject, detail: {} })
      return { id }
    }),
  )
}

const running = (tx: Transaction<DB>) => tx.selectFrom('siting_scenario').where('removed_on', 'is', null)

export async function listScenarios(tx: Transaction<DB>): Promise<ScenarioList> {
  const rows = await running(tx)
    .innerJoin('officer', 'officer.id', 'siting_scenario.officer_id')
    .selectAll('siting_scenario')
    .select('officer.name as officer')
    .orderBy('siting_scenario.id', 'desc')
    .limit(50)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      madeBy: row.officer,
      createdOn: row.created_on,
      // As `saveScenario` wrote them, whose request was checked against these very shapes.
      question: row.question as unknown as SitingQuestion,
      answer: row.answer as unknown as SitingAnswer,
    })),
  }
}
