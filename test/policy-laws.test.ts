import { expect, test } from 'vitest'
import { seededRandom } from '#kernel/random'
import { type HouseholdRow, type Policies, withParameterValues } from '#policy'
import { aHousehold, aMember, randomHouseholds } from '#policy/testing'
import {
  amount,
  applications,
  asOf,
  cellAt,
  decided,
  households,
  incomesOf,
  type Place,
  placesOf,
  policies,
  rowsOf,
  type Values,
  valuesOf,
  withCell,
} from './policy-households.ts'

/**
 * What holds for every household whatever it is. Where a clause makes an exception, the exception is named here with
 * its clause, and a household shows that it is one.
 */
function moreOf(name: string, { before, after }: Raise): number {
  const [was, is] = [amount(before, name), amount(after, name)]
  return was === undefined || is === undefined ? 0 : is - was
}

interface Raise {
  readonly row: HouseholdRow
  readonly place: Place
  readonly raisedTo: string
  readonly before: Values
  readonly after: Values
}

const compared = ['救助类别', '应发月金额', '家庭月收入', '就业成本']

/** Each household with one of its incomes raised, everything else equal. */
function raise(row: HouseholdRow, place: Place, by: number): Raise {
  const raisedTo = (Math.round((Number(cellAt(row, place)) + by) * 100) / 100).toFixed(2)
  const after = withCell(row, place, raisedTo)
  return { row, place, raisedTo, before: valuesOf(row, compared), after: valuesOf(after, compared) }
}

const random = seededRandom(20_261_122)
const raises = households(2_500, 77).flatMap((row) =>
  incomesOf(row)
    .filter((place) => cellAt(row, place) !== null)
    .map((place) => raise(row, place, random.int(1, random.pick([100, 50_000, 300_000, 3_000_000])) / 100)),
)

/**
 * 最低生活保障审核确认办法（民发〔2021〕57号）第十三条: costs of employment are taken off the income, here a fixed amount
 * for everyone who earns anything. The first fen of a wage therefore lowers the income that is counted.
 */
function takesUpWork(of: Raise): boolean {
  return of.place.column === 'wage' && Number(cellAt(of.row, of.place)) <= 0 && moreOf('就业成本', of) > 0
}

/**
 * 最低生活保障审核确认办法（民发〔2021〕57号）第八条: in a household just above the standard, the seriously ill and disabled
 * get the whole standard less their own income, which can be more than the household was topped up by before.
 */
function appliesAlone({ before, after }: Raise): boolean {
  return before['救助类别'] !== '单人保' && after['救助类别'] === '单人保'
}

const ranked = ['特困', '低保', '单人保', '边缘', '刚性支出', '无']

function rankOf(values: Values): number | undefined {
  const category = values['救助类别']
  return typeof category === 'string' ? ranked.indexOf(category) : undefined
}

test('more income is never less income that counts, unless somebody takes up work (第十三条)', () => {
  const lower = raises.filter((of) => moreOf('家庭月收入', of) < 0 && !takesUpWork(of))

  expect(raises.length).toBeGreaterThan(20_000)
  expect(lower).toEqual([])
})

test('more income never means a larger amount, unless somebody takes up work or applies alone (第十三条、第八条)', () => {
  const paid = raises.filter(({ before }) => (amount(before, '应发月金额') ?? 0) > 0)

  expect(paid.length).toBeGreaterThan(2_000)
  expect(paid.filter((of) => moreOf('应发月金额', of) < 0).length).toBeGreaterThan(1_000)
  expect(raises.filter((of) => moreOf('应发月金额', of) > 0 && !takesUpWork(of) && !appliesAlone(of))).toEqual([])
})

test('more income never moves a household from no benefit to one, nor to a better one, unless somebody takes up work', () => {
  const moved = raises.filter(({ before, after }) => before['救助类别'] !== after['救助类别'])
  const better = moved.filter(({ before, after }) => {
    const [was, is] = [rankOf(before), rankOf(after)]
    return was !== undefined && is !== undefined && is < was
  })

  expect(moved.length).toBeGreaterThan(500)
  expect(better.filter((of) => !takesUpWork(of))).toEqual([])
})

test('taking up work for one yuan lowers the income that counts and raises the amount (第十三条)', () => {
  const row = aHousehold({ businessIncome: '6000' })

  const found = raise(row, { list: 'members', index: 0, column: 'wage' }, 1)

  expect(found.before).toEqual({ 救助类别: '低保', 应发月金额: '480', 家庭月收入: '500', 就业成本: '0' })
  expect(found.after).toEqual({ 救助类别: '低保', 应发月金额: '773', 家庭月收入: '207', 就业成本: '294' })
  expect(takesUpWork(found)).toBe(true)
})

test('one yuan more that takes a household over the standard can raise the amount of its sick member (第八条)', () => {
  const row = aHousehold({
    members: [aMember({ pension: '1959' }), aMember({ relation: '配偶', seriousIllness: '恶性肿瘤' })],
  })

  const found = raise(row, { list: 'members', index: 0, column: 'pension' }, 1)

  expect([found.before['救助类别'], found.before['应发月金额']]).toEqual(['低保', '295'])
  expect([found.after['救助类别'], found.after['应发月金额']]).toEqual(['单人保', '980'])
})

/** True when `less` says of everything either the same as `more`, or that it is unknown. */
function saysNoMore(less: unknown, more: unknown): boolean {
  if (less === null || less === more) return true
  if (typeof less !== 'object' || typeof more !== 'object' || more === null) return false
  const [some, all] = [Object.entries(less), new Map(Object.entries(more))]
  return some.length === all.size && some.every(([key, value]) => all.has(key) && saysNoMore(value, all.get(key)))
}

/** Decisions of the poorer household that the richer in facts contradicts. */
function contradicted(less: HouseholdRow, more: HouseholdRow): readonly string[] {
  const [poorer, richer] = [valuesOf(less, decided), valuesOf(more, decided)]
  return decided.filter((name) => !saysNoMore(poorer[name], richer[name]))
}

test('a fact that becomes unknown leaves a decision as it is or makes it unknown', () => {
  const drawn = seededRandom(5)
  const tried = households(1_200, 6).map((row) => {
    const places = placesOf(row).filter((place) => cellAt(row, place) !== null)
    const erased = Array.from({ length: drawn.pick([1, 1, 2, 5]) }, () => drawn.pick(places))
    const less = erased.reduce((known, place) => withCell(known, place, null), row)
    return { row, erased, wrong: contradicted(less, row), less }
  })

  expect(decided.length).toBeGreaterThan(45)
  expect(tried.filter(({ wrong }) => wrong.length > 0)).toEqual([])
  const settled = tried.filter(({ row }) => rankOf(valuesOf(row, ['救助类别'])) !== undefined)
  const opened = settled.filter(({ less }) => rankOf(valuesOf(less, ['救助类别'])) === undefined)
  expect(opened.length).toBeGreaterThan(50)
})

test('an unknown fact that becomes known, whatever it is, changes no decision that was known before', () => {
  const drawn = seededRandom(7)
  const donors = randomHouseholds(400, 8, asOf)
  const filled = (row: HouseholdRow, place: Place): HouseholdRow =>
    withCell(row, place, cellAt(drawn.pick(donors), place))
  const tried = households(1_500, 9)
    .map((row) => ({ row, open: placesOf(row).filter((place) => cellAt(row, place) === null) }))
    .filter(({ open }) => open.length > 0)
    .map(({ row, open }) => {
      const chosen = open.filter(() => drawn.chance(0.6))
      return { row, wrong: contradicted(row, chosen.reduce(filled, row)) }
    })

  expect(tried.length).toBeGreaterThan(250)
  expect(tried.filter(({ wrong }) => wrong.length > 0)).toEqual([])
})

/** The allowance standard of the place and kind of a household; places of the test have one by province at most. */
function standardOf(row: HouseholdRow): number {
  const of = policies.parameters.find(
    ({ name, division, dimensions, from, until }) =>
      name === '低保标准' &&
      typeof row['division'] === 'string' &&
      row['division'].startsWith(division) &&
      dimensions['户口性质'] === row['registrationKind'] &&
      from <= asOf &&
      (until === undefined || asOf < until),
  )
  return Number(of?.value)
}

/** How far above the standard the income and the top-up bring a household on the allowance; without 分类施保. */
function liftedAbove(row: HouseholdRow, by: Policies): readonly number[] {
  const names = ['救助类别', '应发月金额', '分类施保金', '家庭人口', '家庭月收入']
  const values = valuesOf(row, names, by)
  if (values['救助类别'] !== '低保') return []
  const [paid, extra, size, income] = names.slice(1).map((name) => amount(values, name))
  if (paid === undefined || extra === undefined || size === undefined || income === undefined) return []
  return [income + paid - extra - size * standardOf(row)]
}

test.each([
  ['进一到元', 0, 1],
  ['四舍五入到元', -0.5, 0.5],
  ['不取整', 0, 0],
])('the top-up brings a household to the standard and no further than rounding (%s)', (mode, least, most) => {
  const by = withParameterValues(policies, { 保障金取整方式: mode })

  const lifts = households(1_500, 10).flatMap((row) => liftedAbove(row, by))

  expect(lifts.length).toBeGreaterThan(80)
  expect(lifts.filter((lift) => !(lift >= least - 1e-6 && lift <= most + 1e-6))).toEqual([])
})

test('applying alone lifts nobody above the standard by more than rounding', () => {
  const lifts = households(3_000, 12).flatMap((row) => {
    const values = valuesOf(row, ['救助类别', '单人保金', '单人保成员'])
    const [members, paid] = [values['单人保成员'], amount(values, '单人保金')]
    if (values['救助类别'] !== '单人保' || !Array.isArray(members) || paid === undefined) return []
    const lacking = rowsOf({ ...row, members }, 'members').map(({ wage, pension, unemploymentBenefit }) =>
      Math.max(0, standardOf(row) - Number(wage) - Number(pension) - Number(unemploymentBenefit)),
    )
    return [{ above: paid - lacking.reduce((sum, one) => sum + one, 0), members: members.length }]
  })

  expect(lifts.length).toBeGreaterThan(50)
  expect(lifts.filter(({ above, members }) => !(above >= -1e-6 && above < members))).toEqual([])
})

test('the money of the destitute is the living part and the care part together (第十七条)', () => {
  const parts = households(1_500, 14).map((row) => valuesOf(row, ['特困基本生活费', '特困照料护理费', '特困供养金']))
  const known = parts.filter((values) => values['特困供养金'] !== null)

  expect(known.length).toBeGreaterThan(300)
  expect(
    known.filter(
      (values) => amount(values, '特困供养金') !== Number(values['特困基本生活费']) + Number(values['特困照料护理费']),
    ),
  ).toEqual([])
})

test('no child is an orphan and unsupported at once, and none gets a living subsidy beside the full amount', () => {
  const names = [
    '孤儿资格',
    '事实无人抚养资格',
    '困难残疾人生活补贴',
    '事实无人抚养补贴',
    '孤儿基本生活费',
    '申请人在册类别',
  ]
  const found = applications(6_000, 15).map((row) => valuesOf(row, names))

  const orphans = found.filter((values) => values['孤儿资格'] === true)
  const unsupported = found.filter((values) => values['事实无人抚养资格'] === true)
  expect([orphans.length > 50, unsupported.length > 300]).toEqual([true, true])
  expect(orphans.filter((values) => values['事实无人抚养资格'] === true)).toEqual([])
  expect(orphans.filter((values) => (amount(values, '困难残疾人生活补贴') ?? 0) > 0)).toEqual([])
  const inFull = unsupported.filter(
    (values) => !['低保', '单人保', '特困', null].some((category) => category === values['申请人在册类别']),
  )
  expect(inFull.filter((values) => (amount(values, '困难残疾人生活补贴') ?? 0) > 0)).toEqual([])
})

test('the top-up of an unsupported child brings what it receives to the standard of orphans and no further', () => {
  const standards: Readonly<Record<string, number>> = { 散居: 1360, 机构养育: 1820 }
  const found = applications(6_000, 16).flatMap((row) => {
    const values = valuesOf(row, ['事实无人抚养资格', '事实无人抚养补贴', '申请人已领救助'])
    const [paid, received] = [amount(values, '事实无人抚养补贴'), amount(values, '申请人已领救助')]
    const placement = rowsOf(row, 'members').find((member) => member['isApplicant'] === true)?.['childPlacement']
    const standard = standards[String(placement)]
    if (values['事实无人抚养资格'] !== true || paid === undefined || received === undefined) return []
    return standard === undefined ? [] : [{ paid, over: paid + received - Math.max(standard, received) }]
  })

  expect(found.filter(({ paid }) => paid > 0).length).toBeGreaterThan(50)
  expect(found.filter(({ over }) => Math.abs(over) > 0.005 + 1e-6)).toEqual([])
})

test('whoever is destitute in the register gets neither subsidy for the disabled (国发〔2015〕52号)', () => {
  const found = applications(4_000, 17)
    .map((row) => valuesOf(row, ['申请人在册类别', '困难残疾人生活补贴资格', '重度残疾人护理补贴资格']))
    .filter((values) => values['申请人在册类别'] === '特困')

  expect(found.length).toBeGreaterThan(100)
  expect(
    found.filter((values) => values['困难残疾人生活补贴资格'] !== false || values['重度残疾人护理补贴资格'] !== false),
  ).toEqual([])
})

test('urgent and expenditure aid are never more than their multiples, and never more than was spent', () => {
  const found = households(2_000, 18).map((row) => ({
    row,
    values: valuesOf(row, ['支出型救助资格', '支出型救助金上限', '刚性支出合计', '急难型救助金上限', '家庭人口']),
  }))
  const eligible = found.filter(({ values }) => values['支出型救助资格'] === true)

  expect(eligible.length).toBeGreaterThan(20)
  for (const { row, values } of eligible) {
    const cap = 6 * standardOf(row) * Number(values['家庭人口'])
    expect(amount(values, '支出型救助金上限')).toBeLessThanOrEqual(Math.min(cap, Number(values['刚性支出合计'])) + 1e-6)
    expect(amount(values, '急难型救助金上限')).toBeCloseTo(cap, 6)
  }
})
