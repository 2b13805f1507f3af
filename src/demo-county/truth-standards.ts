import { dayText } from '#demo-county/calendar'
import type { RegistrationKind } from '#demo-county/population'

/*
 * The standards by which the generator knows who is really in hardship. This is test data of the generator and no
 * policy: nothing that decides about a person reads it. It repeats on purpose what `policies/` says, so that an
 * error there shows as a difference from the truth. Sources: the yearly notices of Jiangxi (2023 to 2025) and 国办发
 * 〔2023〕39号; rows of division '' stand in where a province's own figures are not at hand.
 */

interface Row {
  /** Code prefix of the division; '' is the whole nation. */
  readonly division: string
  readonly from: string
  readonly urban: number
  readonly rural: number
}

/** Fen a month. */
const subsistence: readonly Row[] = [
  { division: '36', from: '2023-01-01', urban: 88_500, rural: 66_000 },
  { division: '36', from: '2024-01-01', urban: 93_500, rural: 71_500 },
  { division: '36', from: '2025-04-01', urban: 98_000, rural: 76_500 },
  // About the national means of 2024; no notice says this figure.
  { division: '', from: '2000-01-01', urban: 80_000, rural: 60_000 },
]

/** Fen a month. */
const destituteBasic: readonly Row[] = [
  { division: '36', from: '2024-01-01', urban: 122_000, rural: 93_000 },
  { division: '36', from: '2025-04-01', urban: 127_500, rural: 99_500 },
  { division: '', from: '2000-01-01', urban: 104_000, rural: 78_000 },
]

/** Fen a month; the two kinds of registration do not differ here. */
const careFull: readonly Row[] = [{ division: '', from: '2000-01-01', urban: 150_000, rural: 150_000 }]
const careHalf: readonly Row[] = [{ division: '', from: '2000-01-01', urban: 37_500, rural: 37_500 }]
const careSelf: readonly Row[] = [
  { division: '', from: '2000-01-01', urban: 10_000, rural: 10_000 },
  { division: '', from: '2025-04-01', urban: 11_000, rural: 11_000 },
]

/** Fen a year: disposable income a head of the year before. */
const disposableIncome: readonly Row[] = [
  { division: '36', from: '2024-01-01', urban: 3_424_200, rural: 3_424_200 },
  { division: '36', from: '2025-01-01', urban: 3_604_500, rural: 3_604_500 },
  { division: '', from: '2000-01-01', urban: 4_131_400, rural: 4_131_400 },
]

/** The value of the nearest ancestor division whose row has begun; among those of one division the newest. */
function valueOn(rows: readonly Row[], division: string, kind: RegistrationKind, day: string): number {
  let best: Row | undefined
  for (const row of rows) {
    if (!division.startsWith(row.division) || row.from > day) continue
    const nearer = best === undefined || row.division.length > best.division.length
    if (nearer || (row.division === best?.division && row.from > best.from)) best = row
  }
  if (best === undefined) throw new Error(`No standard for ${division} on ${day}`)
  return best[kind]
}

export interface Standards {
  /** Fen a month. */
  readonly subsistence: number
  readonly destituteBasic: number
  readonly care: { readonly full: number; readonly half: number; readonly self: number }
  /** Fen a year. */
  readonly disposableIncome: number
  /** Tenths. */
  readonly nearTenths: number
  readonly rigidTenths: number
  readonly rigidMode: 'ratio' | 'net-income'
  /** Yearly standards a head. */
  readonly subsistenceAssets: number
  readonly nearAssets: number
  /** Monthly standards. */
  readonly nearVehicles: number
  /** Hundredths of a square metre a head. */
  readonly areaPerHead: number
  /** Tenths of the standard for each earner. */
  readonly jobCostTenths: number
  /** Hundredths of the standard, by the ground for more. */
  readonly uplift: { readonly serious: number; readonly severe: number; readonly elder: number; readonly minor: number }
  /** Tenths of what an obligor has beyond the standard. */
  readonly supportTenthsFewChildren: number
  readonly supportTenthsManyChildren: number
}

const cache = new Map<string, Standards>()

export function standardsOn(division: string, kind: RegistrationKind, asOf: number): Standards {
  // Nothing differs below the prefecture, so that one county shares two entries.
  const key = `${division.slice(0, 4)}${kind}${asOf}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const day = dayText(asOf)
  const province = division.slice(0, 2)
  const standards: Standards = {
    subsistence: valueOn(subsistence, division, kind, day),
    destituteBasic: valueOn(destituteBasic, division, kind, day),
    care: {
      full: valueOn(careFull, division, kind, day),
      half: valueOn(careHalf, division, kind, day),
      self: valueOn(careSelf, division, kind, day),
    },
    disposableIncome: valueOn(disposableIncome, division, kind, day),
    nearTenths: province === '33' ? 20 : 15,
    rigidTenths: province === '21' ? 8 : 6,
    rigidMode: province === '31' ? 'net-income' : 'ratio',
    subsistenceAssets: 4,
    nearAssets: 6,
    nearVehicles: 15,
    areaPerHead: province === '36' ? 5496 : 4176,
    jobCostTenths: division.startsWith('3607') ? 3 : 0,
    uplift: { serious: 30, severe: 20, elder: 10, minor: 10 },
    supportTenthsFewChildren: 5,
    supportTenthsManyChildren: 4,
  }
  cache.set(key, standards)
  return standards
}
