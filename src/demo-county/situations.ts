import type { Random } from '#kernel/random'
import type { Calendar } from '#demo-county/calendar'
import type { ChildSituation, Household, Parent, ParentStatus, Person } from '#demo-county/population'

/*
 * What programmes for single persons ask: where the parents of a child are, and who is cared for by work-injury
 * insurance. The shares are invented, so that each case occurs; they tell nothing about any county.
 */

/** How the parents of a child that lives with neither of them are: father, mother, how often. */
const fates: readonly (readonly [father: ParentStatus, mother: ParentStatus, weight: number])[] = [
  ['away', 'away', 0.62],
  ['away', 'gravely-ill', 0.03],
  ['dead', 'dead', 0.06],
  ['dead', 'declared-missing', 0.01],
  ['dead', 'out-of-contact', 0.07],
  ['dead', 'disabled', 0.03],
  ['prison', 'out-of-contact', 0.05],
  ['prison', 'dead', 0.02],
  ['detoxification', 'out-of-contact', 0.02],
  ['dead', 'away', 0.05],
  ['disabled', 'disabled', 0.02],
  ['well', 'out-of-contact', 0.02],
]

function drawn<T extends readonly [...unknown[], number]>(items: readonly T[], random: Random): T {
  const weightOf = (item: T): number => Number(item.at(-1))
  let pick = random.next() * items.reduce((sum, item) => sum + weightOf(item), 0)
  const found = items.find((item) => (pick -= weightOf(item)) < 0) ?? items[0]
  if (found === undefined) throw new Error('draw from an empty list')
  return found
}

function parent(status: ParentStatus, child: Person, calendar: Calendar, random: Random): Parent {
  // Some have been gone for less than the months that count.
  const since = Math.max(child.birthDay, calendar.asOf - random.int(60, 2000))
  const termMonths = status === 'prison' || status === 'detoxification' ? random.int(3, 60) : null
  const disability =
    status === 'disabled'
      ? { type: random.pick(['intellect', 'mental', 'limb'] as const), level: random.pick([1, 2, 3] as const) }
      : null
  return { status, since, termMonths, disability }
}

/** Somebody at home who could be the father or mother of the child, by age. */
function mayBeParent(person: Person, child: Person): boolean {
  const older = person.age - child.age
  return person.death === null && person.custody === null && older >= 17 && older <= 48
}

/** Of a child that lives with one of its parents: how the other one is, and how often. */
const absences: readonly (readonly [ParentStatus, number])[] = [
  ['away', 0.55],
  ['dead', 0.25],
  ['prison', 0.1],
  ['out-of-contact', 0.1],
]

/** The parent at home: seen to be well, or as the disability certificate says. */
function atHome(person: Person, child: Person): Parent {
  const { disability } = person
  const status = disability === null ? 'well' : 'disabled'
  return {
    status,
    since: Math.max(child.birthDay, disability?.issuedOn ?? child.birthDay),
    termMonths: null,
    disability,
  }
}

function situationOf(
  child: Person,
  parents: readonly Person[],
  calendar: Calendar,
  random: Random,
): ChildSituation | null {
  const verifiedOn = calendar.asOf - random.int(1, 50)
  const [present, another] = parents
  if (present === undefined) {
    const [father, mother] = drawn(fates, random)
    return {
      father: parent(father, child, calendar, random),
      mother: parent(mother, child, calendar, random),
      verifiedOn,
    }
  }
  // Where both may be at home, or nobody has asked, there is nothing to find in the file.
  if (another !== undefined || !random.chance(0.3)) return null
  const here = atHome(present, child)
  const gone = parent(drawn(absences, random)[0], child, calendar, random)
  return present.male ? { father: here, mother: gone, verifiedOn } : { father: gone, mother: here, verifiedOn }
}

/** Of so many who are severely disabled and of working age, one was hurt at work. */
const nursedOneIn = 16

/** Looks into households one after the other: notes what is known of children's parents, and who gets nursing money. */
export function situationSource(calendar: Calendar): { lookInto(household: Household, random: Random): void } {
  let severe = 0
  return {
    lookInto(household, random) {
      const people = household.members.filter(({ death }) => death === null)
      for (const person of people) {
        if (person.age < 18) {
          const parents = people.filter((other) => mayBeParent(other, person))
          person.situation = situationOf(person, parents, calendar, random)
        }
        const card = person.disability
        if (card === null || card.level > 2 || person.age < 25 || person.age >= 60) continue
        // Counted, not drawn, so that the smallest county has one too.
        if (severe++ % nursedOneIn !== 0) continue
        person.nursing = { amount: random.int(15, 30) * 10_000, from: calendar.month - random.int(3, 60) }
      }
    },
  }
}
