import {
  type AbsenceRecording,
  type CarerSaving,
  type FacilityRefusal,
  type FacilitySaving,
  levelsOf,
  type ProviderSaving,
} from '#contracts/facility'
import { isCreditCode } from '#kernel/credit-code'

/** What is wrong with a facility as it is to be saved; undefined when nothing is. Capacity and class per 中发〔2024〕. */
export function faultOfFacility(saving: FacilitySaving, county: string): FacilityRefusal | undefined {
  const { kind, division, institutionClass, beds, nursingBeds } = saving
  const levels: readonly number[] = levelsOf[kind]
  if (!levels.includes(division.length)) return { code: 'facility-wrong-level', kind }
  if (kind === 'institution' && institutionClass === null) return { code: 'facility-class-missing' }
  if (kind !== 'institution' && institutionClass !== null) return { code: 'facility-class-unasked' }
  if (nursingBeds > beds) return { code: 'facility-nursing-beds-over' }
  const outside = saving.catchment.find((served) => !served.startsWith(county))
  return outside === undefined ? undefined : { code: 'facility-catchment-outside', division: outside }
}

export function faultOfProvider({ creditCode }: ProviderSaving): FacilityRefusal | undefined {
  return creditCode !== null && !isCreditCode(creditCode) ? { code: 'provider-credit-code-invalid' } : undefined
}

export function faultOfCarer({ shiftFrom, shiftUntil }: CarerSaving): FacilityRefusal | undefined {
  return shiftUntil <= shiftFrom ? { code: 'carer-shift-backwards' } : undefined
}

export interface Absence {
  readonly firstDay: string
  readonly lastDay: string
}

export function faultOfAbsence(recording: AbsenceRecording, others: readonly Absence[]): FacilityRefusal | undefined {
  const { firstDay, lastDay } = recording
  if (lastDay < firstDay) return { code: 'absence-backwards' }
  const overlaps = others.some((other) => other.firstDay <= lastDay && firstDay <= other.lastDay)
  return overlaps ? { code: 'absence-overlaps' } : undefined
}
