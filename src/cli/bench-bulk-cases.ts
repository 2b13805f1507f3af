import { sql } from 'kysely'
import { benchCounty, benchToday } from '#cli/bench-cases-store'
import { assess, type CaseMeans, projectAgain, standardsBy, type Subject } from '#modules/assistance'

/** The events of cases that wait for a bulk step, as they would stand after the work of seven commands each. */
interface Prepared extends Subject {
  readonly division: string
  readonly proposal: object
}

const day = '2026-10-20'
const common = (of: Prepared): readonly (readonly [string, object])[] => [
  [
    'opened',
    {
      programme: of.programme,
      householdId: of.householdId,
      applicantId: of.applicantId,
      members: [{ personId: of.applicantId, name: 'bench', adult: true }],
      channel: 'window',
      proxy: null,
      signalId: null,
      story: 'bench',
      papers: [],
      missing: [],
      signedBy: [of.applicantId],
      unsigned: [],
      nearRelatives: [],
      asked: null,
    },
  ],
  ['accepted', { sampled: false, recognised: false, delegated: false }],
  [
    'surveyed',
    { on: day, method: 'visit', surveyors: ['a', 'b'], present: 'c', signatures: [], conclusion: 'bench', stated: [] },
  ],
  ['check-requested', { departments: ['tax'] }],
  ['check-replied', { department: 'tax', finding: 'nothing', note: '' }],
  ['opinion-given', { proposal: of.proposal, findingId: '', deviation: null }],
]

async function listHouseholds(means: CaseMeans, cases: number) {
  const { rows } = await means.store.within(benchCounty, (tx) =>
    sql<{ household_id: string; person_id: string; division: string }>`
      select m.household_id, min(m.person_id)::text as person_id, h.division from membership m
      join household h on h.id = m.household_id
      where m.valid_until is null and m.superseded_at is null group by 1, 3 order by 1 limit ${cases}`.execute(tx),
  )
  return rows
}

const grant = { outcome: 'grant', amounts: { basic: '50000', uplift: '0', care: '0' }, members: [] }
const refusal = { outcome: 'refuse', amounts: { basic: '0', uplift: '0', care: '0' }, members: [] }
const recognition = { outcome: 'grant', amounts: { basic: '0', uplift: '0', care: '0' }, members: [] }

/** What the policies really say of each, so that the decision can agree; who is not known enough is left out. */
async function judged(means: CaseMeans, subjects: readonly Subject[]): Promise<Map<Subject, object>> {
  const proposals = new Map<Subject, object>()
  for (let from = 0; from < subjects.length; from += 1000) {
    const part = subjects.slice(from, from + 1000)
    const found = await assess(means, means.policies, { county: benchCounty, asOf: benchToday, subjects: part })
    for (const subject of part) {
      const eligible = found.get(subject)?.eligible
      if (eligible !== undefined && eligible !== null) proposals.set(subject, eligible ? recognition : refusal)
    }
  }
  return proposals
}

/** Makes cases of real households that wait for a bulk step: events first, rows from them. */
export async function prepareCases(
  means: CaseMeans,
  step: 'close-notice' | 'decision',
  cases: number,
): Promise<number> {
  const programme = step === 'decision' ? 'near-threshold' : 'subsistence-allowance'
  const households = await listHouseholds(means, cases)
  const subjects = households.map(({ household_id, person_id, division }) => ({
    programme,
    householdId: household_id,
    applicantId: person_id,
    division,
  })) satisfies readonly Subject[]
  const proposals = step === 'decision' ? await judged(means, subjects) : new Map(subjects.map((of) => [of, grant]))
  const prepared = subjects.flatMap((subject): Prepared[] => {
    const proposal = proposals.get(subject)
    return proposal === undefined ? [] : [{ ...subject, proposal }]
  })
  for (let from = 0; from < prepared.length; from += 1000)
    await insertCases(means, prepared.slice(from, from + 1000), step)
  return prepared.length
}

async function insertCases(means: CaseMeans, of: readonly Prepared[], step: string): Promise<void> {
  await means.store.within(benchCounty, async (tx) => {
    const inserted = await tx
      .insertInto('assistance_case')
      .values(
        of.map((one) => ({
          county: benchCounty,
          division: one.division,
          household_id: one.householdId,
          person_id: one.applicantId,
          programme: one.programme,
          status: 'papers',
          round: 'none',
          step: 'none',
          turn: 'nobody',
          opened_on: day,
        })),
      )
      .returning('id')
      .execute()
    const rows = of.flatMap((one, at) => {
      const events = common(one)
      const all = step === 'decision' ? events : [...events, ['notice-posted', { closesAfter: '2026-10-27' }] as const]
      return all.map(([type, data], index) => ({
        case_id: inserted[at]?.id,
        seq: index + 1,
        division: one.division,
        type,
        data,
      }))
    })
    await sql`insert into assistance_event (case_id, seq, county, division, type, day, data)
      select case_id, seq, ${benchCounty}, division, type, ${day}::date, data
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(case_id bigint, seq integer, division text, type text, data jsonb)`.execute(
      tx,
    )
    const { calendar, policies } = means
    await projectAgain(
      tx,
      inserted.map(({ id }) => id),
      { calendar, standards: standardsBy(policies, benchToday) },
    )
  })
}
