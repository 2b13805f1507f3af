import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusals } from './messages.zh.ts'
import { mostLines, readVillagePoints } from './read-village-points.ts'

const divisions = new Map([
  ['360735100', '琴江镇'],
  ['360735100001', '东门社区居委会'],
  ['360735100002', '温坊村委会'],
])
const read = (csv: string) => readVillagePoints(csv, divisions)
const codeOf = (csv: string) => {
  const answer = read(csv)
  return answer.ok ? 'read' : answer.refusal.code
}
const faultsOf = (...lines: readonly string[]) => {
  const answer = read(['区划代码,名称,经度,纬度', ...lines].join('\n'))
  return !answer.ok && answer.refusal.code === 'village-points-faulty' ? answer.refusal.faults : answer
}

test('a table is read in whatever order its columns are and whatever stands between them, empty lines left out', () => {
  const points = [{ code: '360735100001', longitude: 116.34567, latitude: 26.32 }]

  for (const csv of [
    '区划代码,经度,纬度\n360735100001,116.34567,26.32\n',
    '\uFEFF纬度;名称;行政区划代码;经度\r\n26.32;东门社区;360735100001;116.34567\r\n\r\n;;;\r\n',
    '区划代码,经度,纬度\n360735-100-001,116.34567,26.32\n',
    '经度\t纬度\t代码\t备注\n116.34567\t26.32\t 360735100001 \t"有，逗号, 和引号"\n',
  ])
    expect(read(csv)).toEqual({ ok: true, points })
})

test('a village that nobody has found yet is passed over, and a table of such alone is refused', () => {
  const header = '区划代码,名称,经度,纬度\n'

  expect(read(`${header}360735100001,东门社区,,\n360735100002,温坊村,116.3,26.3\n`)).toEqual({
    ok: true,
    points: [{ code: '360735100002', longitude: 116.3, latitude: 26.3 }],
  })
  expect(codeOf(`${header}360735100001,东门社区,,\n`)).toBe('village-points-empty')
})

test('of each line that is wrong its number is told and what is wrong', () => {
  const faults = faultsOf(
    '360735100001,东门社区居民委员会,116.3,26.3',
    '3.60735E+11,温坊村,116.3,26.3',
    '',
    '360736100001,别处,116.3,26.3',
    '360735100002,东门社区,116.3,26.3',
    '360735100002,温坊村,"116°20′",26.3',
    '360735100002,温坊村,116.3,',
    '360735100002,温坊,26.3,116.3',
    '360735100002,琴江镇温坊村,0,0',
    '360735100,琴江镇,116.3,26.3',
    '360735100,琴江镇,116.4,26.3',
  )

  expect(faults).toEqual([
    { line: 3, code: 'code-malformed', text: '3.60735E+11' },
    { line: 5, code: 'code-unknown', division: '360736100001' },
    { line: 6, code: 'name-differs', name: '东门社区', known: '温坊村委会' },
    { line: 7, code: 'not-degrees', text: '116°20′' },
    { line: 8, code: 'not-degrees', text: '' },
    { line: 9, code: 'swapped', longitude: 26.3, latitude: 116.3 },
    { line: 10, code: 'outside-china', longitude: 0, latitude: 0 },
    { line: 12, code: 'twice', before: 11 },
  ])
})

test('what is no such table is said as a whole', () => {
  const line = '360735100001,116.3,26.3\n'

  expect([
    codeOf(line),
    codeOf(''),
    codeOf('区划代码,经度\n'),
    codeOf('区划代码,经度,纬度\n'),
    codeOf('区划代码,经度,纬度\n"360735100001,116.3,26.3\n'),
    codeOf(`区划代码,经度,纬度\n${line.repeat(mostLines + 1)}`),
  ]).toEqual([
    'village-points-without-header',
    'village-points-without-header',
    'village-points-without-header',
    'village-points-empty',
    'village-points-unreadable',
    'village-points-too-many',
  ])
})

test('a hundred faults are told and no more, the first of them in the sentence, with how many there are', () => {
  const answer = read(`区划代码,经度,纬度\n${'x,116.3,26.3\n'.repeat(250)}`)

  if (answer.ok || answer.refusal.code !== 'village-points-faulty') throw new Error('Not refused')
  expect([answer.refusal.count, answer.refusal.faults.length]).toEqual([250, 100])
  expect(refusals['village-points-faulty'](answer.refusal)).toMatch(/^有250行需要更正，.*第2行：.*第6行：.*；等。/)
})

test('whatever the text, it is read or refused, and what is read lies in China and in the county', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('360735100001', '116.3', '26.3', '"', ',', '\n', '-', '1e5', 'NaN'),
  )
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 12 }), (cells) => {
      const answer = read(`区划代码,经度,纬度\n${cells.join(',')}`)

      for (const { code, longitude, latitude } of answer.ok ? answer.points : []) {
        expect(divisions.has(code)).toBe(true)
        expect(longitude > 70 && longitude < 140 && latitude > 0 && latitude < 60).toBe(true)
      }
    }),
  )
})
