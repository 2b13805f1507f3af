import { expect, test } from 'vitest'
import type { SitingAnswer, SitingQuestion } from '#contracts/siting-scenario'
import { sitesCsv, villagesCsv } from '#web/features/siting/plan-csv.ts'
import { planLines, planPoints } from '#web/features/siting/plan-map.ts'
import { beyondOf, conditionsOf, differenceOf, figuresOf, headlineOf, proofOf } from '#web/features/siting/words.ts'

const question: SitingQuestion = {
  kind: 'village-station',
  goal: 'coverage',
  newSites: 1,
  mode: 'foot',
  within: 15,
  floor: null,
  everyTownship: false,
  seconds: 5,
}

const aSite = (id: string, given: Partial<SitingAnswer['sites'][number]> = {}) => ({
  id,
  name: `${id}站`,
  place: '石城县 琴江镇',
  longitude: 116.3,
  latitude: 26.3,
  existing: false,
  villages: 1,
  elders: 10,
  ...given,
})

const aVillage = (code: string, given: Partial<SitingAnswer['villages'][number]> = {}) => ({
  code,
  name: `${code}村`,
  place: '石城县 琴江镇',
  longitude: 116.3,
  latitude: 26.3,
  elders: 10,
  site: 'new',
  minutes: 8.2,
  minutesBefore: 40,
  reached: true,
  reachedBefore: false,
  ...given,
})

const answer: SitingAnswer = {
  sites: [aSite('old', { existing: true }), aSite('new')],
  villages: [
    aVillage('1'),
    aVillage('2', { reached: false, minutes: 30, elders: 5 }),
    aVillage('3', { reached: false, minutes: null, site: null, elders: 20 }),
  ],
  before: { elders: 1200, share: 0.3, villages: 20, meanMinutes: 42.1, longestMinutes: 176.8 },
  after: { elders: 2414, share: 0.6226, villages: 63, meanMinutes: 25.8, longestMinutes: 176.8 },
  objective: 2414,
  bound: 2440,
  gap: 0.01071,
  optimal: false,
  overlaps: [],
  unmet: [],
  faults: [],
  seconds: 1,
}

test('the plan is told in one sentence for each goal', () => {
  const told = (goal: SitingQuestion['goal']) => headlineOf({ ...question, goal }, answer)

  expect([told('coverage'), told('median'), told('center'), told('cover-all')]).toEqual([
    '新建 1 处，步行 15 分钟内可覆盖 2,414 名老年人',
    '新建 1 处，老年人平均步行 26 分钟',
    '新建 1 处，最远的村步行 177 分钟',
    '新建 1 处后仍有 2 个村超过步行 15 分钟',
  ])
})

test('what is proven is told as at most, never as less than it may be', () => {
  expect(proofOf({ optimal: true, gap: 0 })).toBe('已证明没有更好的布点。')
  expect(proofOf(answer)).toBe('距可能的最好结果最多差 1.1%。')
  expect(proofOf({ optimal: false, gap: null })).toContain('没能判断')
})

test('a change is the difference of the two figures beside it', () => {
  const rows = figuresOf(answer).map(({ before, after, change }) => [before, after, change])

  expect(rows).toEqual([
    ['1,200', '2,414', '+1,214'],
    ['30.0%', '62.3%', '+32.3 个百分点'],
    ['20', '63', '+43'],
    ['43', '26', '−17'],
    ['177', '177', '—'],
    ['1', '2', '+1'],
  ])
})

test('who stays beyond the minutes is listed with the most elders first, those who can reach nothing among them', () => {
  expect(beyondOf(answer).map(({ code }) => code)).toEqual(['3', '2'])
})

test('a question is told without the number of sites when everybody is to be reached', () => {
  expect(conditionsOf({ ...question, goal: 'cover-all', floor: 60, everyTownship: true })).toBe(
    '用最少站点覆盖所有村，步行 15 分钟，保底 60 分钟，每个乡镇至少一处',
  )
})

test('of two plans it is told which sites only one has', () => {
  const { onlyOne, onlyOther, both } = differenceOf(answer, {
    sites: [aSite('old', { existing: true }), aSite('third')],
  })

  expect([onlyOne, onlyOther, both].map((sites) => sites.map(({ id }) => id))).toEqual([['new'], ['third'], ['old']])
})

test('the files open in a spreadsheet: marked as Unicode, new sites first, a name like a formula disarmed', () => {
  const sites = sitesCsv({ ...answer, sites: [...answer.sites, aSite('evil', { name: '=cmd()' })] })
  const [, first, , last] = sites.split('\r\n')

  expect(sites.startsWith('\uFEFF"位置"')).toBe(true)
  expect(first).toBe('"new站","新建","石城县 琴江镇",116.3,26.3,1,10')
  expect(sites).toContain('"\'=cmd()"')
  expect(last).toContain('已有')
  expect(villagesCsv(answer).split('\r\n')[3]).toBe('"3村","石城县 琴江镇",20,"没有可到达的站点",,40,"否"')
})

test('the map before the plan has no new site, and villages as they were reached then', () => {
  const kindsAt = (view: 'before' | 'after') => planPoints(answer, view).map(({ kind }) => kind)

  expect(kindsAt('before')).toEqual(['existing', 'beyond', 'beyond', 'beyond'])
  expect(kindsAt('after')).toEqual(['existing', 'new', 'reached', 'beyond', 'beyond'])
  expect(planLines(answer).map(({ id, dashed }) => [id, dashed])).toEqual([
    ['1', false],
    ['2', true],
  ])
})
