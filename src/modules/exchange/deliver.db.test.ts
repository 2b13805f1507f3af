import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testStore, type TestStore } from '#db/testing'
import { batchQuality, listHeldRows } from '#modules/exchange'
import { aDesk, county, factsInForce, fakeResidentId, hand, stays, takenIn, type Desk } from './testing.ts'

const village = '360735100001'
const otherVillage = '360735101201'
const father = fakeResidentId('1970-03-05', 11)
const mother = fakeResidentId('1972-08-09', 22)
let store: TestStore
let desk: Desk

const ofFather = { residentId: father, name: '陈大山' }
const aWage = { ...ofFather, employerCode: 'D1', wage: '3,200.50元', from: '202601', through: '' }

function resident(of: { name: string; residentId?: string; birthDay?: string; relation?: string; number?: string }) {
  return {
    householdNumber: of.number ?? 'H1',
    division: village,
    address: '一组1号',
    name: of.name,
    residentId: of.residentId ?? '',
    birthDay: of.birthDay ?? '',
    relation: of.relation ?? '户主',
    phone: '19900000000',
    since: '2024-01-01',
  }
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
  await takenIn(
    store,
    desk.file('residents', [
      resident({ name: '陈大山', residentId: father }),
      resident({ name: '李小梅', residentId: mother, relation: '配偶' }),
      resident({ name: '陈小宝', birthDay: '2025-06-01', relation: '子女' }),
    ]),
  )
})

test('the register makes persons and households, also of a baby without an identity number', async () => {
  expect(await stays(store)).toMatchObject([
    { name: '李小梅', number: 'H1', relation: '配偶', valid_from: '2024-01-01', valid_until: null },
    { name: '陈大山', number: 'H1', relation: '户主' },
    { name: '陈小宝', number: 'H1', relation: '子女' },
  ])
})

test('an identity number is stored encrypted only, with its last four characters for search', async () => {
  const { rows } = await store.owner.query('select * from person where name = $1', ['陈大山'])
  const [row] = rows

  expect(JSON.stringify(rows)).not.toContain(father)
  expect(store.keys.decrypt('person.resident_id', row.resident_id_cipher)).toBe(father)
  expect(row).toMatchObject({
    resident_id_tail: father.slice(-4),
    birth_day: expect.anything(),
    sex: 'male',
    pinyin: 'chendashan',
    initials: 'cds',
  })
})

test('a wage is recorded from its first month until the month after its last, whatever its notation', async () => {
  const path = desk.file('wages', [
    aWage,
    { ...aWage, employerCode: 'D2', wage: '２０００', from: '2025年3月', through: '2025-12' },
  ])

  const { counts } = await takenIn(store, path)

  expect(counts).toEqual({ rows: 2, accepted: 2, unchanged: 0, quarantined: 0, review: 0, facts: 2 })
  expect(await factsInForce(store)).toMatchObject([
    { fact: 'wage', instance: 'D1', number_value: '3200.50', valid_from: '2026-01-01', valid_until: null },
    { fact: 'wage', instance: 'D2', number_value: '2000.00', valid_from: '2025-03-01', valid_until: '2026-01-01' },
  ])
})

test('a complete feed says of everybody else that there is none, and the households it touches are looked at again', async () => {
  await store.owner.query('truncate touched_household')

  await takenIn(store, desk.file('wages', [aWage]))

  const coverage = await store.owner.query("select fact, through::text from coverage where fact = 'wage'")
  const touched = await store.owner.query(
    'select h.number from touched_household t join household h on h.id = t.household_id',
  )
  expect(coverage.rows).toEqual([{ fact: 'wage', through: '2026-10-31' }])
  expect(touched.rows).toEqual([{ number: 'H1' }])
})

test('the same file delivered again changes nothing and says so', async () => {
  const path = desk.file('wages', [aWage])
  const first = await takenIn(store, path)
  const before = await factsInForce(store)

  const again = await hand(store, path)

  expect(again).toMatchObject({ kind: 'already-delivered', batchId: first.batchId })
  expect(await factsInForce(store)).toEqual(before)
})

test('the same content in a new file changes nothing', async () => {
  await takenIn(store, desk.file('wages', [aWage]))
  const before = await factsInForce(store)

  const { counts } = await takenIn(store, desk.file('wages', [{ ...aWage, wage: '3200.5' }]))

  expect(counts).toMatchObject({ accepted: 1, unchanged: 1, facts: 0 })
  expect(await factsInForce(store)).toEqual(before)
})

test('another value takes the place of the old one, which stays readable as once believed', async () => {
  await takenIn(store, desk.file('wages', [aWage]))

  await takenIn(store, desk.file('wages', [{ ...aWage, wage: '4000', through: '202609' }]))

  const { rows } = await store.owner.query(
    'select number_value, valid_until::text, superseded_at is null as believed from fact order by recorded_at',
  )
  expect(rows).toEqual([
    { number_value: '3200.50', valid_until: null, believed: false },
    { number_value: '4000.00', valid_until: '2026-10-01', believed: true },
  ])
})

test('of two rows of one file about the same thing the last one holds', async () => {
  const { counts } = await takenIn(store, desk.file('wages', [aWage, { ...aWage, wage: '5000' }]))

  expect(counts).toMatchObject({ rows: 2, accepted: 2, unchanged: 1, facts: 1 })
  expect(await factsInForce(store)).toMatchObject([{ number_value: '5000.00' }])
})

test('repaired identity numbers find their person: full-width, lower case, with spaces, of 15 digits', async () => {
  const old = `${father.slice(0, 6)}${father.slice(8, 17)}`
  const wide = father.replace(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
  const forms = [old, wide, ` ${father.toLowerCase()} `, `'${father}`]

  const { counts } = await takenIn(
    store,
    desk.file(
      'wages',
      forms.map((residentId, i) => ({ ...aWage, residentId, employerCode: `D${i}` })),
    ),
  )

  expect(counts).toMatchObject({ accepted: 4, review: 0, facts: 4 })
})

test('a blank cell says nothing: no fact is made of it', async () => {
  await takenIn(
    store,
    desk.file('householdSurvey', [
      { householdNumber: 'H1', headName: '陈大山', businessIncome: '', financialAssets: '0', surveyedOn: '2026-09-01' },
    ]),
  )

  expect(await factsInForce(store)).toMatchObject([{ subject: 'h', fact: 'financialAssets', number_value: '0.00' }])
})

test('rows that cannot be taken in are held with line, column and reason, and never hold up the rest', async () => {
  const good = aWage
  const { batchId, counts } = await takenIn(
    store,
    desk.file('wages', [
      { ...good, wage: '三千' },
      { ...good, employerCode: '' },
      { ...good, from: '202613' },
      { ...good, from: '202612' },
      { ...good, from: '202605', through: '202601' },
      { ...good, wage: '-10' },
      { ...good, residentId: '' },
      { ...good, residentId: father.slice(0, 17) + (father.endsWith('1') ? '2' : '1') },
      { ...good, residentId: fakeResidentId('1980-01-01', 7) },
      { ...good, residentId: '3.60735E+17' },
      good,
    ]),
  )

  const { items } = await store.within(county, (tx) =>
    listHeldRows(tx, { batchId }, { keys: store.keys, actor: undefined }),
  )
  expect(counts).toMatchObject({ rows: 11, accepted: 1, quarantined: 6, review: 4, facts: 1 })
  expect(items.map(({ line, kind, columnHeader, code }) => [line, kind, columnHeader, code])).toEqual([
    [2, 'quarantine', '月缴费工资', 'not-a-yuan-amount'],
    [3, 'quarantine', '单位编号', 'required-missing'],
    [4, 'quarantine', '参保起始年月', 'not-a-month'],
    [5, 'quarantine', '参保起始年月', 'after-data-through'],
    [6, 'quarantine', '参保终止年月', 'ends-before-it-begins'],
    [7, 'quarantine', '月缴费工资', 'negative-amount'],
    [8, 'review', '身份证号', 'resident-id-missing'],
    [9, 'review', '身份证号', 'resident-id-check-character'],
    [10, 'review', '身份证号', 'person-not-in-register'],
    [11, 'review', '身份证号', 'resident-id-lost-digits'],
  ])
  expect(items[0]?.cells).toContainEqual({ column: 'wage', header: '月缴费工资', text: '三千' })
})

test('the report of a delivery counts its faults by column, and names that differ though they were taken', async () => {
  const { batchId } = await takenIn(
    store,
    desk.file('wages', [
      { ...aWage, name: '陈太山' },
      { ...aWage, wage: '多' },
    ]),
  )

  const quality = await store.within(county, (tx) => batchQuality(tx, batchId))

  expect(quality).toMatchObject({
    columns: [{ header: '月缴费工资', rejected: 1, codes: [{ code: 'not-a-yuan-amount', rows: 1 }] }],
    notes: [{ code: 'name-differs', rows: 1 }],
  })
})

test('what is held is not to be read in the database nor by who may not settle it', async () => {
  await takenIn(store, desk.file('wages', [{ ...aWage, wage: '三千' }]))

  const { rows } = await store.owner.query<{ content_cipher: Buffer }>('select content_cipher from held_row')
  const { items } = await store.within(county, (tx) => listHeldRows(tx, {}, undefined))

  expect(rows[0]?.content_cipher.toString('latin1')).not.toContain(father)
  expect(items[0]?.cells).toBeNull()
})

test('a quarantined row is kept with its person when that is certain', async () => {
  await takenIn(store, desk.file('wages', [{ ...aWage, wage: '三千' }]))

  const { rows } = await store.owner.query('select p.name from held_row r join person p on p.id = r.person_id')

  expect(rows).toEqual([{ name: '陈大山' }])
})

test('who appears in another household leaves the old one on the day from which the new one counts', async () => {
  await takenIn(store, desk.file('wages', [aWage]))

  await takenIn(
    store,
    desk.file('residents', [
      {
        ...resident({ name: '陈大山', residentId: father, number: 'H2' }),
        division: otherVillage,
        since: '2026-05-01',
      },
    ]),
  )

  expect(await stays(store)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: '陈大山', number: 'H1', valid_from: '2024-01-01', valid_until: '2026-05-01' }),
      expect.objectContaining({ name: '陈大山', number: 'H2', valid_from: '2026-05-01', valid_until: null }),
    ]),
  )
  expect(await factsInForce(store)).toMatchObject([{ fact: 'wage', division: otherVillage }])
})

test('a register delivered again with the same people changes nothing', async () => {
  const before = [await stays(store), await factsInForce(store)]

  const { counts } = await takenIn(
    store,
    desk.file('residents', [
      resident({ name: '陈小宝', birthDay: '2025/6/1', relation: '子女' }),
      resident({ name: '李小梅', residentId: mother, relation: '配偶' }),
      resident({ name: '陈大山', residentId: father }),
    ]),
  )

  expect(counts).toMatchObject({ rows: 3, accepted: 3, unchanged: 3, facts: 0 })
  expect([await stays(store), await factsInForce(store)]).toEqual(before)
})

test('a person whose identity number comes later stays the same person', async () => {
  const baby = fakeResidentId('2025-06-01', 33)

  await takenIn(store, desk.file('residents', [resident({ name: '陈小宝', residentId: baby, relation: '子女' })]))

  const { rows } = await store.owner.query<{ n: string }>('select count(*) as n from person')
  expect(rows).toEqual([{ n: '3' }])
  await expect(
    takenIn(store, desk.file('wages', [{ ...aWage, residentId: baby, name: '陈小宝' }])),
  ).resolves.toMatchObject({
    counts: { accepted: 1, review: 0 },
  })
})

test('in the register the identity number outweighs a wrong birth day beside it, and that is noted', async () => {
  const { batchId, counts } = await takenIn(
    store,
    desk.file('residents', [
      { ...resident({ name: '陈大山', residentId: father }), birthDay: '1970-13-45' },
      resident({ name: '无名氏', birthDay: '不详' }),
    ]),
  )

  const quality = await store.within(county, (tx) => batchQuality(tx, batchId))
  expect(counts).toMatchObject({ accepted: 1, quarantined: 1 })
  expect(quality?.columns).toMatchObject([{ header: '出生日期', codes: [{ code: 'not-a-day' }] }])
  expect(quality?.notes.map(({ code }) => code)).toContain('birth-day-taken-from-id')
})

test('a delivery of a township takes in its own people only', async () => {
  const elsewhere = fakeResidentId('1960-01-01', 44)
  await takenIn(
    store,
    desk.file('residents', [
      { ...resident({ name: '刘远方', residentId: elsewhere, number: 'H9' }), division: otherVillage },
    ]),
  )

  const { counts } = await takenIn(
    store,
    desk.file('wages', [aWage, { ...aWage, residentId: elsewhere, name: '刘远方' }]),
    '360735100',
  )
  const strangers = await takenIn(
    store,
    desk.file('residents', [resident({ name: '刘远方', residentId: elsewhere, number: 'H10' })]),
    '360735100',
  )

  expect(counts).toMatchObject({ accepted: 1, review: 1 })
  expect(strangers.counts).toMatchObject({ accepted: 0, quarantined: 1 })
})

test('a process that dies while loading leaves nothing behind but a batch that is seen to have failed', async () => {
  await store.owner.query(
    `insert into batch (county, division, feed, file_name, digest) values ($1, $1, 'wages', 'dead.csv', 'dead')`,
    [county],
  )

  await takenIn(store, desk.file('wages', [aWage]))

  const { rows } = await store.owner.query("select status from batch where file_name = 'dead.csv'")
  expect(rows).toEqual([{ status: 'failed' }])
})
