import type { Person } from '#demo-county/population'
import { between, lognormal, yuanInFen, type Setting } from '#demo-county/setting'
import { monthOf } from '#demo-county/calendar'
import { unemploymentReasons } from '#demo-county/words.zh'

/** Could be at work: of age, not at school, not locked up, not too disabled. */
export function canWork(person: Person): boolean {
  const { age, male, studentStage, custody, disability } = person
  if (age < 18 || age >= (male ? 60 : 57) || studentStage !== null || custody !== null) return false
  return disability === null || disability.level >= 3
}

/** The month in which a spell that has no other end ends: that of a death. */
function naturalEnd(person: Person): number | null {
  return person.death === null ? null : monthOf(person.death.day)
}

/** A job, in one row or in two where the pay was raised within the year. */
function addJob(setting: Setting, person: Person, wage: number, from: number, through: number | null): void {
  const { county, random } = setting
  const employer = random.pick(county.employers)
  const row = { employerCode: employer.code, employer: employer.name }
  const raise = county.calendar.month - random.int(2, 9)
  if (from < raise && (through === null || raise < through) && random.chance(0.15)) {
    const before = Math.round((wage * 0.93) / 1000) * 1000
    person.wages.push({ ...row, wage: before, from, through: raise - 1 }, { ...row, wage, from: raise, through })
    return
  }
  person.wages.push({ ...row, wage, from, through })
}

function usualWage(setting: Setting, person: Person): number {
  const { random, kind, stance } = setting
  const prime = 1 - Math.abs(person.age - 40) / 90
  const place = kind === 'urban' ? 4500 : 3900
  const yuan = lognormal(
    random,
    place * prime * (person.male ? 1.08 : 0.92) * (stance === 'comfortable' ? 1.4 : 1),
    0.28,
  )
  return yuanInFen(Math.max(2000, Math.min(yuan, 18_000)), 10)
}

/** Lost a job some months ago and registered; most draw the benefit for a while, some have found other work. */
function loseJob(setting: Setting, person: Person, wage: number): void {
  const { county, random } = setting
  const { calendar } = county
  const lastMonth = calendar.month - random.int(1, 9)
  addJob(setting, person, wage, lastMonth - random.int(14, 90), lastMonth)
  if (!random.chance(0.55)) return
  const registeredOn = Math.min(calendar.asOf - 3, calendar.monthsFrom(lastMonth - calendar.month) + random.int(1, 25))
  const found = random.chance(0.3) && registeredOn + 60 < calendar.asOf
  const reemployedOn = found ? random.int(registeredOn + 30, calendar.asOf - 10) : null
  if (reemployedOn !== null) addJob(setting, person, wage, monthOf(reemployedOn) + 1, null)
  const benefit = random.chance(0.75)
    ? { amount: 160_000, from: lastMonth + 1, through: lastMonth + random.int(3, 14) }
    : null
  person.unemployment = { registeredOn, reason: random.pick(unemploymentReasons), reemployedOn, benefit }
}

/** The job that a jobless scenario takes away: gone for more than three months, and no benefit runs. */
function loseJobForGood(setting: Setting, person: Person): void {
  const { county, random } = setting
  const { calendar } = county
  const registeredOn = calendar.monthsFrom(-3) - random.int(5, 120)
  const lastMonth = monthOf(registeredOn) - 1
  addJob(setting, person, usualWage(setting, person), lastMonth - random.int(14, 60), lastMonth)
  person.unemployment = { registeredOn, reason: random.pick(unemploymentReasons), reemployedOn: null, benefit: null }
}

/** The wages of a household that is neither poor nor near it. */
export function goToWork(setting: Setting, people: readonly Person[]): void {
  const { random, kind, county, jobless, lostEarner } = setting
  const { month } = county.calendar
  for (const person of people) {
    if (person.number === jobless) {
      loseJobForGood(setting, person)
      continue
    }
    if (jobless !== undefined || !canWork(person)) continue
    if (person.number === lostEarner) {
      addJob(setting, person, 1_250_000, month - random.int(20, 90), naturalEnd(person))
      continue
    }
    if (!random.chance((kind === 'urban' ? 0.55 : 0.24) * (lostEarner === undefined ? 1 : 0.5))) continue
    const wage = usualWage(setting, person)
    const years = Math.max(1, Math.min(person.age - 18, 25))
    const from = month - random.int(1, years * 12)
    const end = naturalEnd(person)
    if (end === null && random.chance(0.045)) loseJob(setting, person, wage)
    else if (end === null || from <= end)
      addJob(setting, person, lostEarner === undefined ? wage : Math.min(wage, 800_000), from, end)
  }
}

/** One small wage that leaves a household as poor as it is meant to be. Gives the wage in fen, or 0 for none. */
export function takeSmallJob(setting: Setting, people: readonly Person[], budget: number): number {
  const { random, county } = setting
  const worker = people.find((p) => canWork(p) && p.death === null)
  if (worker === undefined || budget < 100_000 || !random.chance(0.4)) return 0
  const wage = yuanInFen((Math.min(budget, 260_000) / 100) * between(random, 0.5, 0.9), 10)
  const employer = random.pick(county.employers)
  worker.wages.push({
    employerCode: employer.code,
    employer: employer.name,
    wage,
    // More than a year ago, so that the mean of the year is the wage itself.
    from: county.calendar.month - random.int(13, 60),
    through: null,
  })
  return wage
}

const retirement = { male: 60, female: 55 } as const

export function drawPensions(setting: Setting, people: readonly Person[]): void {
  const { random, kind, county, stance, jobless } = setting
  const { month } = county.calendar
  const modest = stance === 'poor' || stance === 'destitute' || stance === 'near'
  for (const person of people) {
    const age = person.age
    const since = Math.max(1, age - (person.male ? retirement.male : retirement.female))
    const end = naturalEnd(person)
    // The pension of a dead person is sometimes stopped a month or two late.
    const through = end === null ? null : end + (random.chance(0.1) ? random.int(1, 2) : 0)
    const entitled = age >= (person.male ? retirement.male : retirement.female)
    const share = (kind === 'urban' ? 0.5 : 0.08) * (stance === 'comfortable' ? 1.5 : 1)
    if (entitled && !modest && jobless === undefined && random.chance(share)) {
      const civil = random.chance(0.12)
      person.pensions.push({
        scheme: civil ? 'civil' : 'employee',
        amount: Math.round(lognormal(random, civil ? 4600 : 2400, 0.22) * 100),
        basic: null,
        from: month - random.int(1, since * 12),
        through,
      })
      continue
    }
    if (age < 60 || !random.chance(0.97)) continue
    const basic = 14_000 + random.int(0, 12) * 500
    person.pensions.push({
      scheme: 'resident',
      amount: basic + random.int(500, 9000),
      basic,
      from: month - random.int(0, Math.max(0, (age - 60) * 12)),
      through,
    })
  }
}
