import { afterAll, beforeAll, expect, test } from 'vitest'
import { programmes } from '#contracts/assistance'
import { type TestStore, testStore } from '#db/testing'
import { type Day, day } from '#kernel/day'
import { fen } from '#kernel/fen'
import { boardPage } from './board-page.ts'
import { isPosted } from './decide.ts'
import { type BoardRules, findBoard } from './queries.ts'
import { type NewNotice, postNotices, withdrawNotices } from './store.ts'
import { aCase, type KnownCase } from './testing.ts'

const village = '360735100001'
let store: TestStore

beforeAll(async () => {
  store = await testStore()
})

afterAll(() => store.close())

function aNotice(of: KnownCase, given: Partial<NewNotice> = {}): NewNotice {
  return {
    caseId: of.caseId,
    householdId: of.householdId,
    division: of.division,
    programme: 'subsistence-allowance',
    applicantName: '王小二',
    householdSize: 3,
    proposedFen: fen(67_650n),
    postedOn: day('2026-11-02'),
    closesAfter: day('2026-11-09'),
    ...given,
  }
}

const post = (of: KnownCase, notices: readonly NewNotice[]) =>
  store.within('360735', (tx) => postNotices(tx, of.officerId, notices))
const withdraw = (of: KnownCase, on: Day) => store.within('360735', (tx) => withdrawNotices(tx, [of.caseId], on))

const rules = (today: string, given: Partial<BoardRules> = {}): BoardRules => ({
  today: day(today),
  masksNames: false,
  listsRecipients: true,
  namedFrom: 18,
  ...given,
})

async function boardOn(today: string, place = village, given: Partial<BoardRules> = {}) {
  const board = await store.within(place, (tx) => findBoard(tx, place, rules(today, given)))
  if (board === undefined) throw new Error('A board was expected')
  return board
}

const namesOn = async (today: string, place = village): Promise<string[]> =>
  (await boardOn(today, place)).notices.map((notice) => notice.applicantName)

test('a notice of 2 November for seven days hangs through the ninth and is gone by itself on the tenth', async () => {
  const known = await aCase(store)
  await post(known, [aNotice(known, { applicantName: '按时者' })])

  const seen = await Promise.all(
    ['2026-11-01', '2026-11-02', '2026-11-09', '2026-11-10'].map(async (today) =>
      (await namesOn(today)).includes('按时者'),
    ),
  )

  expect(seen).toEqual([false, true, true, false])
})

test('a withdrawn notice is gone at once', async () => {
  const known = await aCase(store)
  await post(known, [aNotice(known, { applicantName: '撤下者' })])
  expect(await namesOn('2026-11-04')).toContain('撤下者')

  await withdraw(known, day('2026-11-04'))

  expect(await namesOn('2026-11-04')).not.toContain('撤下者')
})

test('a notice that has run its course is not made one that was withdrawn', async () => {
  const known = await aCase(store)
  await post(known, [aNotice(known)])

  await withdraw(known, day('2026-11-10'))

  const { rows } = await store.owner.query('select withdrawn_on from public_notice where case_id = $1', [known.caseId])
  expect(rows).toEqual([{ withdrawn_on: null }])
})

test('an application that is posted again hangs once, and the first posting stays known', async () => {
  const known = await aCase(store)
  await post(known, [aNotice(known, { applicantName: '再公示者' })])
  const again = { postedOn: day('2026-11-12'), closesAfter: day('2026-11-19'), applicantName: '再公示者' }
  await post(known, [aNotice(known, again)])

  const { rows } = await store.owner.query<{ count: string }>(
    'select count(*)::text as count from public_notice where case_id = $1',
    [known.caseId],
  )
  expect(rows).toEqual([{ count: '2' }])
  expect((await namesOn('2026-11-13')).filter((name) => name === '再公示者')).toHaveLength(1)
})

test('twenty notices are posted in one call', async () => {
  const known = await aCase(store, { division: '360735100002' })
  const cases = await Promise.all(Array.from({ length: 20 }, () => aCase(store, { division: '360735100002' })))

  await post(
    known,
    cases.map((one) => aNotice(one)),
  )

  expect(await namesOn('2026-11-03', '360735100002')).toHaveLength(20)
})

test.each(programmes.filter((programme) => !isPosted(programme)))('posting %s is a fault', async (programme) => {
  const known = await aCase(store, { programme })

  await expect(post(known, [aNotice(known, { programme })])).rejects.toThrow('is never posted')
})

test('the table has columns for the lawful fields and no others', async () => {
  const { rows } = await store.owner.query<{ column_name: string }>(
    `select column_name from information_schema.columns where table_name = 'public_notice' order by column_name`,
  )

  expect(rows.map((row) => row.column_name)).toEqual([
    'applicant_name',
    'case_id',
    'closes_after',
    'county',
    'division',
    'hotline',
    'household_id',
    'household_size',
    'id',
    'posted_by',
    'posted_on',
    'programme',
    'proposed_fen',
    'recorded_at',
    'withdrawn_on',
  ])
})

test('a board shows its own place only, and a place that does not exist has none', async () => {
  const known = await aCase(store, { division: '360735100003' })
  await post(known, [aNotice(known, { applicantName: '邻村者' })])

  expect(await namesOn('2026-11-03', '360735100003')).toEqual(['邻村者'])
  expect(await namesOn('2026-11-03')).not.toContain('邻村者')
  expect(await namesOn('2026-11-03', '360735100')).toContain('邻村者')
  const nowhere = await store.within('360735999', (tx) => findBoard(tx, '360735999', rules('2026-11-03')))
  expect(nowhere).toBeUndefined()
})

test('a household that moves takes its notices along', async () => {
  const known = await aCase(store, { division: '360735100004' })
  await post(known, [aNotice(known, { applicantName: '迁居者' })])

  await store.owner.query(`update household set division = '360735100005' where id = $1`, [known.householdId])

  expect(await namesOn('2026-11-03', '360735100004')).toEqual([])
  expect(await namesOn('2026-11-03', '360735100005')).toEqual(['迁居者'])
})

test('where the county wants names masked, the family name is all that hangs there', async () => {
  const known = await aCase(store, { division: '360735100006' })
  await post(known, [aNotice(known)])

  const board = await boardOn('2026-11-03', '360735100006', { masksNames: true })

  expect(JSON.stringify(board)).not.toContain('王小二')
  expect(board.notices[0]?.applicantName).toBe('王**')
})

test('recipients are made known to their village with name, members and amount, children without their names', async () => {
  const place = '360735100007'
  const active = { division: place, status: 'active', amountFen: '67650' }
  await aCase(store, { ...active, name: '张三丰' })
  await aCase(store, { ...active, name: '李童童', birthDay: '2010-01-01', programme: 'destitute-support' })
  await aCase(store, { ...active, name: '赵孤儿', birthDay: '2012-01-01', programme: 'orphan-allowance' })
  await aCase(store, { ...active, name: '周临时', programme: 'expenditure-aid' })
  await aCase(store, { division: place, name: '钱未定' })

  const board = await boardOn('2026-11-03', place)
  const township = await boardOn('2026-11-03', '360735100')
  const off = await boardOn('2026-11-03', place, { listsRecipients: false })

  expect(board.recipients.map(({ name, members, amount }) => [name, members, amount])).toEqual([
    ['李**', 1, '676.50'],
    ['张三丰', 1, '676.50'],
  ])
  expect([township.recipients, off.recipients]).toEqual([[], []])
})

test('a notice of nothing a month is one that something is to end', async () => {
  const known = await aCase(store, { division: '360735100008', programme: 'destitute-support' })
  await post(known, [aNotice(known, { programme: 'destitute-support', proposedFen: fen(0n) })])

  const board = await boardOn('2026-11-03', '360735100008')

  expect(board.notices[0]?.intent).toBe('stop')
  expect(boardPage(board)).toContain('拟终止发放')
})

test('a child that is applied for is not named, the guardian who applies is', async () => {
  const place = '360735100009'
  const child = await aCase(store, { division: place, name: '李童童', birthDay: '2010-01-01' })
  const guarded = await aCase(store, { division: place, name: '赵童童', birthDay: '2010-01-01' })
  await post(child, [aNotice(child, { programme: 'individual-allowance', applicantName: '李童童' })])
  await post(guarded, [aNotice(guarded, { programme: 'individual-allowance', applicantName: '赵监护' })])

  expect(await namesOn('2026-11-03', place)).toEqual(['李**', '赵监护'])
})

test('a notice about somebody who is registered elsewhere hangs all the same, without the full name', async () => {
  const place = '360735100010'
  const known = await aCase(store, { division: place })
  await post(known, [aNotice(known)])

  await store.owner.query(`update person set division = '360735101001' where id = $1`, [known.personId])

  expect(await namesOn('2026-11-03', place)).toEqual(['王**'])
})
