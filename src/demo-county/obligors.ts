import type { Obligor, Person } from '#demo-county/population'
import { between, lognormal, yuanInFen, type Setting } from '#demo-county/setting'
import { nameOutside } from '#demo-county/identity'

/** Numbers of supported persons that an even share of support can be made for. */
const sharers = [1, 2, 3, 4] as const

function capable(setting: Setting, number: number, parentAge: number, children: number): Obligor {
  const { random, standards, stance, county } = setting
  const age = Math.max(19, Math.min(58, parentAge - random.int(22, 34)))
  const male = random.chance(0.6)
  const householdSize = random.int(2, 5)
  // Of the children of the poor none has more than their own family needs.
  const hard = stance === 'poor' || stance === 'near' || stance === 'destitute'
  const yuan = hard
    ? (standards.subsistence / 100) * householdSize * between(random, 0.55, 0.98)
    : lognormal(random, 8200, 0.4)
  const householdIncome = yuanInFen(yuan, 10)
  return {
    number,
    name: nameOutside(random, male, age),
    male,
    birthDay: county.calendar.newestBirth(age) - random.int(0, 364),
    age,
    disability: null,
    category: null,
    status: null,
    ownIncome: Math.round(householdIncome / 20_000) * 10_000,
    propertyFits: hard || random.chance(0.4),
    householdIncome,
    householdSize,
    children,
    supported: random.pick(sharers),
  }
}

/** A child who cannot support anybody, by each of the grounds in turn. */
function incapable(setting: Setting, number: number, parentAge: number, children: number): Obligor {
  const { random, standards } = setting
  const plain = { ...capable(setting, number, parentAge, children), propertyFits: true }
  const ground = random.int(0, 4)
  const householdIncome = yuanInFen((standards.subsistence / 100) * plain.householdSize * between(random, 0.4, 0.9), 10)
  const ownIncome = Math.round(householdIncome / 30_000) * 10_000
  const poor = { ...plain, householdIncome, ownIncome }
  if (ground === 0) return { ...poor, status: random.pick(['incapable', 'prison', 'missing'] as const) }
  if (ground === 1) return { ...poor, category: 'destitute' }
  if (ground === 2 && parentAge >= 84) {
    const age = parentAge - 22
    return {
      ...poor,
      age,
      birthDay: setting.county.calendar.newestBirth(age) - random.int(0, 364),
      category: 'subsistence',
    }
  }
  if (ground === 3 && parentAge >= 92) {
    const age = parentAge - 20
    return { ...poor, age, birthDay: setting.county.calendar.newestBirth(age) - random.int(0, 364) }
  }
  return {
    ...poor,
    disability: { type: random.pick(['mental', 'intellect'] as const), level: random.chance(0.5) ? 2 : 3 },
  }
}

/** The children elsewhere of a household of old people, or of those who bring up grandchildren. */
export function makeObligors(setting: Setting, people: readonly Person[]): Obligor[] {
  const { random, stance } = setting
  const alive = people.filter((p) => p.death === null && p.custody === null)
  const elders = alive.filter((p) => p.age >= 55)
  const able = alive.some((p) => p.age >= 18 && p.age < 55)
  const parentAge = Math.max(0, ...elders.map((p) => p.age))
  if (stance === 'destitute') {
    if (elders.length === 0 || random.chance(0.6)) return []
    return [incapable(setting, 1, parentAge, 1)]
  }
  // Somebody whom no labour is left to is destitute unless a child could support them: the poor have such a child.
  const mustHave = stance === 'poor' || stance === 'near'
  if (able || elders.length === 0 || (!mustHave && !random.chance(0.9))) return []
  const children = random.int(1, 4)
  const listed = Math.min(children, random.int(1, 3))
  return Array.from({ length: listed }, (_, index) => capable(setting, index + 1, parentAge, children))
}
