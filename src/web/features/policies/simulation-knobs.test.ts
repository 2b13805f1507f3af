import { expect, test } from 'vitest'
import { knobsOf } from '#web/features/policies/simulation-knobs.ts'

function aStandard(
  rows: readonly { division: string; kind: string; value: string; from?: string; until?: string }[],
  unit = '元/月',
) {
  const written = rows.map(({ division, kind, value, from = '2025-01-01', until }) => ({
    division,
    dimensions: { 户口性质: kind },
    value,
    from,
    until: until ?? null,
    document: '',
    source: '',
  }))
  const standard = { folder: 'f', name: '低保标准', unit, dimensionNames: ['户口性质'] }
  return {
    standards: [{ ...standard, rows: written.map((row) => ({ ...row, divisionName: '' })) }],
    content: { files: [], standards: [{ folder: 'f', name: '低保标准', rows: written }] },
  }
}

test('the nearest place gives the value, one slider for each case', () => {
  const { standards, content } = aStandard([
    { division: '36', kind: '城镇', value: '980' },
    { division: '360735', kind: '城镇', value: '1000' },
    { division: '36', kind: '农村', value: '765' },
    { division: '21', kind: '农村', value: '700' },
  ])
  const knobs = knobsOf(standards, content, '360735', '2026-10-31')

  expect(knobs.map(({ label, division, current }) => [label, division, current])).toEqual([
    ['低保标准 城镇', '360735', 1000],
    ['低保标准 农村', '36', 765],
  ])
})

test('only what holds on the day is moved', () => {
  const { standards, content } = aStandard([
    { division: '36', kind: '城镇', value: '980', until: '2027-01-01' },
    { division: '36', kind: '城镇', value: '1080', from: '2027-01-01' },
  ])

  expect(knobsOf(standards, content, '360735', '2026-12-31')[0]?.current).toBe(980)
  expect(knobsOf(standards, content, '360735', '2027-01-01')[0]?.current).toBe(1080)
})

test.each([
  ['980', '元/月', 10],
  ['1080', '元/月', 10],
  ['36045', '元/年', 1000],
  ['0.30', '', 0.01],
  ['16', '岁', 1],
])('%s %s is moved in round steps that reach it from both ends', (value, unit, step) => {
  const { standards, content } = aStandard([{ division: '36', kind: '城镇', value }], unit)
  const [knob] = knobsOf(standards, content, '360735', undefined)

  expect(knob?.step).toBe(step)
  expect(knob?.min).toBeLessThan(Number(value))
  expect(knob?.max).toBeGreaterThan(Number(value))
})
