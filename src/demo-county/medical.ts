import type { Person, Settlement } from '#demo-county/population'
import { between, lognormal, type Setting } from '#demo-county/setting'
import { diseases, seriousDiseases } from '#demo-county/words.zh'

interface Bill {
  readonly settledOn: number
  readonly disease: string
  readonly serious: boolean
  /** Fen. */
  readonly selfPay: number
  /** Part of the whole that the patient pays. */
  readonly part: number
}

function settle(setting: Setting, bill: Bill): Settlement {
  const { county, random, stance } = setting
  const total = Math.round(bill.selfPay / bill.part)
  const rest = total - bill.selfPay
  const aided = stance === 'poor' || stance === 'destitute' ? Math.round(rest * between(random, 0.1, 0.3)) : 0
  const critical = bill.serious ? Math.round((rest - aided) * between(random, 0.1, 0.3)) : 0
  const dischargedOn = bill.settledOn - random.int(0, 3)
  const number = county.serials.next('settlement')
  return {
    number: `${county.code}${String(number).padStart(9, '0')}`,
    hospital: random.pick(county.hospitals),
    admittedOn: dischargedOn - random.int(2, bill.serious ? 25 : 12),
    dischargedOn,
    settledOn: bill.settledOn,
    disease: bill.disease,
    serious: bill.serious,
    total,
    pooled: rest - aided - critical,
    critical,
    aided,
    selfPay: bill.selfPay,
  }
}

function lastDay(person: Person, setting: Setting): number {
  return person.death?.day ?? setting.county.calendar.asOf
}

/** Adds bills that come to a given self-payment, settled on or before a day; the first names the illness. */
export function addSevereIllness(
  setting: Setting,
  person: Person,
  selfPay: number,
  settled: { readonly from: number; readonly through: number },
): void {
  const { random } = setting
  const disease = random.pick(seriousDiseases)
  const bills = random.int(1, 3)
  let left = Math.round(selfPay)
  for (let i = 0; i < bills; i++) {
    const share = i === bills - 1 ? left : Math.round(left * between(random, 0.3, 0.6))
    left -= share
    const settledOn = random.int(settled.from, settled.through)
    person.settlements.push(
      settle(setting, { settledOn, disease, serious: true, selfPay: share, part: between(random, 0.25, 0.45) }),
    )
  }
}

function yearlyRate(age: number): number {
  if (age < 6) return 0.1
  if (age < 45) return 0.06
  if (age < 60) return 0.12
  return age < 75 ? 0.24 : 0.34
}

/** A year of bills as they come to everybody; a few are of a serious illness. */
export function fallIll(setting: Setting, person: Person): void {
  const { random, stance, county } = setting
  const last = lastDay(person, setting)
  // Some lie before the window of twelve months: they are in the first file and count no more.
  const earliest = Math.max(county.calendar.asOf - 375, person.birthDay)
  if (earliest >= last) return
  const weak = person.disability !== null || person.death !== null
  const poor = stance === 'poor' || stance === 'destitute'
  let chance = yearlyRate(person.age) * (weak ? 1.6 : 1)
  while (random.chance(Math.min(0.75, chance))) {
    const selfPay = Math.min(lognormal(random, poor ? 500 : 1300, 0.75), poor ? 4000 : 9000)
    person.settlements.push(
      settle(setting, {
        settledOn: random.int(earliest, last),
        disease: random.pick(diseases),
        serious: false,
        selfPay: Math.round(selfPay * 100),
        part: poor ? between(random, 0.1, 0.25) : between(random, 0.28, 0.5),
      }),
    )
    chance = 0.3
  }
  const seriousRate = (person.age >= 60 ? 0.006 : person.age >= 40 ? 0.003 : 0.0006) * (poor ? 2.5 : 1)
  if (random.chance(seriousRate)) {
    const selfPay = Math.min(lognormal(random, poor ? 4500 : 9000, 0.5), 30_000) * 100
    addSevereIllness(setting, person, selfPay, { from: Math.max(earliest, last - 360), through: last })
  }
}
