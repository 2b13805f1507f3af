import { expect, test } from 'vitest'
import {
  liesFarOff,
  matching,
  placeNames,
  placeTree,
  townshipAreas,
  villagesServed,
} from '#web/features/facility/places.ts'

const townships = [
  { code: '360735100', name: '琴江镇' },
  { code: '360735101', name: '小松镇' },
]
const aVillage = (code: string, name: string, longitude: number | null = 116.3, latitude: number | null = 26.3) => ({
  code,
  name,
  longitude,
  latitude,
  elders: 10,
})
const villages = [
  aVillage('360735100001', '琴江居委会', 116.1),
  aVillage('360735100002', '东城居委会', 116.2, 26.4),
  aVillage('360735100003', '城南居委会', 116.3),
  aVillage('360735101001', '小松村委会', null, null),
]

test('a whole township in a catchment stands for all its villages', () => {
  const served = villagesServed({ catchment: ['360735100', '360735101001'] }, villages)

  expect(served).toEqual(villages)
  expect(villagesServed({ catchment: ['360735100001'] }, villages).map(({ name }) => name)).toEqual(['琴江居委会'])
  expect(villagesServed({ catchment: [] }, villages)).toEqual([])
})

test('places are offered as they lie in each other', () => {
  const [county] = placeTree({ code: '360735', name: '石城县' }, townships, villages)

  expect(county?.children?.map(({ title, children }) => [title, children?.length])).toEqual([
    ['琴江镇', 3],
    ['小松镇', 1],
  ])
})

test('the ground of a township is drawn through the villages that are on the map', () => {
  const [first, second] = townshipAreas(townships, villages, '#000000')

  expect(first?.ring).toHaveLength(3)
  expect(second?.ring).toEqual([])
})

test('a place with longitude and latitude exchanged lies far off; nothing does while no point is known', () => {
  const known = [[116.3, 26.3]] as const

  expect(liesFarOff([26.3, 116.3], known)).toBe(true)
  expect(liesFarOff([116.5, 26.1], known)).toBe(false)
  expect(liesFarOff([26.3, 116.3], [])).toBe(false)
})

test('villages are found by their own name and by that of their township', () => {
  const names = placeNames(townships, villages)

  expect(matching(villages, names, '东城').map(({ code }) => code)).toEqual(['360735100002'])
  expect(matching(villages, names, ' 小松镇 ').map(({ code }) => code)).toEqual(['360735101001'])
  expect(matching(villages, names, '')).toHaveLength(4)
})
