import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { type AssistanceRefusal, type CaseOpening, personProgrammes, type Programme } from '#contracts/assistance'
import type { DB, Transaction } from '#db'
import { ageOn, type Day, parseDay } from '#kernel/day'
import { Refused } from '#kernel/refused'
import { standardOf } from '#policy-files'
import type { EffectivePolicies } from '#policy-files/effective'
import { adulthood, sampleShare } from './decisions.zh.ts'
import type { IntakeFacts } from './decide-intake.ts'

/** What the register and the other cases say about a household to whoever takes an application down. */
export type HouseholdKnown = Pick<IntakeFacts, 'members' | 'sampled' | 'recognised'>

interface Means {
  readonly policies: EffectivePolicies
  readonly today: Day
}

/** Where a household lives, if the officer may see it. */
export async function readPlace(tx: Transaction<DB>, householdId: string): Promise<string | undefined> {
  const row = await tx.selectFrom('household').select('division').where('id', '=', householdId).executeTakeFirst()
  return row?.division
}

const running = ['papers', 'open', 'active', 'grace']

/** Two who open the same at once come one after the other, so that the second is told and not shut out by an index. */
async function lockOpening(tx: Transaction<DB>, of: Pick<CaseOpening, 'programme' | 'householdId' | 'applicantId'>) {
  for (const subject of [`household:${of.householdId}`, `person:${of.applicantId}`]) {
    await sql`select pg_advisory_xact_lock(hashtext(${`open-case:${of.programme}:${subject}`}))`.execute(tx)
  }
}

/** One household has one case of a programme at a time; the indexes of the table hold it too. */
export async function refuseRunning(
  tx: Transaction<DB>,
  of: Pick<CaseOpening, 'programme' | 'householdId' | 'applicantId'>,
): Promise<void> {
  const { programme } = of
  await lockOpening(tx, of)
  const found = await tx
    .selectFrom('assistance_case')
    .select('id')
    .where('programme', '=', programme)
    .where('status', 'in', running)
    .where((eb) =>
      personProgrammes.has(programme)
        ? eb('person_id', '=', of.applicantId)
        : eb.or([eb('household_id', '=', of.householdId), eb('person_id', '=', of.applicantId)]),
    )
    .executeTakeFirst()
  if (found === undefined) return
  const refusal: AssistanceRefusal = { code: 'case-already-running', programme }
  throw new Refused(refusal)
}

/** Who lives in the household now, and what is known of it besides. The dead are not members. */
export async function knowHousehold(
  tx: Transaction<DB>,
  means: Means,
  of: { readonly householdId: string; readonly programme: Programme; readonly division: string },
): Promise<HouseholdKnown> {
  const rows = await tx
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.name', 'person.birth_day'])
    .where('membership.household_id', '=', of.householdId)
    .where('membership.superseded_at', 'is', null)
    .where('membership.valid_until', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('fact')
            .select('fact.subject_id')
            .whereRef('fact.subject_id', '=', 'person.id')
            .where('fact.subject', '=', 'p')
            .where('fact.fact', '=', 'deathDay')
            .where('fact.superseded_at', 'is', null),
        ),
      ),
    )
    .orderBy('person.birth_day')
    .orderBy('person.id')
    .execute()
  const adultAt = standardOf(means.policies, adulthood, of.division, means.today)
  const recognised = await tx
    .selectFrom('assistance_case')
    .select('id')
    .where('household_id', '=', of.householdId)
    .where('status', 'in', ['active', 'grace'])
    .where('programme', 'in', ['subsistence-allowance', 'destitute-support', 'near-threshold', 'rigid-expenditure'])
    .executeTakeFirst()
  return {
    members: rows.map(({ id, name, birth_day }) => {
      const birth = birth_day === null ? undefined : parseDay(birth_day)
      // Of whom no birth day is known, a signature is asked.
      return { personId: id, name, adult: birth === undefined || ageOn(birth, means.today) >= adultAt }
    }),
    sampled: of.programme === 'destitute-support' && (await drawSample(tx, means, of.division)),
    recognised: recognised !== undefined,
  }
}

/**
 * Whether the county visits this household itself: drawn so that nobody can foresee it, and so that of the year's
 * applications never fewer than the share are drawn.
 *
 * @law 民发〔2021〕43号（随机抽查不低于三成）
 */
async function drawSample(tx: Transaction<DB>, means: Means, division: string): Promise<boolean> {
  const share = standardOf(means.policies, sampleShare, division, means.today)
  const counted = await tx
    .selectFrom('assistance_case')
    .select((eb) => [
      eb.fn.countAll<string>().as('total'),
      eb.fn.countAll<string>().filterWhere('sampled', '=', true).as('sampled'),
    ])
    .where('programme', '=', 'destitute-support')
    .where('accepted_on', '>=', `${means.today.slice(0, 4)}-01-01`)
    .executeTakeFirstOrThrow()
  const tooFew = Number(counted.sampled) < share * (Number(counted.total) + 1)
  return tooFew || randomInt(1_000_000) < share * 1_000_000
}
