import type { Actor } from '#contracts/officer'
import type {
  ScenarioDone,
  ScenarioList,
  ScenarioSaving,
  SitingAnswer,
  SitingQuestion,
  SitingRefusal,
} from '#contracts/siting-scenario'
import type { DB, Store, Transaction } from '#db'
import { type Day } from '#kernel/day'
import { Refused } from '#kernel/refused'
import { placeNames } from '#modules/division'
import { elderBirthDay, listFacilities, listVillages } from '#modules/facility'
import { appendAudit, authorise, once } from '#modules/officer'
import { standardOf } from '#policy-files'
import type { EffectivePolicies } from '#policy-files/effective'
import { policyNames } from './messages.zh.ts'
import { sitingAnswer, sitingProblem } from './problem.ts'
import { siteInThread } from './siting-thread.ts'

interface Means {
  readonly store: Store
  readonly policies: EffectivePolicies
  readonly today: Day
}

function refuse(refusal: SitingRefusal): never {
  throw new Refused(refusal)
}

const countyOf = (division: string): string => division.slice(0, 6)

/** Asks where the next sites go in the officer's place. Nothing is written: it is a question. */
export async function askSiting(means: Means, actor: Actor, question: SitingQuestion): Promise<SitingAnswer> {
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
  const from = performance.now()
  const { plan, faults } = await siteInThread({ problem, seconds: question.seconds })
  if (plan === undefined) refuse({ code: 'siting-nothing-to-plan' })
  const seconds = (performance.now() - from) / 1000
  const placeOf = (code: string): string => known.places.get(code) ?? code
  return sitingAnswer({ plan, faults, seconds }, { question, ...known, placeOf })
}

/** Keeps an answer with its question, to be compared later. */
export function saveScenario(means: Means, actor: Actor, request: ScenarioSaving): Promise<ScenarioDone> {
  authorise(actor, 'siting:plan')
  const { division } = actor
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
          question: JSON.stringify(request.question),
          answer: JSON.stringify(request.answer),
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
