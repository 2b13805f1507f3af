import type { Random } from '#kernel/random'
import type { Calendar } from '#demo-county/calendar'
import type { PeopleSource } from '#demo-county/people'
import type { RegistrationKind } from '#demo-county/population'
import type { Standards } from '#demo-county/truth-standards'
import {
  cityHospital,
  employerEndings,
  employerMiddles,
  hospitalEndings,
  plateProvinces,
  townHospital,
} from '#demo-county/words.zh'

/** Numbers that a county's offices give out one after another. */
interface Serials {
  next(series: string): number
}

function serials(): Serials {
  const used = new Map<string, number>()
  return {
    next(series) {
      const number = (used.get(series) ?? 0) + 1
      used.set(series, number)
      return number
    },
  }
}

/** What all households of a county share. */
export interface County {
  readonly code: string
  readonly name: string
  readonly calendar: Calendar
  readonly people: PeopleSource
  readonly serials: Serials
  readonly employers: readonly { readonly code: string; readonly name: string }[]
  readonly hospitals: readonly string[]
  readonly plate: string
}

export function countyOf(code: string, name: string, calendar: Calendar, people: PeopleSource): County {
  const employers = employerMiddles.flatMap((middle, row) =>
    employerEndings
      .filter((_, column) => (row + column) % 2 === 0)
      .map((ending, column) => ({
        code: `${code}${String(row * 10 + column + 1).padStart(4, '0')}`,
        name: `${name}${middle}${ending}`,
      })),
  )
  return {
    code,
    name,
    calendar,
    people,
    serials: serials(),
    employers,
    hospitals: [...hospitalEndings.map((ending) => name + ending), townHospital, cityHospital],
    // The letter I stands on no plate in use, so that none of these is anybody's.
    plate: `${plateProvinces[code.slice(0, 2)] ?? ''}${String.fromCharCode(65 + (Number(code.slice(2, 4)) % 8))}I`,
  }
}

/**
 * How a household is meant to fare. The truth is decided from the facts afterwards: a stance only says which facts
 * to make.
 */
export type Stance = 'ordinary' | 'comfortable' | 'poor' | 'near' | 'destitute' | 'burdened'

/** What the making of one household needs. */
export interface Setting {
  readonly county: County
  readonly kind: RegistrationKind
  readonly standards: Standards
  readonly stance: Stance
  readonly random: Random
  /** Who lost their job and found none, by place in the household. */
  readonly jobless?: number
  /** Who earned most and died, by place in the household. */
  readonly lostEarner?: number
}

/** A lognormal amount. */
export function lognormal(random: Random, median: number, spread: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()))
  return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * random.next()))
}

export function between(random: Random, low: number, high: number): number {
  return low + random.next() * (high - low)
}

/** Yuan to fen, in steps of so many yuan. */
export function yuanInFen(yuan: number, step = 1): number {
  return Math.round(yuan / step) * step * 100
}
