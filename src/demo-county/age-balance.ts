import type { Random } from '#kernel/random'
import { bandStarts } from '#demo-county/census-2020'

export interface Draw {
  readonly age: number
  readonly male: boolean
}

export type SexChoice = 'male' | 'female' | 'either'

const oldest = 104
/** How fast the persons of 85 and over grow fewer with each year of age. */
const yearlySurvival = 0.84

const cellOfAge: readonly number[] = Array.from({ length: oldest + 1 }, (_, age) => {
  let band = 0
  while (band + 1 < bandStarts.length && (bandStarts[band + 1] ?? Infinity) <= age) band++
  return band * 2
})

/** The part of a band's persons that are of each age. */
const partOfBand: readonly number[] = Array.from({ length: oldest + 1 }, (_, age) => {
  const band = (cellOfAge[age] ?? 0) / 2
  const start = bandStarts[band] ?? 0
  const end = bandStarts[band + 1]
  if (end !== undefined) return 1 / (end - start)
  return (1 - yearlySurvival) * yearlySurvival ** (age - start)
})

/**
 * Draws ages and sexes so that the county ends with the age bands of the census, whatever the shapes of its
 * families ask for: a band that runs behind its share becomes likelier with each person it lacks, one that runs
 * ahead less so. A long-run correction for each band is learned first, so that the short-run one stays small.
 */
export interface AgeBalance {
  /** A person between two ages (both included); the liking of the role for each age is a weight. */
  draw(random: Random, sex: SexChoice, from: number, through: number, liking: (age: number) => number): Draw
  /** Ends the learning: what was learned stays, the persons drawn so far no longer count. */
  settle(): void
}

export function ageBalance(bandShares: readonly number[]): AgeBalance {
  const cells = bandShares.length
  const counts = new Float64Array(cells)
  const learned = new Float64Array(cells)
  const factors = new Float64Array(cells).fill(1)
  let persons = 0
  let strength = 0.02
  let patience = 0
  // One person is a larger part of a small band, so it is held tighter.
  const tightness = bandShares.map((share) => Math.max(1, 0.01 / share))
  const refresh = (): void => {
    for (let cell = 0; cell < cells; cell++) {
      const behind = (bandShares[cell] ?? 0) * persons - (counts[cell] ?? 0)
      learned[cell] = (learned[cell] ?? 0) + patience * behind
      // Kept within bounds: past them a band would win against every liking of the role.
      const bent = Math.max(-9, Math.min(9, (learned[cell] ?? 0) + strength * (tightness[cell] ?? 1) * behind))
      factors[cell] = (bandShares[cell] ?? 0) * Math.exp(bent)
    }
  }
  refresh()
  const weights = new Float64Array((oldest + 1) * 2)
  return {
    draw(random, sex, from, through, liking) {
      const first = Math.max(0, from)
      const last = Math.max(first, Math.min(oldest, through))
      let sum = 0
      for (let age = first; age <= last; age++) {
        const weight = liking(age) * (partOfBand[age] ?? 0)
        const cell = cellOfAge[age] ?? 0
        const male = sex === 'female' ? 0 : weight * (factors[cell] ?? 0)
        const female = sex === 'male' ? 0 : weight * (factors[cell + 1] ?? 0)
        weights[age * 2] = male
        weights[age * 2 + 1] = female
        sum += male + female
      }
      let pick = random.next() * sum
      let chosen = first * 2 + (sex === 'female' ? 1 : 0)
      for (let index = first * 2; index <= last * 2 + 1; index++) {
        const weight = weights[index] ?? 0
        if (weight <= 0) continue
        chosen = index
        pick -= weight
        if (pick < 0) break
      }
      const age = chosen >> 1
      const cell = (cellOfAge[age] ?? 0) + (chosen & 1)
      counts[cell] = (counts[cell] ?? 0) + 1
      persons++
      refresh()
      return { age, male: (chosen & 1) === 0 }
    },
    settle() {
      for (let cell = 0; cell < cells; cell++) {
        const behind = (bandShares[cell] ?? 0) * persons - (counts[cell] ?? 0)
        learned[cell] = (learned[cell] ?? 0) + strength * (tightness[cell] ?? 1) * behind
      }
      counts.fill(0)
      persons = 0
      strength = 0.7
      patience = 0.00005
      refresh()
    },
  }
}
