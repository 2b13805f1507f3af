import { checkCharacter } from '#kernel/resident-id'
import type { Random } from '#kernel/random'
import { dayText } from '#demo-county/calendar'
import type { FamilyMember } from '#demo-county/families'
import { dot, dottedFathers, dottedNames, givenNames, rareCharacters, surnames } from '#demo-county/names.zh'

/** Gives out identity numbers of one county; no two persons get the same. */
export interface Identities {
  next(birthDay: number, male: boolean): string
}

export function identities(county: string): Identities {
  /** How many persons of a birthday and sex there are so far. */
  const given = new Map<number, number>()
  return {
    next(birthDay, male) {
      const key = birthDay * 2 + (male ? 1 : 0)
      const count = given.get(key) ?? 0
      given.set(key, count + 1)
      if (count >= 500) throw new Error('More persons of one birthday and sex than identity numbers')
      // Walks all five hundred sequence numbers of a sex, from a start that differs by birthday.
      const slot = (count * 37 + ((birthDay * 131) % 500) + 500) % 500
      const sequence = slot * 2 + (male ? 1 : 0)
      const first17 = `${county}${dayText(birthDay).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
      return first17 + checkCharacter(first17)
    },
  }
}

const totalWeight = surnames.reduce((sum, [, weight]) => sum + weight, 0)

function pickSurname(random: Random): string {
  let pick = random.next() * totalWeight
  for (const [surname, weight] of surnames) {
    pick -= weight
    if (pick < 0) return surname
  }
  throw new Error('The surnames ran out')
}

function cohortOf(age: number): 'old' | 'middle' | 'young' {
  return age >= 55 ? 'old' : age >= 25 ? 'middle' : 'young'
}

const characters = {
  old: { male: Array.from(givenNames.old.male), female: Array.from(givenNames.old.female) },
  middle: { male: Array.from(givenNames.middle.male), female: Array.from(givenNames.middle.female) },
  young: { male: Array.from(givenNames.young.male), female: Array.from(givenNames.young.female) },
}

function pickGiven(random: Random, male: boolean, age: number): string {
  if (random.chance(0.012)) return random.pick(rareCharacters)
  const list = characters[cohortOf(age)][male ? 'male' : 'female']
  const first = random.pick(list)
  if (random.chance(0.14)) return first
  const second = random.chance(0.006) ? random.pick(rareCharacters) : random.pick(list)
  return second === first && !random.chance(0.3) ? first : first + second
}

/**
 * The names of a family, in the order of its members: children and grandchildren have the name of the line they
 * descend from, those who married in have their own.
 */
export function namesOf(family: readonly FamilyMember[], random: Random, dottedShare: number): string[] {
  if (random.chance(dottedShare)) {
    return family.map(({ male }) => {
      const fitting = dottedNames.filter(([, isMale]) => isMale === male)
      return `${random.pick(fitting)[0]}${dot}${random.pick(dottedFathers)}`
    })
  }
  const head = family[0]
  const line = pickSurname(random)
  const mother = pickSurname(random)
  return family.map((member) => {
    const { relation, male, age } = member
    let surname = line
    if (relation === 'spouse' || relation === 'child-spouse' || relation === 'other') surname = pickSurname(random)
    // A woman at the head of a family usually passed on her husband's name.
    else if (head !== undefined && !head.male && (relation === 'child' || relation === 'grandchild')) surname = mother
    else if ((relation === 'parent' || relation === 'grandparent') && !male) surname = pickSurname(random)
    return surname + pickGiven(random, male, age)
  })
}

/** A name of somebody who lives elsewhere. */
export function nameOutside(random: Random, male: boolean, age: number): string {
  return pickSurname(random) + pickGiven(random, male, age)
}

/** A telephone number that no operator gives out: mobile numbers begin with 13 to 19. */
export function phoneNumber(random: Random): string {
  return `12${String(random.int(0, 999_999_999)).padStart(9, '0')}`
}
