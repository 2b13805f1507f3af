import type { FeedName } from '#facts'
import { dayText, monthText } from '#demo-county/calendar'
import { surveyFields, type Household, type Parent, type Person, type SurveyField } from '#demo-county/population'
import {
  benefitCategories,
  benefitStatuses,
  custodies,
  disabilityDigits,
  disabilityTypes,
  obligorRelations,
  obligorStatuses,
  parentStatuses,
  pensionSchemes,
  registrationKinds,
  relations,
  sexes,
  studentStages,
  uses,
  vehicleKinds,
  withRelatives,
  yesNo,
} from '#demo-county/words.zh'

/** One line of a department file before any dirt: days as 2026-03-05, months as 2026-03, money as 1234.50. */
export interface Row {
  readonly feed: FeedName
  /** By column key of the feed; a missing key is an empty cell. */
  readonly cells: Readonly<Record<string, string>>
  /** What is no longer known when the line cannot be read or matched. */
  readonly record: object
  readonly person?: Person
  /** The day that decides in which of several files of a feed the line is. */
  readonly on?: number
}

const fieldColumns: Record<SurveyField, string> = {
  business: 'businessIncome',
  property: 'propertyIncome',
  transfer: 'transferIncome',
  assets: 'financialAssets',
  education: 'educationSpending',
  rehabilitation: 'rehabilitationSpending',
}

/** The survey field that a column of the household survey holds. */
export function surveyFieldOf(column: string): SurveyField | undefined {
  return surveyFields.find((field) => fieldColumns[field] === column)
}

export function yuanText(fen: number): string {
  const whole = Math.floor(fen / 100)
  const cents = fen % 100
  return cents === 0 ? String(whole) : `${whole}.${String(cents).padStart(2, '0')}`
}

function yuan(fen: number | null): string {
  return fen === null ? '' : yuanText(fen)
}

function day(number: number | null): string {
  return number === null ? '' : dayText(number)
}

function month(number: number | null): string {
  return number === null ? '' : monthText(number)
}

function parentCells(side: 'father' | 'mother', parent: Parent): Record<string, string> {
  const { status, since, termMonths, disability } = parent
  return {
    [`${side}Status`]: parentStatuses[status],
    [`${side}Since`]: day(since),
    [`${side}TermMonths`]: termMonths === null ? '' : String(termMonths),
    [`${side}DisabilityType`]: disability === null ? '' : disabilityTypes[disability.type],
    [`${side}DisabilityLevel`]: disability === null ? '' : String(disability.level),
  }
}

function personRows(household: Household, person: Person): Row[] {
  const rows: Row[] = []
  const { name, residentId } = person
  const add = (feed: FeedName, record: object, cells: Record<string, string>, on?: number): void => {
    const row = { feed, record, person, cells: { name, residentId, ...cells } }
    rows.push(on === undefined ? row : { ...row, on })
  }
  add('residents', person, {
    householdNumber: household.number,
    division: household.division,
    address: household.address,
    sex: sexes[person.male ? 'male' : 'female'],
    birthDay: day(person.birthDay),
    relation: relations[person.relation],
    phone: person.phone ?? '',
    studentStage: person.studentStage === null ? '' : studentStages[person.studentStage],
    custody: person.custody === null ? '' : custodies[person.custody],
    selfCareFailures: person.selfCareFailures === null ? '' : String(person.selfCareFailures),
    since: day(Math.max(household.since, person.birthDay)),
  })
  const { death, disability, unemployment } = person
  if (death?.police) {
    add('policeDeaths', death.police, { deathDay: day(death.day), cancelledOn: day(death.police.cancelledOn) })
  }
  if (death?.cremation) {
    const { certificate, crematedOn, home } = death.cremation
    const sex = sexes[person.male ? 'male' : 'female']
    const cells = { certificate, sex, deathDay: day(death.day), crematedOn: day(crematedOn), home }
    add('cremations', death.cremation, cells, crematedOn)
  }
  for (const s of person.settlements) {
    const cells = {
      settlement: s.number,
      hospital: s.hospital,
      admittedOn: day(s.admittedOn),
      dischargedOn: day(s.dischargedOn),
      settledOn: day(s.settledOn),
      disease: s.disease,
      serious: s.serious ? yesNo.yes : yesNo.no,
      total: yuan(s.total),
      pooled: yuan(s.pooled),
      critical: yuan(s.critical),
      aided: yuan(s.aided),
      selfPay: yuan(s.selfPay),
    }
    add('medicalSettlements', s, cells, s.settledOn)
  }
  if (disability !== null) {
    add('disabilityCertificates', disability, {
      certificate: `${residentId}${disabilityDigits[disability.type]}${disability.level}`,
      type: disabilityTypes[disability.type],
      level: String(disability.level),
      issuedOn: day(disability.issuedOn),
      expiresOn: day(disability.expiresOn),
    })
  }
  for (const w of person.wages) {
    const { employerCode, employer } = w
    const cells = { employerCode, employer, wage: yuan(w.wage), from: month(w.from), through: month(w.through) }
    add('wages', w, cells)
  }
  if (unemployment !== null) {
    const { benefit } = unemployment
    add('unemployment', unemployment, {
      registeredOn: day(unemployment.registeredOn),
      reason: unemployment.reason,
      reemployedOn: day(unemployment.reemployedOn),
      benefit: yuan(benefit?.amount ?? null),
      benefitFrom: month(benefit?.from ?? null),
      benefitThrough: month(benefit?.through ?? null),
    })
  }
  for (const p of person.pensions) {
    const scheme = pensionSchemes[p.scheme]
    const spell = { amount: yuan(p.amount), basic: yuan(p.basic), from: month(p.from), through: month(p.through) }
    add('pensions', p, { scheme, ...spell })
  }
  const { nursing, situation } = person
  if (nursing !== null) add('workInjuryNursing', nursing, { amount: yuan(nursing.amount), from: month(nursing.from) })
  if (situation !== null) {
    const parents = { ...parentCells('father', situation.father), ...parentCells('mother', situation.mother) }
    add('childSituations', situation, {
      ...parents,
      childPlacement: withRelatives,
      verifiedOn: day(situation.verifiedOn),
    })
  }
  for (const v of person.vehicles) {
    const { plate, model } = v
    const days = { registeredOn: day(v.registeredOn), cancelledOn: day(v.cancelledOn) }
    add('vehicles', v, { plate, kind: vehicleKinds[v.kind], model, ...days, value: yuan(v.value) })
  }
  for (const h of person.houses) {
    const days = { registeredOn: day(h.registeredOn), cancelledOn: day(h.cancelledOn) }
    add('realEstate', h, { certificate: h.certificate, use: uses[h.use], area: yuanText(h.area), ...days })
  }
  for (const b of person.benefits) {
    add('currentBenefits', b, {
      certificate: b.certificate,
      category: benefitCategories[b.category],
      headName: household.members[0]?.name ?? '',
      relation: relations[person.relation],
      amount: yuan(b.amount),
      approvedOn: day(b.approvedOn),
      lastPaidOn: day(b.lastPaidOn),
      status: benefitStatuses[b.status],
      endedOn: day(b.endedOn),
    })
  }
  return rows
}

/** All lines that the departments have about a household. */
export function rowsOf(household: Household): Row[] {
  const head = household.members[0]
  const headName = head?.name ?? ''
  const rows = household.members.flatMap((person) => personRows(household, person))
  rows.push({
    feed: 'policeHousehold',
    record: household,
    cells: {
      householdNumber: household.number,
      headName,
      residentId: head?.residentId ?? '',
      registrationKind: registrationKinds[household.kind],
      domicile: household.domicile,
      registeredOn: day(household.since),
    },
  })
  const survey = Object.fromEntries(surveyFields.map((field) => [fieldColumns[field], yuan(household.survey[field])]))
  rows.push({
    feed: 'householdSurvey',
    record: household.survey,
    cells: { householdNumber: household.number, headName, ...survey, surveyedOn: day(household.surveyedOn) },
  })
  for (const o of household.obligors) {
    rows.push({
      feed: 'obligorSurvey',
      record: o,
      cells: {
        householdNumber: household.number,
        obligorNumber: String(o.number),
        obligorName: o.name,
        relation: obligorRelations[o.male ? 'son' : 'daughter'],
        birthDay: day(o.birthDay),
        disabilityType: o.disability === null ? '' : disabilityTypes[o.disability.type],
        disabilityLevel: o.disability === null ? '' : String(o.disability.level),
        category: o.category === null ? '' : benefitCategories[o.category],
        status: o.status === null ? '' : obligorStatuses[o.status],
        ownIncome: yuan(o.ownIncome),
        propertyFits: o.propertyFits ? yesNo.yes : yesNo.no,
        householdIncome: yuan(o.householdIncome),
        householdSize: String(o.householdSize),
        children: String(o.children),
        supported: String(o.supported),
        surveyedOn: day(household.surveyedOn),
      },
    })
  }
  return rows
}
