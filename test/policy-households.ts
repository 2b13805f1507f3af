import { day } from '#kernel/day'
import { type Random, seededRandom } from '#kernel/random'
import { answer, type Cell, type HouseholdRow, type PlainValue, type Policies } from '#policy'
import { loadPolicies } from '#policy-files'
import { randomHouseholds } from '#policy/testing'

export const asOf = day('2026-10-31')
const compilation = loadPolicies()
if (!compilation.ok) throw new Error('The policies do not compile')
export const { policies } = compilation

/** Decisions without the sentences: those say 不详 of a fact that is not known, on purpose. */
export const decided = policies.decisions
  .map(({ name }) => name)
  .filter((name) => !policies.indicators.some(({ evidence }) => evidence === name))

export type Values = Readonly<Record<string, PlainValue>>

export function valuesOf(row: HouseholdRow, names: readonly string[], by: Policies = policies): Values {
  return answer(by, names, row, asOf).values
}

/** A cell of the household itself, or of one of its members or obligors. */
export interface Place {
  readonly list?: 'members' | 'obligors'
  readonly index: number
  readonly column: string
}

export function rowsOf(row: HouseholdRow, list: 'members' | 'obligors') {
  const rows = row[list]
  return typeof rows === 'object' && rows !== null ? rows : []
}

export function cellAt(row: HouseholdRow, { list, index, column }: Place): Cell {
  const cell = list === undefined ? row[column] : rowsOf(row, list)[index]?.[column]
  return typeof cell === 'object' ? null : (cell ?? null)
}

export function withCell(row: HouseholdRow, { list, index, column }: Place, cell: Cell): HouseholdRow {
  if (list === undefined) return { ...row, [column]: cell }
  const rows = rowsOf(row, list).map((one, position) => (position === index ? { ...one, [column]: cell } : one))
  return { ...row, [list]: rows }
}

/** Every place of a row that holds a cell. */
export function placesOf(row: HouseholdRow): readonly Place[] {
  const own = Object.keys(row)
    .filter((column) => typeof row[column] !== 'object' || row[column] === null)
    .map((column) => ({ index: 0, column }))
  const listed = (['members', 'obligors'] as const).flatMap((list) =>
    rowsOf(row, list).flatMap((one, index) => Object.keys(one).map((column) => ({ list, index, column }))),
  )
  return [...own, ...listed]
}

/** Everything that counts as income: the household's, its members' and what obligors could pay from. */
export function incomesOf(row: HouseholdRow): readonly Place[] {
  return placesOf(row).filter(({ list, column }) => incomeColumns[list ?? 'household'].includes(column))
}

const incomeColumns: Readonly<Record<'household' | 'members' | 'obligors', readonly string[]>> = {
  household: ['businessIncome', 'propertyIncome', 'transferIncome'],
  members: ['wage', 'pension', 'unemploymentBenefit'],
  obligors: ['ownIncome', 'householdIncome'],
}

const property = /Asset|vehicle|house[AC]|nonResidential/

/** The household with nothing that property rules object to and a small income, so that incomes decide. */
function modest(row: HouseholdRow, random: Random): HouseholdRow {
  const poor = placesOf(row)
    .filter(({ column }) => property.test(column))
    .reduce((less, place) => withCell(less, place, '0'), row)
  return incomesOf(poor).reduce((less, place) => {
    const most = random.pick([0, 0, 300, 900, 1_500]) * (place.list === undefined ? 12 : 1)
    return cellAt(less, place) === null ? less : withCell(less, place, (random.int(0, most * 100) / 100).toFixed(2))
  }, poor)
}

export function households(count: number, seed: number): readonly HouseholdRow[] {
  const random = seededRandom(seed)
  return randomHouseholds(count, seed, asOf).map((row) => (random.chance(0.8) ? modest(row, random) : row))
}

/** An amount; undefined while it is unknown. */
export function amount(values: Values, name: string): number | undefined {
  const value = values[name]
  return value === null || value === undefined ? undefined : Number(value)
}

/** Households whose only known applicant is one of their members, most of them children. */
export function applications(count: number, seed: number): readonly HouseholdRow[] {
  const drawn = seededRandom(seed)
  return households(count, seed).map((row) => {
    const members = rowsOf(row, 'members')
    const applicant = drawn.int(0, members.length - 1)
    const isChild = drawn.chance(0.8)
    const marked = members.map((member, index) => ({
      ...member,
      isApplicant: index === applicant,
      age: index === applicant && isChild ? String(drawn.int(0, 17)) : (member['age'] ?? null),
    }))
    return { ...row, members: marked }
  })
}
