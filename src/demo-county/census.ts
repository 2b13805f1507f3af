import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { bandStarts, censusFields, provinces2020 } from '#demo-county/census-2020'
import type { CountyFault } from '#demo-county/faults'
import { censusHeaders } from '#demo-county/words.zh'

/** What the families of a county must add up to. Shares are of 1. */
export interface Marginals {
  readonly meanHouseholdSize: number
  readonly onePersonShare: number
  /** Households of one, two, three and four or more generations; those of one person are of one generation. */
  readonly generationShares: readonly [number, number, number, number]
  /** Persons by age band, male and female in turn, as in `bandStarts`. */
  readonly bandShares: readonly number[]
  readonly urbanShare: number
}

const bandCells = bandStarts.length * 2

function marginalsOf(numbers: readonly number[]): Marginals {
  const field = (name: (typeof censusFields)[number]): number => {
    const value = numbers[censusFields.indexOf(name)]
    if (value === undefined) throw new Error(`A census row lacks ${name}`)
    return value
  }
  const bands = numbers.slice(censusFields.length)
  const people = bands.reduce((sum, count) => sum + count, 0)
  const households = field('households')
  if (bands.length !== bandCells || people <= 0 || households <= 0) throw new Error('A census row does not add up')
  return {
    meanHouseholdSize: field('householdPeople') / households,
    onePersonShare: field('onePersonHouseholds') / households,
    generationShares: [
      field('oneGenerationHouseholds') / households,
      field('twoGenerationHouseholds') / households,
      field('threeGenerationHouseholds') / households,
      field('fourGenerationHouseholds') / households,
    ],
    bandShares: bands.map((count) => count / people),
    urbanShare: field('urbanPeople') / field('people'),
  }
}

/** The marginals of the province that a division lies in. */
export function findProvinceMarginals(division: string): Marginals | undefined {
  const numbers = provinces2020[division.slice(0, 2)]
  return numbers === undefined ? undefined : marginalsOf(numbers)
}

/** The marginals of one county out of a csv of the county volume, found by its six-digit code. */
export async function readCountyMarginals(
  file: string,
  division: string,
): Promise<{ ok: true; marginals: Marginals } | { ok: false; fault: CountyFault }> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    return { ok: false, fault: { code: 'census-file-unreadable', file, detail: String(cause) } }
  }
  const rows: unknown = parse(text, { bom: true, columns: true, skip_empty_lines: true, relax_column_count: true })
  const isRow = (row: unknown): row is Record<string, unknown> => typeof row === 'object' && row !== null
  const row = Array.isArray(rows)
    ? rows.filter(isRow).find((candidate) => candidate[censusHeaders.code] === division)
    : undefined
  if (row === undefined) return { ok: false, fault: { code: 'census-row-missing', file, division } }
  const numbers: number[] = []
  for (const header of [...censusFields.map((name) => censusHeaders.fields[name]), ...censusHeaders.bands]) {
    const cell = row[header]
    if (typeof cell !== 'string' || !/^\d+$/.test(cell.trim())) {
      return { ok: false, fault: { code: 'census-cell-missing', file, division, header } }
    }
    numbers.push(Number(cell))
  }
  return { ok: true, marginals: marginalsOf(numbers) }
}
