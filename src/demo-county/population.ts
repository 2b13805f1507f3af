import type { Relation } from '#demo-county/families'

/*
 * What is true in the county: the persons, households and everything that a department has on file about them.
 * Money is in fen and areas in hundredths of a square metre, both as whole numbers; a day is the number of days
 * since 1970-01-01; a month is its year times 12 plus its place in the year, from 0.
 */

export type StudentStage =
  | 'preschool'
  | 'primary'
  | 'junior'
  | 'senior'
  | 'vocational'
  | 'college'
  | 'bachelor'
  | 'master'
  | 'doctor'
export type Custody = 'prison' | 'detoxification' | 'missing'
export type RegistrationKind = 'urban' | 'rural'
export type DisabilityType = 'sight' | 'hearing' | 'speech' | 'limb' | 'intellect' | 'mental' | 'multiple'
export type BenefitCategory = 'destitute' | 'subsistence' | 'single-person' | 'near-threshold' | 'rigid-expenditure'
export type BenefitStatus = 'current' | 'stopped' | 'refused'
export type PensionScheme = 'employee' | 'civil' | 'resident'
export type VehicleKind = 'car' | 'truck' | 'motorcycle' | 'wheelchair'
export type Use = 'dwelling' | 'shop' | 'office' | 'garage' | 'factory'
export type ObligorStatus = 'incapable' | 'missing' | 'prison'

interface WageSpell {
  readonly employerCode: string
  readonly employer: string
  readonly wage: number
  readonly from: number
  readonly through: number | null
}

interface PensionSpell {
  readonly scheme: PensionScheme
  readonly amount: number
  readonly basic: number | null
  readonly from: number
  readonly through: number | null
}

interface UnemploymentSpell {
  readonly registeredOn: number
  readonly reason: string
  readonly reemployedOn: number | null
  readonly benefit: { readonly amount: number; readonly from: number; readonly through: number } | null
}

export interface Settlement {
  readonly number: string
  readonly hospital: string
  readonly admittedOn: number
  readonly dischargedOn: number
  readonly settledOn: number
  readonly disease: string
  readonly serious: boolean
  readonly total: number
  readonly pooled: number
  readonly critical: number
  readonly aided: number
  readonly selfPay: number
}

export interface DisabilityCertificate {
  readonly type: DisabilityType
  readonly level: 1 | 2 | 3 | 4
  readonly issuedOn: number
  readonly expiresOn: number
}

export interface Vehicle {
  readonly plate: string
  readonly kind: VehicleKind
  readonly model: string
  readonly registeredOn: number
  readonly cancelledOn: number | null
  readonly value: number
}

export interface House {
  readonly certificate: string
  readonly use: Use
  readonly area: number
  readonly registeredOn: number
  readonly cancelledOn: number | null
}

interface Death {
  readonly day: number
  /** Null while the police have not yet struck the person off. */
  readonly police: { readonly cancelledOn: number } | null
  readonly cremation: { readonly certificate: string; readonly crematedOn: number; readonly home: string } | null
}

export type ParentStatus =
  | 'well'
  | 'away'
  | 'dead'
  | 'declared-missing'
  | 'disabled'
  | 'gravely-ill'
  | 'prison'
  | 'detoxification'
  | 'out-of-contact'

export interface Parent {
  readonly status: ParentStatus
  readonly since: number
  readonly termMonths: number | null
  readonly disability: { readonly type: DisabilityType; readonly level: 1 | 2 | 3 | 4 } | null
}

/** What a township has found out about the parents of a child that lives without one of them. */
export interface ChildSituation {
  readonly father: Parent
  readonly mother: Parent
  readonly verifiedOn: number
}

interface NursingSpell {
  readonly amount: number
  readonly from: number
}

export interface Benefit {
  readonly certificate: string
  readonly category: BenefitCategory
  readonly amount: number | null
  readonly approvedOn: number
  readonly lastPaidOn: number | null
  readonly status: BenefitStatus
  readonly endedOn: number | null
}

export interface Person {
  /** Their place in the household, from 1. */
  readonly number: number
  readonly relation: Relation
  readonly male: boolean
  readonly age: number
  readonly birthDay: number
  readonly name: string
  readonly residentId: string
  readonly phone: string | null
  studentStage: StudentStage | null
  custody: Custody | null
  selfCareFailures: number | null
  death: Death | null
  disability: DisabilityCertificate | null
  readonly wages: WageSpell[]
  readonly pensions: PensionSpell[]
  unemployment: UnemploymentSpell | null
  readonly settlements: Settlement[]
  readonly vehicles: Vehicle[]
  readonly houses: House[]
  readonly benefits: Benefit[]
  situation: ChildSituation | null
  /** What work-injury insurance pays for care at home. */
  nursing: NursingSpell | null
}

export const surveyFields = ['business', 'property', 'transfer', 'assets', 'education', 'rehabilitation'] as const
export type SurveyField = (typeof surveyFields)[number]
export type Survey = Record<SurveyField, number>

export interface Obligor {
  readonly number: number
  readonly name: string
  readonly male: boolean
  readonly birthDay: number
  readonly age: number
  readonly disability: { readonly type: DisabilityType; readonly level: 1 | 2 | 3 | 4 } | null
  readonly category: 'destitute' | 'subsistence' | null
  readonly status: ObligorStatus | null
  readonly ownIncome: number
  readonly propertyFits: boolean
  readonly householdIncome: number
  readonly householdSize: number
  readonly children: number
  readonly supported: number
}

export interface Household {
  readonly number: string
  /** The village, 12 digits. */
  readonly division: string
  readonly address: string
  readonly kind: RegistrationKind
  readonly domicile: string
  readonly since: number
  readonly surveyedOn: number
  readonly members: readonly Person[]
  readonly survey: Survey
  readonly obligors: Obligor[]
}
