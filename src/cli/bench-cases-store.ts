import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { demoAccounts } from '#cli/demo.zh'
import { openStore, type Store } from '#db'
import { writeCounty } from '#demo-county'
import { readDivisionSeed } from '#division-seed'
import { day } from '#kernel/day'
import { deliverFolder } from '#modules/exchange'
import { ensureOfficers, type NewOfficer } from '#modules/officer'

export const benchCounty = '360735'
export const benchToday = day('2026-11-02')

async function* divisionsOfCounty() {
  for await (const division of readDivisionSeed()) {
    if (division.code.startsWith(benchCounty) || benchCounty.startsWith(division.code)) yield division
  }
}

/** A store of its own with an invented county of so many people whose department files are in; gone afterwards. */
export async function inDeliveredStore<T>(
  people: number,
  use: (store: Store, dataDir: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'doudi-bench-cases-'))
  // PostgreSQL runs as another user where this is run as root.
  await chmod(folder, 0o755)
  const dataDir = join(folder, 'data')
  const store = await openStore({ dataDir, holder: 'server', divisions: divisionsOfCounty() })
  try {
    await ensureOfficers(store, demoAccounts)
    const files = join(folder, 'files')
    await writeCounty({ division: benchCounty, people, seed: 1, out: files, asOf: day('2026-10-31') })
    await deliverFolder(store, { paths: [files], county: benchCounty, today: benchToday })
    return await use(store, dataDir)
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Officers for so many desks: a clerk of the township and an officer of the county each. */
export async function addDesks(store: Store, desks: number): Promise<readonly { clerk: string; officer: string }[]> {
  const password = demoAccounts[0]?.password ?? ''
  const pairs = Array.from({ length: desks }, (_, n) => ({ clerk: `bench-clerk-${n}`, officer: `bench-officer-${n}` }))
  const officers: NewOfficer[] = pairs.flatMap(({ clerk, officer }) => [
    // A clerk who sees the whole county, so that every desk finds enough households; power belongs to the post.
    { login: clerk, name: clerk, password, posts: [{ role: 'township-clerk', division: benchCounty, title: clerk }] },
    {
      login: officer,
      name: officer,
      password,
      posts: [{ role: 'county-officer', division: benchCounty, title: officer }],
    },
  ])
  await ensureOfficers(store, officers)
  return pairs
}

/** So many cases of other households, four in five paid on and one in five under way, so that the tables are as full as a province's. */
export async function fillCases(store: Store, cases: number): Promise<void> {
  const portion = 100_000
  for (let from = 1; from <= cases; from += portion) {
    const through = Math.min(cases, from + portion - 1)
    await store.within(benchCounty, async (tx) => {
      for (const step of [
        sql`create temp table place on commit drop as select row_number() over (order by code) - 1 as at, code
              from division where level = 'village' and code like ${`${benchCounty}%`}`,
        sql`create temp table home on commit drop as
              select n, 100000000 + n as id, code as division, n % 5 = 0 as is_open
              from generate_series(${from}::bigint, ${through}::bigint) n
              join place on place.at = n % (select count(*) from place)`,
        sql`insert into household (id, county, division, number, batch_id) overriding system value
              select id, ${benchCounty}, division, 'B' || n, (select min(id) from batch) from home`,
        sql`insert into person (id, county, division, name, pinyin, initials, batch_id) overriding system value
              select id, ${benchCounty}, division, chr(20013 + (n % 9000)::integer) || chr(22269 + (n % 7000)::integer),
                'b', 'b', (select min(id) from batch) from home`,
        sql`insert into membership (county, division, household_id, person_id, relation, valid_from, batch_id)
              select ${benchCounty}, division, id, id, 'x', '2020-01-01', (select min(id) from batch) from home`,
        sql`insert into assistance_case (id, county, division, household_id, person_id, programme, status, round, step, turn,
                opened_on, accepted_on, step_due_on, due_on, yellow_on, orange_on, amount_fen, recheck_due_on, version)
              overriding system value
              select id, ${benchCounty}, division, id, id, 'subsistence-allowance',
                case when is_open then 'open' else 'active' end, case when is_open then 'application' else 'none' end,
                case when is_open then 'fieldwork' else 'none' end, case when is_open then 'both' else 'nobody' end,
                '2026-10-26', case when is_open then date '2026-10-26' end,
                case when is_open then date '2026-10-29' end, case when is_open then date '2026-10-29' end,
                case when is_open then date '2026-10-22' end, case when is_open then date '2026-10-27' end,
                case when is_open then null else 50000 end,
                case when is_open then null else date '2026-11-15' + (n % 360)::integer end, case when is_open then 2 else 1 end
              from home`,
        sql`insert into assistance_event (case_id, seq, county, division, type, day, data)
              select id, 1, ${benchCounty}, division, case when is_open then 'opened' else 'taken-over' end, '2026-10-26',
                jsonb_build_object('programme', 'subsistence-allowance', 'householdId', id::text, 'applicantId', id::text,
                  'members', jsonb_build_array(jsonb_build_object('personId', id::text, 'name', 'x', 'adult', true)),
                  'channel', 'window', 'proxy', null, 'signalId', null, 'story', 'x', 'papers', '[]'::jsonb,
                  'missing', '[]'::jsonb, 'signedBy', jsonb_build_array(id::text), 'unsigned', '[]'::jsonb,
                  'nearRelatives', '[]'::jsonb, 'asked', null, 'since', '2026-10-01', 'recheckDueOn', '2027-04-01',
                  'amounts', jsonb_build_object('basic', '50000', 'uplift', '0', 'care', '0'))
              from home`,
        sql`insert into assistance_event (case_id, seq, county, division, type, day, data)
              select id, 2, ${benchCounty}, division, 'accepted', '2026-10-26',
                '{"sampled": false, "recognised": false, "delegated": false}' from home where is_open`,
      ]) {
        await step.execute(tx)
      }
    })
  }
  await store.within(benchCounty, (tx) => sql`analyze assistance_case`.execute(tx)).catch(() => undefined)
}
