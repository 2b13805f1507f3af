import Type, { type Static } from 'typebox'

export const divisionLevels = ['province', 'prefecture', 'county', 'township', 'village'] as const
export type DivisionLevel = (typeof divisionLevels)[number]

/** Digits of a code of each level; a code begins with the code of the division it lies in. */
export const codeLength = { province: 2, prefecture: 4, county: 6, township: 9, village: 12 } as const satisfies Record<
  DivisionLevel,
  number
>

export const Division = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Type.Enum(divisionLevels),
})
export type Division = Static<typeof Division>

export const DivisionList = Type.Object({ items: Type.Array(Division) })
export type DivisionList = Static<typeof DivisionList>

/** The level of a code by its length; undefined when no level has such codes. */
export function levelOf(code: string): DivisionLevel | undefined {
  return divisionLevels.find((level) => codeLength[level] === code.length)
}

/** The code itself and those of the divisions it lies in, the highest first. */
export function codesAbove(code: string): string[] {
  return divisionLevels
    .map((level) => codeLength[level])
    .filter((length) => length <= code.length)
    .map((length) => code.slice(0, length))
}

/** The code of the division that it lies in directly; undefined for a province. */
export function parentOf(code: string): string | undefined {
  return codesAbove(code).at(-2)
}

/** True when a place lies in a division or is it. */
export function isWithin(code: string, division: string): boolean {
  return code.startsWith(division)
}
