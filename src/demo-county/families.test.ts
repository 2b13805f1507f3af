import { expect, test } from 'vitest'
import { seededRandom } from '#kernel/random'
import { bandStarts, provinces2020 } from '#demo-county/census-2020'
import { findProvinceMarginals } from '#demo-county/census'
import { familySource, type FamilyMember, type Relation } from '#demo-county/families'

const generation: Record<Relation, number> = {
  grandparent: -2,
  parent: -1,
  head: 0,
  spouse: 0,
  sibling: 0,
  other: 0,
  child: 1,
  'child-spouse': 1,
  grandchild: 2,
}

function familiesOf(province: string, people: number): (readonly FamilyMember[])[] {
  const marginals = findProvinceMarginals(province)
  if (marginals === undefined) throw new Error(`No census of ${province}`)
  const source = familySource(marginals, people, seededRandom(1))
  return Array.from({ length: source.households }, () => source.next())
}

function bandOf(age: number): number {
  return bandStarts.findLastIndex((start) => start <= age)
}

const people = 50_000

test.each(Object.keys(provinces2020))('families of province %s follow its census within two percent', (province) => {
  const marginals = findProvinceMarginals(province)
  if (marginals === undefined) throw new Error('unreachable')
  const families = familiesOf(province, people)
  const households = families.length
  const bands = Array.from({ length: bandStarts.length * 2 }, () => 0)
  const generations = [0, 0, 0, 0]
  for (const family of families) {
    const depth = new Set(family.map((member) => generation[member.relation])).size
    generations[depth - 1] = (generations[depth - 1] ?? 0) + 1
    for (const { age, male } of family) {
      const cell = bandOf(age) * 2 + (male ? 0 : 1)
      bands[cell] = (bands[cell] ?? 0) + 1
    }
  }

  expect(families.flat()).toHaveLength(people)
  expect(people / households / marginals.meanHouseholdSize).toBeCloseTo(1, 3)
  const alone = families.filter((family) => family.length === 1).length
  const off = [
    ...bands.map((count, cell) => ({ count, wanted: (marginals.bandShares[cell] ?? 0) * people })),
    ...generations.map((count, index) => ({ count, wanted: (marginals.generationShares[index] ?? 0) * households })),
    { count: alone, wanted: marginals.onePersonShare * households },
    // Of a class of a few dozen, two are more than two percent.
  ].filter(({ count, wanted }) => Math.abs(count - wanted) > Math.max(2.1, wanted * 0.02))
  expect(off).toEqual([])
})

test('every family has one head, no child is older than its parents and nobody is married as a child', () => {
  const wrong = familiesOf('36', 20_000).filter((family) => {
    const heads = family.filter((member) => member.relation === 'head')
    const [head] = heads
    if (heads.length !== 1 || head === undefined || family[0] !== head) return true
    return family.some(({ relation, age }) => {
      if (relation === 'child') return age > head.age - 15
      if (relation === 'parent') return age < head.age + 15
      return (relation === 'spouse' || relation === 'child-spouse') && age < 16
    })
  })

  expect(wrong).toEqual([])
})
