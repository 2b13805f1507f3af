import { expect, test } from 'vitest'
import { divisionLevels, isWithin, levelOf, parentOf } from '#contracts/division'
import { findDivisionWithin, readDivisionSeed } from '#modules/division'

test('the seed has every division of 2023, and each lies inside one that came before it', async () => {
  const counts = new Map<string, number>(divisionLevels.map((level) => [level, 0]))
  const seen = new Set<string>()
  const orphans: string[] = []

  for await (const division of readDivisionSeed()) {
    counts.set(division.level, (counts.get(division.level) ?? 0) + 1)
    const parent = parentOf(division.code)
    if (levelOf(division.code) !== division.level) orphans.push(division.code)
    if (division.level !== 'province' && (parent === undefined || !seen.has(parent))) orphans.push(division.code)
    if (seen.has(division.code) || division.name === '') orphans.push(division.code)
    seen.add(division.code)
  }

  expect(Object.fromEntries(counts)).toEqual({
    province: 31,
    prefecture: 342,
    county: 2978,
    township: 41_352,
    village: 620_573,
  })
  expect(orphans).toEqual([])
})

test('a county is found with its townships and villages', async () => {
  const within = await findDivisionWithin('360735')

  expect(within[0]).toEqual({ code: '360735', name: '石城县', level: 'county' })
  expect(within.filter((division) => division.level === 'village').length).toBeGreaterThan(100)
  expect(within.every((division) => isWithin(division.code, '360735'))).toBe(true)
})

test('a code that no division has finds nothing', async () => {
  expect(await findDivisionWithin('999999')).toEqual([])
  expect(levelOf('36073')).toBeUndefined()
  expect(parentOf('36')).toBeUndefined()
})
