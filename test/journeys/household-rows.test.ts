import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { feeds } from '#facts'
import { day } from '#kernel/day'
import { seededRandom } from '#kernel/random'
import { deliver, recordStatedFacts, type StatedFact, withdrawBatch } from '#modules/exchange'
import { answer, type HouseholdRow } from '#policy'
import { knownNow, openRowReader, openWarmDuckDb, parquetRoot, readHouseholdRows, takeSnapshot } from '#sweep'
import { aDeliveredCounty, asOf, county, type DeliveredCounty, means, today } from '../county.ts'

let delivered: DeliveredCounty
let duckdb: ReturnType<typeof openWarmDuckDb>
let households: readonly string[]
let officerId: string

beforeAll(async () => {
  delivered = await aDeliveredCounty({ people: 3000, seed: 1 })
  duckdb = openWarmDuckDb(parquetRoot(delivered.store))
  const { rows } = await delivered.store.owner.query<{ id: string }>('select id from household order by id')
  households = rows.map(({ id }) => id)
  const officers = await delivered.store.owner.query<{ id: string }>(
    `insert into officer (login, name, password_hash) values ('zhang', '张三', '-') returning id`,
  )
  officerId = officers.rows[0]?.id ?? ''
})
afterAll(async () => {
  duckdb.close()
  await delivered.close()
})

const rowsOf = (question: Partial<Parameters<typeof readHouseholdRows>[2]>) =>
  readHouseholdRows(delivered.store, duckdb, { county, householdIds: households, asOf, ...question })

function aHousehold(index: number): string {
  const id = households[index]
  if (id === undefined) throw new Error('The county has too few households')
  return id
}

function state(...facts: StatedFact[]): Promise<{ batchId: string }> {
  return delivered.store.within(county, (tx) =>
    recordStatedFacts(tx, { county, division: county, officerId, source: `case:${randomUUID()}`, facts }),
  )
}

const assets = (subjectId: string, value: string): StatedFact => ({
  subject: 'household',
  subjectId,
  fact: 'financialAssets',
  value,
  validFrom: today,
})

async function divisionOf(id: string): Promise<string> {
  const { rows } = await delivered.store.owner.query<{ division: string }>(
    'select division from household where id = $1',
    [id],
  )
  return rows[0]?.division ?? ''
}

const texts = (rows: ReadonlyMap<string, HouseholdRow>): string[] =>
  [...rows].map(([id, row]) => `${id} ${JSON.stringify(row)}`)

test('the rows of single households are those of the population snapshot', async () => {
  const snapshot = await takeSnapshot(delivered.store, { county, asOf, scope: 'full' })
  const reader = openRowReader(parquetRoot(delivered.store))
  const random = seededRandom(7)
  const chosen = Array.from({ length: 40 }, () => random.pick(households))

  const rows = await rowsOf({ householdIds: chosen })
  for (const id of new Set(chosen)) {
    const inSnapshot = await reader.find({ files: [snapshot.path], householdId: id, division: await divisionOf(id) })
    expect(JSON.stringify(rows.get(id))).toBe(JSON.stringify(inSnapshot))
  }
  reader.close()
  expect(rows.size).toBe(new Set(chosen).size)
})

test('all households of the county at once and one by one are the same bytes', async () => {
  const some = households.slice(0, 15)

  const together = await rowsOf({ knownAt: await knownNow(delivered.store, county) })
  const singly = await Promise.all(some.map((id) => rowsOf({ householdIds: [id] })))

  expect(singly.flatMap(texts)).toEqual(some.flatMap((id) => texts(new Map([...together].filter(([k]) => k === id)))))
})

test('what was believed before a correction is read again after it, byte for byte', async () => {
  const id = aHousehold(3)
  await state(assets(id, '1000'))
  const before = await knownNow(delivered.store, county)
  const then = await rowsOf({ householdIds: [id], asOf: today, knownAt: before })

  await state(assets(id, '99000'))
  const after = await knownNow(delivered.store, county)

  expect(then.get(id)?.['financialAssets']).toBe(1000)
  expect((await rowsOf({ householdIds: [id], asOf: today, knownAt: after })).get(id)?.['financialAssets']).toBe(99_000)
  expect(texts(await rowsOf({ householdIds: [id], asOf: today, knownAt: before }))).toEqual(texts(then))
})

test('a statement that was withdrawn is still read as once believed', async () => {
  const id = aHousehold(4)
  const old = (await rowsOf({ householdIds: [id], asOf: today })).get(id)
  const { batchId } = await state(assets(id, '123456'))
  const between = await knownNow(delivered.store, county)

  await withdrawBatch(delivered.store, { division: county }, batchId)

  const read = async (knownAt?: string) => (await rowsOf({ householdIds: [id], asOf: today, knownAt })).get(id)
  expect((await read(between))?.['financialAssets']).toBe(123_456)
  expect(await read()).toEqual(old)
})

/** Delivers the register's lines of a household once more, with changed cells. */
async function deliverAgain(id: string, change: (cells: string[]) => string[]): Promise<string> {
  const { rows } = await delivered.store.owner.query<{ number: string }>('select number from household where id = $1', [
    id,
  ])
  const name = readdirSync(delivered.folder).find((file) => file.startsWith(feeds.residents.title)) ?? ''
  const [header = '', ...lines] = readFileSync(join(delivered.folder, name), 'utf8').split('\r\n')
  const own = lines.map((line) => line.split(',')).filter(([number]) => number === rows[0]?.number)
  const path = join(delivered.folder, `${feeds.residents.title}_${randomUUID()}_20261101.csv`)
  writeFileSync(path, [header, ...own.map((cells) => change(cells).join(',')), ''].join('\r\n'))
  const delivery = await deliver(delivered.store, { division: county }, { county, path, today })
  if (delivery.kind !== 'loaded') throw new Error(JSON.stringify(delivery))
  return delivery.batchId
}

test('a household that moved is read where it lived then, also while a delivery counted that was withdrawn', async () => {
  const id = aHousehold(5)
  const read = async (knownAt?: string): Promise<string[]> => texts(await rowsOf({ householdIds: [id], knownAt }))
  const places = Object.values(feeds.residents.columns).map(({ header }) => header)
  const before = await knownNow(delivered.store, county)
  const atHome = await read(before)

  const batchId = await deliverAgain(id, (cells) => cells.with(places.indexOf('居住地区划代码'), '360735101001'))
  const between = await knownNow(delivered.store, county)
  const away = await read(between)
  await withdrawBatch(delivered.store, { division: county }, batchId)

  expect(away[0]).toContain('"360735101001"')
  expect(away).not.toEqual(atHome)
  expect(await read(before)).toEqual(atHome)
  expect(await read(between)).toEqual(away)
  expect(await read()).toEqual(atHome)
})

test('the person whom a case is about is marked among the members, and nobody else', async () => {
  const id = aHousehold(6)
  const { rows } = await delivered.store.owner.query<{ person_id: string }>(
    'select person_id from membership where household_id = $1 order by person_id desc limit 1',
    [id],
  )
  const applicant = rows[0]?.person_id ?? ''

  const row = (await rowsOf({ householdIds: [id], applicants: { [id]: applicant } })).get(id)

  const members = row?.['members']
  if (!Array.isArray(members)) throw new Error('The row has no members')
  expect(members.filter((member) => member['isApplicant'] === true).map((member) => member['personId'])).toEqual([
    applicant,
  ])
})

test('that a household has no obligors is known when somebody has said so', async () => {
  const id = aHousehold(8)
  const { owner } = delivered.store
  await owner.query(`update coverage set superseded_at = now() where fact like 'obligor%'`)
  await owner.query(`delete from fact where subject = 'o' and subject_id = $1`, [id])
  const obligors = async () => (await rowsOf({ householdIds: [id], asOf: today })).get(id)?.['obligors']
  const unasked = await obligors()
  const listed: StatedFact = { ...assets(id, '是'), fact: 'obligorsListed' }
  await state(listed)

  expect(unasked).toBeNull()
  expect(await obligors()).toEqual([])
  await owner.query(`update coverage set superseded_at = null where fact like 'obligor%'`)
})

test('an illness that somebody has said there is none of has not begun either', async () => {
  const id = aHousehold(9)
  const { rows } = await delivered.store.owner.query<{ person_id: string }>(
    'select person_id from membership where household_id = $1',
    [id],
  )
  const personId = rows[0]?.person_id ?? ''
  const ill = (value: string, validFrom: string): StatedFact => ({
    subject: 'person',
    subjectId: personId,
    fact: 'seriousIllness',
    value,
    validFrom: day(validFrom),
  })
  await state(ill('恶性肿瘤', '2026-05-01'), ill('无', '2026-08-01'))

  const row = (await rowsOf({ householdIds: [id], applicants: { [id]: personId } })).get(id)

  const members = row?.['members']
  if (!Array.isArray(members)) throw new Error('The row has no members')
  expect(members.find((member) => member['isApplicant'] === true)).toMatchObject({
    seriousIllness: '无',
    seriousIllnessSince: '9999-12-31',
  })
})

test('of children who were looked into, the policies say who is an orphan, unsupported or left behind', async () => {
  const { rows } = await delivered.store.owner.query<{ household_id: string; person_id: string }>(
    `select m.household_id, m.person_id from fact f join membership m on m.person_id = f.subject_id
     where f.fact = 'fatherStatus' and m.superseded_at is null and m.valid_until is null`,
  )
  const questions = ['孤儿资格', '事实无人抚养资格', '留守儿童', '孤儿基本生活费', '事实无人抚养补贴']
  const said = { orphan: 0, unsupported: 0, leftBehind: 0, unknown: 0 }

  for (const { household_id, person_id } of rows) {
    const row = (await rowsOf({ householdIds: [household_id], applicants: { [household_id]: person_id } })).get(
      household_id,
    )
    if (row === undefined) throw new Error('A household is missing')
    const { values } = answer(means.policies, questions, row, asOf)
    if (values['孤儿资格'] === true) said.orphan++
    if (values['事实无人抚养资格'] === true) said.unsupported++
    if (values['留守儿童'] === true) said.leftBehind++
    if (questions.some((question) => values[question] === null)) said.unknown++
  }

  expect(rows.length).toBeGreaterThan(30)
  expect(said.orphan).toBeGreaterThan(0)
  expect(said.unsupported).toBeGreaterThan(2)
  expect(said.leftBehind).toBeGreaterThan(5)
  expect(said.unknown).toBe(0)
})

test('what is not an id or an instant is refused', async () => {
  await expect(rowsOf({ householdIds: ["1'; drop table fact"] })).rejects.toThrow('Not the id of a row')
  await expect(rowsOf({ householdIds: ['1'], knownAt: 'yesterday' })).rejects.toThrow('Not an instant')
})

test('while a delivery runs, the latest known instant lies before it', async () => {
  const { store } = delivered
  const instant = await store.copying(county, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('doudi delivery'), ${Number(county)}::integer)`)
    await store.owner.query(
      `insert into batch (county, division, feed, file_name, digest, received_at)
       values ($1, $1, 'wages', '-', 'running', '2026-11-01T00:00:00Z')`,
      [county],
    )
    return knownNow(store, county)
  })
  const whenOver = await knownNow(store, county)
  await store.owner.query(`delete from batch where digest = 'running'`)

  expect(instant).toBe('2026-10-31T23:59:59.999999Z')
  expect(whenOver > instant).toBe(true)
})
