import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor, Role } from '#contracts/officer'
import { testStore, type TestStore } from '#db/testing'
import { correctHeldRow, deliver, discardHeldRow, listHeldRows, matchHeldRow, withdrawBatch } from '#modules/exchange'
import { aDesk, county, factsInForce, fakeResidentId, stays, takenIn, today, type Desk } from './testing.ts'

const father = fakeResidentId('1970-03-05', 11)
const aWage = { residentId: father, name: '陈大山', employerCode: 'D1', wage: '3200', from: '202601' }
const aResident = {
  householdNumber: 'H1',
  division: '360735100001',
  address: '一组1号',
  name: '陈大山',
  residentId: father,
  relation: '户主',
  studentStage: '',
  since: '2024-01-01',
}
let store: TestStore
let desk: Desk

const machine = { division: county }
const otherTownship = { division: '360735101' }

async function anActor(role: Role, division: string): Promise<Actor> {
  const { rows } = await store.owner.query<{ id: string; post: string }>(
    `with o as (insert into officer (login, name, password_hash) values (gen_random_uuid()::text, '张三', '-') returning id)
     insert into post (officer_id, role, division, title) select id, $1, $2, '-' from o returning officer_id as id, id as post`,
    [role, division],
  )
  return { officerId: rows[0]?.id ?? '', postId: rows[0]?.post ?? '', name: '张三', role, division }
}

async function heldRow(batchId: string): Promise<{ id: string; status: string }> {
  const { items } = await store.within(county, (tx) => listHeldRows(tx, { batchId }, undefined))
  const [row] = items
  if (row === undefined) throw new Error('No row is held')
  return row
}

async function countsOf(batchId: string): Promise<unknown> {
  return store.within(county, (tx) =>
    tx
      .selectFrom('batch')
      .select(['accepted', 'quarantined', 'review', 'facts', 'status'])
      .where('id', '=', batchId)
      .executeTakeFirst(),
  )
}

beforeAll(async () => {
  store = await testStore()
  desk = aDesk()
})
afterAll(async () => {
  desk.remove()
  await store.close()
})
beforeEach(async () => {
  await store.owner.query(
    'truncate batch, person, household, membership, fact, coverage, held_row, register_change, touched_household cascade',
  )
  await takenIn(store, desk.file('residents', [aResident]))
})

test('after a withdrawal the facts in force are exactly those of before the delivery', async () => {
  await takenIn(store, desk.file('wages', [aWage, { ...aWage, employerCode: 'D2' }]))
  const before = await factsInForce(store)
  const { batchId } = await takenIn(
    store,
    desk.file('wages', [
      { ...aWage, wage: '9999' },
      { ...aWage, employerCode: 'D2', through: '202603' },
      { ...aWage, employerCode: 'D3' },
    ]),
  )
  const between = await factsInForce(store)

  await withdrawBatch(store, machine, batchId)

  expect(between).not.toEqual(before)
  expect(await factsInForce(store)).toEqual(before)
  const coverage = await store.owner.query('select from coverage where superseded_at is null and batch_id = $1', [
    batchId,
  ])
  expect(coverage.rowCount).toBe(0)
})

test('withdrawals in any order leave what the batches that stand have said', async () => {
  const first = await takenIn(store, desk.file('wages', [aWage]))
  const second = await takenIn(store, desk.file('wages', [{ ...aWage, wage: '4000' }]))
  const third = await takenIn(store, desk.file('wages', [{ ...aWage, wage: '5000' }]))

  await withdrawBatch(store, machine, second.batchId)
  expect(await factsInForce(store)).toMatchObject([{ number_value: '5000.00' }])
  await withdrawBatch(store, machine, third.batchId)
  expect(await factsInForce(store)).toMatchObject([{ number_value: '3200.00', batch_id: first.batchId }])
  await withdrawBatch(store, machine, first.batchId)
  expect(await factsInForce(store)).toEqual([])
})

test('what was believed while a withdrawn batch counted can still be read', async () => {
  await takenIn(store, desk.file('wages', [aWage]))
  const { batchId } = await takenIn(store, desk.file('wages', [{ ...aWage, wage: '9999' }]))
  const { rows: instants } = await store.owner.query<{ at: string }>('select clock_timestamp()::text as at')

  await withdrawBatch(store, machine, batchId)

  const { rows } = await store.owner.query(
    'select number_value from fact where recorded_at <= $1 and (superseded_at is null or superseded_at > $1)',
    [instants[0]?.at],
  )
  expect(rows).toEqual([{ number_value: '9999.00' }])
})

test('a batch is not withdrawn while a later one relies on it, and the later one can be', async () => {
  const first = await takenIn(store, desk.file('wages', [aWage]))
  const second = await takenIn(store, desk.file('wages', [aWage, { ...aWage, employerCode: 'D2' }]))

  await expect(withdrawBatch(store, machine, first.batchId)).rejects.toMatchObject({
    refusal: { code: 'later-batch-relies-on-it', batchId: second.batchId },
  })
  await withdrawBatch(store, machine, second.batchId)
  await withdrawBatch(store, machine, first.batchId)
  expect(await factsInForce(store)).toEqual([])
})

test('a withdrawn file can be delivered again', async () => {
  const path = desk.file('wages', [aWage])
  const { batchId } = await takenIn(store, path)

  await withdrawBatch(store, machine, batchId)

  await expect(takenIn(store, path)).resolves.toMatchObject({ counts: { facts: 1 } })
})

test('a withdrawn register takes back moves, changes and newcomers, and keeps whom others speak of', async () => {
  await takenIn(store, desk.file('wages', [aWage]))
  const before = [await stays(store), await factsInForce(store)]
  const newcomer = fakeResidentId('1990-01-01', 5)
  const known = fakeResidentId('1991-01-01', 6)
  const { batchId } = await takenIn(
    store,
    desk.file('residents', [
      { ...aResident, householdNumber: 'H2', division: '360735101201', name: '陈大三', since: '2026-05-01' },
      { ...aResident, householdNumber: 'H3', name: '王新来', residentId: newcomer, studentStage: '本科' },
      { ...aResident, householdNumber: 'H4', name: '赵有工', residentId: known },
    ]),
  )
  await takenIn(store, desk.file('wages', [{ ...aWage, residentId: known, name: '赵有工' }]))

  await withdrawBatch(store, machine, batchId)

  const people = await store.owner.query<{ name: string }>('select name from person order by id')
  const households = await store.owner.query<{ number: string }>('select number from household order by number')
  expect(people.rows).toEqual([{ name: '陈大山' }, { name: '赵有工' }])
  expect(await stays(store)).toEqual(before[0])
  expect(await factsInForce(store)).toMatchObject([{ name: '赵有工' }, { name: '陈大山', division: '360735100001' }])
  expect(households.rows).toEqual([{ number: 'H1' }])
})

test('a quarantined row is corrected and then counts for its own batch', async () => {
  const { batchId } = await takenIn(store, desk.file('wages', [{ ...aWage, wage: '三千二' }]))
  const row = await heldRow(batchId)

  await correctHeldRow(store, machine, row.id, { wage: '3200' })

  expect(await factsInForce(store)).toMatchObject([{ number_value: '3200.00', batch_id: batchId }])
  expect(await countsOf(batchId)).toEqual({ accepted: 1, quarantined: 0, review: 0, facts: 1, status: 'loaded' })
  expect(await heldRow(batchId)).toMatchObject({ status: 'corrected' })
  await withdrawBatch(store, machine, batchId)
  expect(await factsInForce(store)).toEqual([])
})

test('a correction that is still wrong is refused with its reason and changes nothing', async () => {
  const { batchId } = await takenIn(store, desk.file('wages', [{ ...aWage, wage: '三千二' }]))
  const row = await heldRow(batchId)

  await expect(correctHeldRow(store, machine, row.id, { wage: '3.2.0' })).rejects.toMatchObject({
    refusal: { code: 'row-still-held', held: 'not-a-yuan-amount', header: '月缴费工资' },
  })
  expect(await heldRow(batchId)).toMatchObject({ status: 'open' })
  expect(await factsInForce(store)).toEqual([])
})

test('a row under review is given to the person that an officer names', async () => {
  const { batchId } = await takenIn(store, desk.file('wages', [{ ...aWage, residentId: '' }]))
  const row = await heldRow(batchId)
  const { rows } = await store.owner.query<{ id: string }>('select id from person')

  await matchHeldRow(store, machine, row.id, rows[0]?.id ?? '')

  expect(await factsInForce(store)).toMatchObject([{ name: '陈大山', number_value: '3200.00' }])
  expect(await countsOf(batchId)).toMatchObject({ accepted: 1, review: 0 })
  await expect(matchHeldRow(store, machine, row.id, rows[0]?.id ?? '')).rejects.toMatchObject({
    refusal: { code: 'held-row-already-settled', status: 'matched' },
  })
})

test('a discarded row says nothing and is not asked about again', async () => {
  const { batchId } = await takenIn(store, desk.file('wages', [{ ...aWage, wage: '' }]))

  await discardHeldRow(store, machine, (await heldRow(batchId)).id)

  expect(await heldRow(batchId)).toMatchObject({ status: 'discarded' })
  expect(await factsInForce(store)).toEqual([])
})

test('a household that has a case stays when the batch that brought it is withdrawn', async () => {
  const { batchId } = await takenIn(store, desk.file('residents', [{ ...aResident, householdNumber: 'H2' }]))
  await store.owner.query(
    `insert into assistance_case (county, division, household_id, person_id, programme, status, round, step, turn, opened_on)
     select h.county, h.division, h.id, p.id, 'subsistence-allowance', 'open', 'first', 'survey', 'township', '2026-11-02'
     from household h, person p where h.number = 'H2'`,
  )

  await withdrawBatch(store, machine, batchId)

  const { rows } = await store.owner.query<{ number: string }>('select number from household order by number')
  expect(rows.map(({ number }) => number)).toEqual(['H1', 'H2'])
})

test('what a withdrawn batch left open can still be told of its person, who can go with the batch that brought them', async () => {
  const { batchId: brought } = await takenIn(
    store,
    desk.file('residents', [
      { ...aResident, householdNumber: 'H3', name: '王小二', residentId: fakeResidentId('1980-01-02', 3) },
    ]),
  )
  const { batchId } = await takenIn(
    store,
    desk.file('wages', [{ ...aWage, residentId: fakeResidentId('1980-01-02', 3), name: '王小二', wage: '三千' }]),
  )
  await withdrawBatch(store, machine, batchId)
  const held = await store.owner.query<{ person_id: string | null }>('select person_id from held_row')

  await withdrawBatch(store, machine, brought)

  expect(held.rows[0]?.person_id).not.toBeNull()
  const persons = await store.owner.query<{ name: string }>('select name from person')
  expect(persons.rows.map(({ name }) => name)).toEqual(['陈大山'])
})

test('an officer of another township sees no held row of this county and can neither settle nor withdraw', async () => {
  const { batchId } = await takenIn(store, desk.file('wages', [{ ...aWage, wage: '' }]), '360735100')
  const row = await heldRow(batchId)
  const { rows } = await store.owner.query<{ id: string }>('select id from person')

  const seen = await store.within(otherTownship.division, (tx) => listHeldRows(tx, {}, undefined))

  expect(seen.items).toEqual([])
  const notFound = { refusal: { code: 'held-row-not-found' } }
  await expect(correctHeldRow(store, otherTownship, row.id, { wage: '1' })).rejects.toMatchObject(notFound)
  await expect(matchHeldRow(store, otherTownship, row.id, rows[0]?.id ?? '')).rejects.toMatchObject(notFound)
  await expect(discardHeldRow(store, otherTownship, row.id)).rejects.toMatchObject(notFound)
  await expect(withdrawBatch(store, otherTownship, batchId)).rejects.toMatchObject({
    refusal: { code: 'batch-not-found' },
  })
})

test('a post without the permission may do none of it, also in its own place', async () => {
  const path = desk.file('wages', [{ ...aWage, wage: '' }])
  const actor = await anActor('township-clerk', county)
  const { batchId } = await takenIn(store, path)
  const row = await heldRow(batchId)
  const missing = { refusal: { code: 'permission-missing' } }

  await expect(deliver(store, { actor }, { county, path, today })).rejects.toMatchObject(missing)
  await expect(withdrawBatch(store, { actor }, batchId)).rejects.toMatchObject(missing)
  await expect(correctHeldRow(store, { actor }, row.id, {})).rejects.toMatchObject(missing)
  await expect(matchHeldRow(store, { actor }, row.id, '1')).rejects.toMatchObject(missing)
  await expect(discardHeldRow(store, { actor }, row.id)).rejects.toMatchObject(missing)
})

test('a batch is not withdrawn while a corrected row of a later one relies on it', async () => {
  const first = await takenIn(store, desk.file('wages', [aWage]))
  const second = await takenIn(store, desk.file('wages', [{ ...aWage, wage: '' }]))
  await correctHeldRow(store, machine, (await heldRow(second.batchId)).id, { wage: aWage.wage })
  expect(await countsOf(second.batchId)).toMatchObject({ accepted: 1, quarantined: 0, facts: 0 })

  await expect(withdrawBatch(store, machine, first.batchId)).rejects.toMatchObject({
    refusal: { code: 'later-batch-relies-on-it', batchId: second.batchId },
  })
})

test('what the machine itself delivers and settles is in the audit log, by nobody', async () => {
  const { batchId } = await takenIn(store, desk.file('wages', [{ ...aWage, wage: '' }]))
  const { id } = await heldRow(batchId)
  await store.within(county, (tx) => listHeldRows(tx, { batchId }, { keys: store.keys, actor: undefined }))
  await discardHeldRow(store, machine, id)

  const { rows } = await store.owner.query(
    'select officer_id, action, detail from audit_entry where subject = any($1) order by id',
    [[`batch:${batchId}`, `held-row:${id}`]],
  )
  expect(rows).toMatchObject([
    { officer_id: null, action: 'batch-loaded', detail: { feed: 'wages', quarantined: 1 } },
    { officer_id: null, action: 'read-held-rows', detail: { rows: 1 } },
    { officer_id: null, action: 'held-row-discarded', detail: { batchId } },
  ])
})

test('a row that is refused again leaves no entry in the audit log', async () => {
  const { batchId } = await takenIn(store, desk.file('wages', [{ ...aWage, wage: '' }]))
  const { id } = await heldRow(batchId)

  await expect(correctHeldRow(store, machine, id, { wage: '多' })).rejects.toMatchObject({
    refusal: { code: 'row-still-held' },
  })

  const { rowCount } = await store.owner.query('select from audit_entry where subject = $1', [`held-row:${id}`])
  expect(rowCount).toBe(0)
})

test('who withdrew a batch is in the audit log', async () => {
  const actor = await anActor('county-officer', county)
  const { batchId } = await takenIn(store, desk.file('wages', [aWage]))

  await withdrawBatch(store, { actor }, batchId)

  const { rows } = await store.owner.query(
    'select officer_id, action, subject from audit_entry order by id desc limit 1',
  )
  expect(rows).toEqual([{ officer_id: actor.officerId, action: 'batch-withdrawn', subject: `batch:${batchId}` }])
})
