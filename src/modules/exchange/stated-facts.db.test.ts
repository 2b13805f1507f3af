import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testStore, type TestStore } from '#db/testing'
import type { FactName } from '#facts'
import { day } from '#kernel/day'
import { Refused } from '#kernel/refused'
import { type StatedFact, listBatches, recordStatedFacts, withdrawBatch } from '#modules/exchange'
import { aDesk, county, factsInForce, fakeResidentId, takenIn, type Desk } from './testing.ts'

const father = fakeResidentId('1970-03-05', 11)
const surveyed = { householdNumber: 'H1', headName: '陈大山', businessIncome: '20000', surveyedOn: '2026-10-20' }
const machine = { division: county }
let store: TestStore
let desk: Desk
let officerId: string
let householdId: string
let personId: string

beforeAll(async () => {
  store = await testStore()
  desk = aDesk()
  const { rows } = await store.owner.query<{ id: string }>(
    `insert into officer (login, name, password_hash) values ('zhang', '张三', '-') returning id`,
  )
  officerId = rows[0]?.id ?? ''
})
afterAll(async () => {
  desk.remove()
  await store.close()
})
beforeEach(async () => {
  await store.owner.query(
    'truncate batch, person, household, membership, fact, coverage, held_row, register_change, touched_household cascade',
  )
  await takenIn(
    store,
    desk.file('residents', [
      {
        householdNumber: 'H1',
        division: '360735100001',
        name: '陈大山',
        residentId: father,
        relation: '户主',
        since: '2024-01-01',
      },
    ]),
  )
  const { rows } = await store.owner.query<{ household: string; person: string }>(
    'select h.id as household, p.id as person from household h, person p',
  )
  householdId = rows[0]?.household ?? ''
  personId = rows[0]?.person ?? ''
})

const income = (value: string, validFrom = '2026-11-02'): StatedFact => ({
  subject: 'household',
  subjectId: householdId,
  fact: 'businessIncome',
  value,
  validFrom: day(validFrom),
})

function state(...stated: StatedFact[]): Promise<{ batchId: string; recorded: number }> {
  return stateIn(county, ...stated)
}

function stateIn(division: string, ...stated: StatedFact[]): Promise<{ batchId: string; recorded: number }> {
  return store.within(division, (tx) =>
    recordStatedFacts(tx, { county, division, officerId, source: 'case:12 survey', facts: stated }),
  )
}

async function refusalOf(doing: Promise<unknown>): Promise<unknown> {
  const error = await doing.catch((cause: unknown) => cause)
  return error instanceof Refused ? error.refusal : error
}

/** What is believed of a fact: value, first day and first day after it. */
async function believed(fact: FactName): Promise<unknown[]> {
  const { rows } = await store.owner.query<{ number_value: string; text_value: string; from: string; until: string }>(
    `select number_value, text_value, day_value::text, valid_from::text as from, valid_until::text as until from fact
     where fact = $1 and superseded_at is null order by instance, valid_from`,
    [fact],
  )
  return rows.map((row) => [row.number_value ?? row.text_value, row.from, row.until])
}

test('a stated fact is believed from its day on, and its household is looked at again', async () => {
  await store.owner.query('delete from touched_household')

  const { recorded } = await state(income('15000元'))

  expect(recorded).toBe(1)
  expect(await believed('businessIncome')).toEqual([['15000.00', '2026-11-02', null]])
  const touched = await store.owner.query<{ household_id: string }>('select household_id from touched_household')
  expect(touched.rows).toEqual([{ household_id: householdId }])
})

test('a state that goes on as a department delivered it is not recorded again', async () => {
  await takenIn(store, desk.file('householdSurvey', [surveyed]))

  const { recorded } = await state(income('20000'))

  expect(recorded).toBe(0)
  expect(await believed('businessIncome')).toEqual([['20000.00', '2026-10-20', null]])
})

test('a state that was something else in between is recorded again', async () => {
  await state(income('20000', '2026-10-01'), income('5000', '2026-10-20'))

  const { recorded } = await state(income('20000'))

  expect(recorded).toBe(1)
})

test('another value for the same day takes the place of the old one, which stays readable as once believed', async () => {
  await state(income('20000'))
  const { batchId } = await state(income('18000'))

  expect(await believed('businessIncome')).toEqual([['18000.00', '2026-11-02', null]])
  const old = await store.owner.query('select from fact where number_value = 20000 and superseded_by = $1', [batchId])
  expect(old.rowCount).toBe(1)
})

test('of two statements about the same thing the last holds', async () => {
  const { recorded } = await state(income('1'), income('2'))

  expect(recorded).toBe(1)
  expect(await believed('businessIncome')).toEqual([['2.00', '2026-11-02', null]])
})

test('everything that a survey finds out can be stated', async () => {
  const of = (fact: FactName, value: string): StatedFact => ({ ...income(value), fact })
  const ofPerson = (fact: FactName, value: string): StatedFact => ({
    ...of(fact, value),
    subject: 'person',
    subjectId: personId,
  })
  const ofObligor = (fact: FactName, value: string): StatedFact => ({
    ...of(fact, value),
    subject: 'obligor',
    instance: '1',
  })

  const { recorded } = await state(
    of('registrationKind', '农村'),
    of('businessIncome', '12,000.50'),
    of('propertyIncome', '0'),
    of('transferIncome', '300'),
    of('financialAssets', '5000'),
    of('educationSpending', '800'),
    of('rehabilitationSpending', '0'),
    of('obligorsListed', '是'),
    ofPerson('selfCareFailures', '3'),
    ofPerson('custody', '无'),
    ofPerson('studentStage', '高中'),
    ofObligor('obligorBirthDay', '1960-01-02'),
    ofObligor('obligorPropertyFits', '否'),
    ofObligor('obligorDisabilityLevel', '二级'),
    ofObligor('obligorHouseholdSize', '3'),
  )

  expect(recorded).toBe(15)
  expect(await believed('obligorPropertyFits')).toEqual([['false', '2026-11-02', null]])
  expect(await believed('custody')).toEqual([['无', '2026-11-02', null]])
})

test.each([
  ['a text that is no amount', { value: '很多' }, 'stated-fact-not-readable'],
  ['an empty text', { value: ' ' }, 'stated-fact-not-readable'],
  ['an amount with three decimals', { value: '1.234' }, 'stated-fact-not-readable'],
  ['an amount that no column holds', { value: '123456789012' }, 'stated-fact-not-readable'],
  ['a value that is not allowed', { fact: 'registrationKind', value: '居民' }, 'stated-fact-not-readable'],
  ['none of what is always something', { fact: 'registrationKind', value: '无' }, 'stated-fact-not-readable'],
  ['a fact about a person', { fact: 'selfCareFailures', value: '1' }, 'stated-fact-of-other-subject'],
  [
    'an obligor without a number',
    { fact: 'obligorOwnIncome', subject: 'obligor', value: '1' },
    'stated-fact-of-other-subject',
  ],
  ['an end before the beginning', { validUntil: day('2026-11-02') }, 'stated-fact-ends-before-it-begins'],
  ['a household that there is not', { subjectId: '99' }, 'stated-fact-about-unknown'],
] as const)('%s is refused and nothing is recorded', async (_, change, code) => {
  const refusal = await refusalOf(state(income('1', '2026-10-01'), { ...income('1'), ...change }))

  expect(refusal).toMatchObject({ code })
  expect((await store.owner.query(`select from batch where feed = 'stated'`)).rowCount).toBe(0)
})

test('nobody states a fact about a household of another township', async () => {
  expect(await refusalOf(stateIn('360735101', income('1')))).toMatchObject({ code: 'stated-fact-about-unknown' })
})

test('an amount a month that is stated anew ends the one before it', async () => {
  const pension = (value: string, from: string): StatedFact => ({
    ...income(value, from),
    subject: 'person',
    subjectId: personId,
    fact: 'pension',
  })
  await state(pension('100', '2026-01-01'))

  await state(pension('150', '2026-11-01'))

  expect(await believed('pension')).toEqual([
    ['100.00', '2026-01-01', '2026-11-01'],
    ['150.00', '2026-11-01', null],
  ])
})

test('after a withdrawal the facts in force are those of before the statement', async () => {
  await takenIn(store, desk.file('householdSurvey', [surveyed]))
  await state(income('20000', '2026-11-01'), income('7', '2026-09-01'))
  const before = await factsInForce(store)
  const { batchId } = await state(income('9', '2026-09-01'), income('8', '2026-10-20'))

  await withdrawBatch(store, machine, batchId)

  expect(await factsInForce(store)).toEqual(before)
})

test('a delivery on which a statement relies is not withdrawn past it', async () => {
  const delivered = await takenIn(store, desk.file('householdSurvey', [surveyed]))
  const { batchId } = await state(income('20000'))

  const refusal = await refusalOf(withdrawBatch(store, machine, delivered.batchId))

  expect(refusal).toMatchObject({ code: 'later-batch-relies-on-it', batchId })
})

test('statements that rely on nothing of a delivery do not hold its withdrawal up', async () => {
  const delivered = await takenIn(store, desk.file('householdSurvey', [surveyed]))
  await state(income('3', '2026-11-02'))
  await state(income('3', '2026-11-03'))

  await withdrawBatch(store, machine, delivered.batchId)

  expect(await believed('businessIncome')).toEqual([['3.00', '2026-11-02', null]])
})

test('what a department says after an officer stays when the statement is withdrawn', async () => {
  const { batchId } = await state(income('20000', '2026-10-20'))
  await takenIn(store, desk.file('householdSurvey', [surveyed]))

  await withdrawBatch(store, machine, batchId)

  expect(await believed('businessIncome')).toEqual([['20000.00', '2026-10-20', null]])
})

test('statements are not listed among the deliveries of departments', async () => {
  await state(income('1'))

  const { items } = await store.within(county, (tx) => listBatches(tx, {}))

  expect(items.map(({ feed }) => feed)).toEqual(['residents'])
})

test('a statement waits for a delivery of the county that is under way', async () => {
  const order: string[] = []
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let locked = (): void => undefined
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve
  })
  const delivery = store.copying(county, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('doudi delivery'), ${Number(county)}::integer)`)
    locked()
    await held
    order.push('delivery')
  })
  await isLocked
  const stated = state(income('1')).then(() => order.push('statement'))
  release()
  await Promise.all([delivery, stated])

  expect(order).toEqual(['delivery', 'statement'])
})
