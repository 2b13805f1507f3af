import type { CasePrefill, Programme } from '#contracts/assistance'
import { caseStatuses } from '#contracts/assistance'
import type { DB, Transaction } from '#db'
import { formatYuan } from '#kernel/fen'
import { placeNames } from '#modules/division'
import type { CaseMeans } from './commands.ts'
import { askAbout } from './asking.ts'
import type { Assessment } from './finding.ts'
import { knowHousehold } from './intake-store.ts'
import { totalOf } from './model.ts'
import { isOneOff, needsAuthorisation, papersOf } from './procedure.ts'
import { readProgramme } from './store.ts'

interface Asked {
  readonly householdId: string
  readonly programme: Programme
  readonly applicantId?: string | undefined
}

type Known = Omit<CasePrefill, 'policy'> & { readonly county: string }

async function readKnown(tx: Transaction<DB>, means: CaseMeans, asked: Asked): Promise<Known | undefined> {
  const { householdId, programme } = asked
  const household = await tx
    .selectFrom('household')
    .select(['number', 'division', 'county'])
    .where('id', '=', householdId)
    .executeTakeFirst()
  if (household === undefined) return undefined
  const { members } = await knowHousehold(tx, means, { householdId, programme, division: household.division })
  const running = await tx
    .selectFrom('assistance_case')
    .select(['id', 'programme', 'status'])
    .where('household_id', '=', householdId)
    .where('status', 'in', ['papers', 'open', 'active', 'grace'])
    .orderBy('id')
    .execute()
  const namesakes =
    members.length === 0
      ? []
      : await tx
          .selectFrom('officer')
          .innerJoin('post', 'post.officer_id', 'officer.id')
          .select(['officer.name', 'post.title'])
          .where('post.division', '>=', household.county)
          .where('post.division', '<', `${household.county}~`)
          .where(
            'officer.name',
            'in',
            members.map(({ name }) => name),
          )
          .execute()
  const places = await placeNames(tx, [household.division])
  return {
    county: household.county,
    householdNumber: household.number,
    place: places.get(household.division) ?? household.division,
    members: [...members],
    papers: [...papersOf[programme]],
    needsAuthorisation: needsAuthorisation(programme),
    needsAmount: isOneOff(programme),
    running: running.map((row) => ({
      id: row.id,
      programme: readProgramme(row.programme),
      status: caseStatuses.find((status) => status === row.status) ?? 'open',
    })),
    namesakes,
  }
}

function policySays(assessment: Assessment | undefined): CasePrefill['policy'] {
  if (assessment === undefined) return { eligible: null, total: null, cap: null, missing: [] }
  const { eligible, amounts, cap, missing } = assessment
  return {
    eligible,
    total: amounts === null ? null : formatYuan(totalOf(amounts)),
    cap: cap === null ? null : formatYuan(cap),
    missing: [...missing],
  }
}

/** What the system knows of a household before somebody applies for it, so that nobody is asked twice. */
export async function prefill(means: CaseMeans, within: string, asked: Asked): Promise<CasePrefill | undefined> {
  const known = await means.store.within(within, (tx) => readKnown(tx, means, asked))
  if (known === undefined) return undefined
  const { county, ...shown } = known
  const applicantId = asked.applicantId ?? known.members[0]?.personId
  if (applicantId === undefined) return { ...shown, policy: policySays(undefined) }
  const subject = { programme: asked.programme, householdId: asked.householdId, applicantId }
  const found = await askAbout(means, means.policies, { county, asOf: means.today, subject })
  return { ...shown, policy: policySays(found) }
}
