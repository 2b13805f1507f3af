import type { Random } from '#kernel/random'
import type { Benefit, BenefitCategory, Household, Person } from '#demo-county/population'
import type { County } from '#demo-county/setting'
import { isPaid, type Decision } from '#demo-county/truth-decide'

/** How the register of benefits stands to the truth. */
export type Enrolment = 'right' | 'missed' | 'wrongly-paid' | 'other-amount' | 'other-category'

const categoryDigit: Record<BenefitCategory, string> = {
  destitute: '1',
  subsistence: '2',
  'single-person': '3',
  'near-threshold': '4',
  'rigid-expenditure': '5',
}

export function certificateNumber(county: County, category: BenefitCategory): string {
  const number = county.serials.next(`certificate ${category}`)
  return `${county.code}${categoryDigit[category]}${String(number).padStart(7, '0')}`
}

/** The day in the as-of month, or the month before, on which benefits were last paid out. */
export function lastPayday(county: County, random: Random): number {
  const { asOf } = county.calendar
  const dayOfPay = random.chance(0.9) ? 12 : 20
  return asOf - ((((asOf % 30) + 30) % 30) % 7) - dayOfPay
}

interface Certificate {
  readonly category: BenefitCategory
  readonly amount: number | null
  readonly members: readonly Person[]
  readonly approvedOn: number
  readonly lastPaidOn: number | null
}

/** Writes a certificate in force into every member that it names. */
function enrol(county: County, certificate: Certificate): void {
  const benefit: Benefit = {
    certificate: certificateNumber(county, certificate.category),
    category: certificate.category,
    amount: certificate.amount,
    approvedOn: certificate.approvedOn,
    lastPaidOn: certificate.lastPaidOn,
    status: 'current',
    endedOn: null,
  }
  for (const member of certificate.members) member.benefits.push({ ...benefit })
}

/** Writes a certificate that has ended, or a refusal, into the members. */
export function endBenefit(county: County, members: readonly Person[], endedOn: number, random: Random): void {
  const refused = random.chance(0.3)
  const category: BenefitCategory = random.chance(0.8) ? 'subsistence' : 'near-threshold'
  const benefit: Benefit = {
    certificate: certificateNumber(county, category),
    category,
    amount: refused || category !== 'subsistence' ? null : random.int(20, 120) * 1000,
    approvedOn: endedOn - (refused ? random.int(10, 40) : random.int(200, 1800)),
    lastPaidOn: refused || category !== 'subsistence' ? null : endedOn - random.int(1, 30),
    status: refused ? 'refused' : 'stopped',
    endedOn,
  }
  for (const member of members) member.benefits.push({ ...benefit })
}

/** Enters a household into the register of benefits as the enrolment says. */
export function register(
  county: County,
  household: Household,
  decision: Decision,
  enrolment: Enrolment,
  random: Random,
): void {
  const { calendar } = county
  if (enrolment === 'missed') return
  const living = household.members.filter((p) => decision.counted.some((c) => c.number === p.number))
  if (living.length === 0) return
  const approvedOn = calendar.asOf - random.int(100, 1500)
  const lastPaidOn = lastPayday(county, random)
  if (enrolment === 'wrongly-paid') {
    const amount = random.int(30, 110) * 1000
    enrol(county, { category: 'subsistence', amount, members: living, approvedOn, lastPaidOn })
    return
  }
  const { category } = decision
  if (category === null) return
  const named =
    category === 'single-person' ? living.filter((p) => decision.singles.some((s) => s.number === p.number)) : living
  if (!isPaid(category)) {
    enrol(county, { category, amount: null, members: named, approvedOn, lastPaidOn: null })
    return
  }
  if (enrolment === 'other-category') {
    const other: BenefitCategory = category === 'subsistence' ? 'single-person' : 'subsistence'
    enrol(county, { category: other, amount: decision.amount, members: living, approvedOn, lastPaidOn })
    return
  }
  // Off by more than what counts as a change, but never below nothing.
  const off = random.int(9, 40) * 1000
  const amount =
    enrolment === 'other-amount'
      ? decision.amount > off && random.chance(0.5)
        ? decision.amount - off
        : decision.amount + off
      : decision.amount
  enrol(county, { category, amount, members: named, approvedOn, lastPaidOn })
}
