import { expect, test } from 'vitest'
import { inventCare } from './care.ts'

const townships = [1, 2, 3].map((town) => ({ code: `36073510${town}`, name: `镇${town}` }))
const villages = townships.flatMap(({ code }) =>
  Array.from({ length: 8 }, (_, index) => ({ code: `${code}00${index + 1}`, name: `村${index + 1}` })),
)
const asked = { county: { code: '360735', name: '某县' }, townships, villages, seed: 3 }

test('the same seed invents the same network, another seed another', () => {
  expect(inventCare(asked)).toEqual(inventCare(asked))
  expect(inventCare({ ...asked, seed: 4 })).not.toEqual(inventCare(asked))
})

test('every village has its own point, every town a hub and a canteen, and each carer sets out from a hub', () => {
  const { points, facilities, carers } = inventCare(asked)
  const kinds = (kind: string) => facilities.filter((facility) => facility.kind === kind).length

  expect(new Set(points.map(({ longitude, latitude }) => `${longitude} ${latitude}`)).size).toBe(points.length)
  expect(points.map(({ code }) => code)).toEqual(expect.arrayContaining(villages.map(({ code }) => code)))
  expect([kinds('county-centre'), kinds('township-hub'), kinds('canteen')]).toEqual([1, 3, 3])
  expect(carers.length).toBe(15)
  for (const { facility } of carers) expect(facilities[facility]?.kind).toBe('township-hub')
})
