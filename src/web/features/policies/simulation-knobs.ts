import type { DraftContent, DraftDetail } from '#contracts/policy-register'
import { wholeUnits } from '#facts'

/** A value of a standard that a slider moves: one place and one case. */
export interface Knob {
  readonly name: string
  readonly label: string
  readonly division: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly unit: string
  readonly written: string
  readonly current: number
  readonly min: number
  readonly max: number
  readonly step: number
}

export function knobKey(knob: Pick<Knob, 'name' | 'division' | 'dimensions'>): string {
  return [knob.name, knob.division, ...Object.entries(knob.dimensions).flat()].join(' ')
}

/** About a fifth down and a quarter up, in round steps: 980 is moved from 780 to 1,230 by tens, 0.30 by hundredths. */
function rangeOf(current: number, unit: string): Pick<Knob, 'min' | 'max' | 'step'> {
  const size = 10 ** (Math.floor(Math.log10(Math.max(current, 0.1))) - 1)
  const usual = current / size < 30 ? size / 10 : size
  const step = Math.max(isWhole(unit) ? 1 : 0.01, Number(usual.toFixed(2)))
  const round = (value: number): number => Number((Math.round(value / step) * step).toFixed(2))
  return { step, min: round(Math.max(0, current * 0.8 - step / 2)), max: round(current * 1.25 + step / 2) }
}

/** What is counted comes whole. */
function isWhole(unit: string): boolean {
  return [...wholeUnits].some((whole) => whole === unit)
}

/** The values that hold in a place on a day: for each case the row of the nearest division. */
export function knobsOf(
  standards: DraftDetail['standards'],
  content: DraftContent,
  place: string,
  asOf: string | undefined,
): readonly Knob[] {
  return standards.flatMap((standard) => {
    const edited = content.standards.find(({ folder, name }) => folder === standard.folder && name === standard.name)
    const rows = (edited?.rows ?? []).filter((row) => {
      const covers = row.division === '00' || place.startsWith(row.division)
      const begun =
        asOf === undefined ? row.until === null : row.from <= asOf && (row.until === null || row.until > asOf)
      return covers && begun && /^\d+(\.\d+)?$/.test(row.value)
    })
    const nearest = new Map<string, (typeof rows)[number]>()
    for (const row of rows) {
      const key = JSON.stringify(row.dimensions)
      const known = nearest.get(key)
      const depth = (division: string): number => (division === '00' ? 0 : division.length)
      if (known === undefined || depth(row.division) > depth(known.division)) nearest.set(key, row)
    }
    return [...nearest.values()].map((row) => {
      const current = Number(row.value)
      return {
        name: standard.name,
        label: [standard.name, ...Object.values(row.dimensions)].join(' '),
        division: row.division,
        dimensions: row.dimensions,
        unit: standard.unit ?? '',
        written: row.value,
        current,
        ...rangeOf(current, standard.unit ?? ''),
      }
    })
  })
}
