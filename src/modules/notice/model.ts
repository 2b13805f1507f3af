import type { LetterKind, Office } from '#contracts/notice'
import { letterMarks, officeNames, placeSuffixes } from '#messages/notice'

/** Whose office signs a letter of a kind, unless the caller says that the power has been handed down. */
export const signedBy: Readonly<Record<LetterKind, Office>> = {
  acceptance: 'township',
  'missing-papers': 'township',
  promise: 'township',
  'survey-form': 'township',
  opinion: 'township',
  'public-notice': 'township',
  decision: 'county',
  refusal: 'county',
  change: 'county',
  hearing: 'township',
  stop: 'county',
  grace: 'county',
  'check-result': 'township',
  'appeal-answer': 'county',
  recovery: 'county',
}

/** The code of the division whose office signs a letter about a household in a village or township. */
export function officeOf(division: string, office: Office): string {
  return division.slice(0, office === 'county' ? 6 : 9)
}

/**
 * A place without the word for what it is. A name stays whole when too little would be left of it, or when another
 * place of the county would have the same: two offices must never give the same number.
 */
export function shortPlace(name: string, othersOfCounty: readonly string[]): string {
  const short = withoutSuffix(name)
  return othersOfCounty.some((other) => withoutSuffix(other) === short) ? name : short
}

function withoutSuffix(name: string): string {
  const suffix = placeSuffixes.find((known) => name.endsWith(known) && name.length - known.length >= 2)
  return suffix === undefined ? name : name.slice(0, -suffix.length)
}

/** The number of a letter as it is printed, unique in a county. */
export function letterNumber(of: { place: string; kind: LetterKind; year: number; serial: number }): string {
  return letterMarks.number(of.place, letterMarks.kinds[of.kind], of.year, of.serial)
}

/** The full name of the office that signs, from the name of its division. */
export function officeName(division: string, name: string): string {
  if (division.length === 6) return officeNames.county(name)
  return officeNames.township(name)
}

/** The family name, for lists and boards that do not show the whole. */
export function maskName(name: string): string {
  const [first = ''] = name
  return `${first}**`
}
