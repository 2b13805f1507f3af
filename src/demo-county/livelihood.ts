import { addSevereIllness, fallIll } from '#demo-county/medical'
import { makeObligors } from '#demo-county/obligors'
import type { Household, Survey } from '#demo-county/population'
import { ownProperty } from '#demo-county/property'
import { between, lognormal, yuanInFen, type Setting, type Stance } from '#demo-county/setting'
import { columnsOf } from '#demo-county/truth-columns'
import { decide } from '#demo-county/truth-decide'
import { canWork, drawPensions, goToWork, takeSmallJob } from '#demo-county/work'

/** What a household is meant to have for each head and month, in parts of the subsistence standard. */
function aimOf(setting: Setting): number {
  const { random, stance, standards } = setting
  const nearLimit = standards.nearTenths / 10
  // Rigid expenditure is looked at only below the mean income of the province.
  const meanLimit = standards.disposableIncome / 12 / standards.subsistence
  const aims: Record<Stance, () => number> = {
    destitute: () => between(random, 0.02, 0.55),
    poor: () => between(random, 0.12, 0.96),
    near: () => between(random, 1.03, nearLimit - 0.04),
    burdened: () => between(random, nearLimit * 1.08, Math.max(nearLimit * 1.2, Math.min(meanLimit * 0.93, 3.2))),
    ordinary: () => Math.max(nearLimit * 1.12, lognormal(random, nearLimit * 1.9, 0.4)),
    comfortable: () => Math.max(meanLimit * 1.15, lognormal(random, meanLimit * 1.5, 0.3)),
  }
  return aims[stance]()
}

function assetsOf(setting: Setting, heads: number): number {
  const { random, stance, standards } = setting
  const yearStandards = (12 * standards.subsistence * heads) / 100
  const byStance: Record<Stance, () => number> = {
    destitute: () => Math.min(lognormal(random, 1500, 0.9) * heads, yearStandards * 3),
    poor: () => Math.min(lognormal(random, 2600, 0.9) * heads, yearStandards * 3.6),
    near: () => Math.min(lognormal(random, 9000, 0.8) * heads, yearStandards * 5.6),
    burdened: () => Math.min(lognormal(random, 8000, 0.8) * heads, yearStandards * 5.6),
    ordinary: () => lognormal(random, 42_000, 0.8) * heads,
    comfortable: () => lognormal(random, 90_000, 0.7) * heads,
  }
  return yuanInFen(byStance[stance](), 100)
}

function schoolCosts(setting: Setting, household: Household): number {
  const { random, stance } = setting
  const modest = stance === 'poor' || stance === 'destitute'
  let yuan = 0
  for (const { studentStage } of household.members) {
    if (studentStage === null) continue
    if (studentStage === 'primary' || studentStage === 'junior') yuan += between(random, 300, modest ? 1200 : 3500)
    else if (studentStage === 'preschool') yuan += between(random, 2000, modest ? 4000 : 9000)
    else if (studentStage === 'senior' || studentStage === 'vocational')
      yuan += between(random, 2500, modest ? 5000 : 8000)
    else yuan += between(random, 6000, modest ? 10_000 : 18_000)
  }
  return yuanInFen(yuan, 10)
}

/**
 * Gives a household its work, pensions, bills, property and children elsewhere, and then so much of farm, trade and
 * transfers that it fares as it is meant to. Writes into the household; its survey starts at zero.
 */
export function liveFor(setting: Setting, household: Household): void {
  const { random, stance, county, standards } = setting
  const { calendar } = county
  const { members, survey } = household
  const aim = aimOf(setting)

  drawPensions(setting, members)
  household.obligors.push(...makeObligors(setting, members))
  for (const person of members) fallIll(setting, person)
  ownProperty(setting, members)
  if (stance === 'ordinary' || stance === 'comfortable') goToWork(setting, members)

  const heads = Math.max(1, decide(columnsOf(household, calendar), standards, calendar.asOf).counted.length)
  const budget = aim * standards.subsistence * heads
  if (stance === 'poor' || stance === 'near' || stance === 'burdened') takeSmallJob(setting, members, budget)
  const earned = decide(columnsOf(household, calendar), standards, calendar.asOf).income / 3600

  // Those at work without an employer: farm, trade and building sites.
  const informal = members.filter((p) => canWork(p) && p.wages.length === 0 && p.death === null).length
  const ownAccount = stance === 'ordinary' || stance === 'comfortable' ? informal * between(random, 9000, 26_000) : 0
  const missing = Math.max(0, ((budget - earned) / 100) * 12)
  const yearly = Math.max(missing, ownAccount)
  share(survey, setting, yearly)
  survey.assets = assetsOf(setting, heads)
  survey.education = schoolCosts(setting, household)
  const disabled = members.filter((p) => p.disability !== null && p.death === null).length
  survey.rehabilitation = yuanInFen(disabled * between(random, 0, stance === 'poor' ? 900 : 2600), 10)
  if (stance === 'burdened') breakUnderBills(setting, household)
}

/** A serious illness that takes most of a year's income. */
function breakUnderBills(setting: Setting, household: Household): void {
  const { random, county, standards } = setting
  const { calendar } = county
  const { counted, income } = decide(columnsOf(household, calendar), standards, calendar.asOf)
  const patients = household.members.filter((p) => counted.some((c) => c.number === p.number))
  if (patients.length === 0) return
  const yearly = (income / 3600) * 12
  addSevereIllness(setting, random.pick(patients), yearly * between(random, 0.68, 1.1), {
    from: calendar.asOf - 330,
    through: calendar.asOf,
  })
}

/** Splits the yearly income that no employer or fund pays over what the survey asks for. */
function share(survey: Survey, setting: Setting, yuan: number): void {
  const { random, kind } = setting
  const business = kind === 'rural' ? between(random, 0.5, 0.9) : between(random, 0.2, 0.8)
  const property = random.chance(0.3) ? between(random, 0.02, 0.1) : 0
  survey.business = yuanInFen(yuan * business, 10)
  survey.property = yuanInFen(yuan * property, 10)
  survey.transfer = Math.max(0, yuanInFen(yuan, 10) - survey.business - survey.property)
}
