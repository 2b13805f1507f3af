import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Day } from '#kernel/day'
import { seededRandom, type Random } from '#kernel/random'
import { say } from '#kernel/text'
import { findDivisionWithin } from '#modules/division'
import type { Division } from '#contracts/division'
import { calendarOf } from '#demo-county/calendar'
import { findProvinceMarginals, readCountyMarginals, type Marginals } from '#demo-county/census'
import { openDeliveries } from '#demo-county/deliveries'
import { dirt } from '#demo-county/dirt'
import { familySource } from '#demo-county/families'
import { apportion } from '#demo-county/family-plan'
import type { CountyFault } from '#demo-county/faults'
import { householdSource, type MadeHousehold, type Place } from '#demo-county/households'
import { faultTexts, readme } from '#demo-county/messages.zh'
import { peopleSource } from '#demo-county/people'
import { noLosses, revealedOf, type Losses } from '#demo-county/revealed'
import { rowsOf, surveyFieldOf, type Row } from '#demo-county/rows'
import { countyOf, lognormal } from '#demo-county/setting'
import { createTruth } from '#demo-county/truth-file'
import { eventCodes, type EventCode } from '#demo-county/truth-indicators'
import { funeralHomeEnding, groupWord, villageEnding } from '#demo-county/words.zh'

export interface CountyRequest {
  /** Six digits. */
  readonly division: string
  readonly people: number
  readonly seed: number
  readonly asOf: Day
  readonly folder: string
  /** A csv of the county volume of the census; the province's marginals without it. */
  readonly censusFile?: string
  /** Times the usual rate of dirt. */
  readonly dirtScale: number
  readonly onProgress?: (people: number) => void
  readonly onTruth?: () => void
}

export interface CountyResult {
  readonly people: number
  readonly households: number
  /** Names of all files that were written. */
  readonly files: readonly string[]
}

interface Village {
  readonly code: string
  /** Town and village by name. */
  readonly address: string
  readonly urban: boolean
  households: number
}

/** Village codes up to 199 are residents' committees of towns, the others villages (统计用区划代码). */
function isTown(code: string): boolean {
  return Number(code.slice(9)) < 200
}

function villagesOf(within: readonly Division[], marginals: Marginals, households: number, random: Random): Village[] {
  const names = new Map(within.map((division) => [division.code, division.name]))
  const villages = within
    .filter((division) => division.level === 'village')
    .map(({ code, name }) => ({
      code,
      address: `${names.get(code.slice(0, 6)) ?? ''}${names.get(code.slice(0, 9)) ?? ''}${name}`,
      urban: isTown(code),
      weight: lognormal(random, 1, 0.45),
      households: 0,
    }))
  const weigh = (urban: boolean): number =>
    villages.filter((v) => v.urban === urban).reduce((sum, v) => sum + v.weight, 0)
  const [town, country] = [weigh(true), weigh(false)]
  const mixed = town > 0 && country > 0
  const share = (urban: boolean): number => (urban ? marginals.urbanShare / town : (1 - marginals.urbanShare) / country)
  const counts = apportion(
    households,
    villages.map((v) => v.weight * (mixed ? share(v.urban) : 1)),
  )
  return villages.map(({ code, address, urban }, index) => ({ code, address, urban, households: counts[index] ?? 0 }))
}

function placeIn(village: Village, villages: readonly Village[], number: number, random: Random): Place {
  const elsewhere = random.chance(0.08) ? random.pick(villages).code : village.code
  return {
    number: `${village.code}-${String(number).padStart(4, '0')}`,
    division: village.code,
    address: `${village.address}${Math.ceil(number / 30)}${groupWord}${number}${villageEnding}`,
    domicile: elsewhere,
    kind: random.chance(village.urban ? 0.85 : 0.04) ? 'urban' : 'rural',
  }
}

/** Notes what a soiled line took away from what the files say about its household. */
function noteLosses(losses: Losses, row: Row, lost: boolean, emptied: readonly string[]): void {
  for (const column of emptied) {
    const field = surveyFieldOf(column)
    if (field !== undefined) losses.survey.add(field)
  }
  if (!lost) return
  if (row.feed === 'policeHousehold') losses.kind = true
  else if (row.feed === 'residents' && row.person !== undefined) losses.persons.add(row.person)
  else losses.records.add(row.record)
}

/** Makes a folder and those above it one by one: the recursive call of Node never returns below /proc. */
async function makeFolder(folder: string): Promise<void> {
  const exists = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (exists) return
  const above = dirname(folder)
  if (above !== folder) await makeFolder(above)
  await mkdir(folder)
}

async function prepareFolder(folder: string): Promise<CountyFault | undefined> {
  try {
    await makeFolder(resolve(folder))
    await writeFile(join(folder, 'README.txt'), '')
    return undefined
  } catch (cause) {
    return { code: 'folder-unwritable', folder, detail: cause instanceof Error ? cause.message : String(cause) }
  }
}

async function marginalsFor(
  request: CountyRequest,
): Promise<{ ok: true; marginals: Marginals } | { ok: false; fault: CountyFault }> {
  if (request.censusFile !== undefined) return readCountyMarginals(request.censusFile, request.division)
  const marginals = findProvinceMarginals(request.division)
  if (marginals !== undefined) return { ok: true, marginals }
  return { ok: false, fault: { code: 'province-without-census', division: request.division } }
}

/** Counts of each event, for the file that describes the folder. */
interface Tally {
  all: number
  planted: number
  revealed: number
}

function tallyEvents(tallies: Map<EventCode, Tally>, made: MadeHousehold, revealed: ReadonlySet<EventCode>): void {
  for (const { code } of made.hits) {
    const tally = tallies.get(code) ?? { all: 0, planted: 0, revealed: 0 }
    tally.all++
    if (code === made.planted) tally.planted++
    if (revealed.has(code)) tally.revealed++
    tallies.set(code, tally)
  }
}

/** Makes a county and writes its files, village by village. The same request gives the same bytes. */
export async function generateCounty(
  request: CountyRequest,
): Promise<{ ok: true; result: CountyResult } | { ok: false; fault: CountyFault }> {
  const { division, people, asOf, folder } = request
  const within = division.length === 6 ? await findDivisionWithin(division) : []
  const [county] = within
  if (county === undefined) return { ok: false, fault: { code: 'division-unknown', division } }
  if (!within.some((one) => one.level === 'village')) {
    return { ok: false, fault: { code: 'division-has-no-villages', division, name: county.name } }
  }
  const read = await marginalsFor(request)
  if (!read.ok) return read
  const fault = await prepareFolder(folder)
  if (fault !== undefined) return { ok: false, fault }

  const random = seededRandom(request.seed).fork(`county ${division} ${asOf}`)
  const calendar = calendarOf(asOf)
  const families = familySource(read.marginals, people, random)
  const persons = peopleSource(calendar, division, county.name + funeralHomeEnding)
  const setting = countyOf(division, county.name, calendar, persons)
  const households = householdSource(setting, families.households, random.fork('households'))
  const villages = villagesOf(within, read.marginals, families.households, random.fork('villages'))
  const places = random.fork('places')
  const soil = dirt(request.dirtScale, random.fork('dirt'))
  const deliveries = await openDeliveries(folder, asOf, soil)
  const truth = await createTruth(join(folder, 'truth.parquet'), calendar.asOf)
  const tallies = new Map<EventCode, Tally>()

  let made = 0
  for (const village of villages) {
    for (let number = 1; number <= village.households; number++) {
      const one = households.next(families.next(), placeIn(village, villages, number, places))
      const losses = noLosses()
      for (const row of rowsOf(one.household)) {
        const soiled = deliveries.deliver(row)
        noteLosses(losses, row, soiled.lost, soiled.emptied)
      }
      const revealed = revealedOf(one.household, one.hits, losses, calendar)
      truth.add(one, revealed)
      tallyEvents(tallies, one, revealed)
      made += one.household.members.length
      // A large village is written in parts, so that what waits in memory stays small.
      if (number % 500 === 0) {
        await deliveries.flush()
        await truth.flush()
      }
    }
    await deliveries.flush()
    await truth.flush()
    request.onProgress?.(made)
  }
  const files = await deliveries.close()
  request.onTruth?.()
  await truth.close()
  const text = readme({
    county: county.name,
    division,
    asOf,
    seed: request.seed,
    people: made,
    households: families.households,
    files,
    soiled: (feed) => soil.count(feed),
    events: eventCodes.map((code) => ({ code, ...(tallies.get(code) ?? { all: 0, planted: 0, revealed: 0 }) })),
  })
  await writeFile(join(folder, 'README.txt'), `\uFEFF${text}`)
  const names = [...files.map((file) => file.name), 'truth.parquet', 'README.txt']
  return { ok: true, result: { people: made, households: families.households, files: names } }
}

/** Makes a county for a caller that has checked its request: a refusal is a fault here, with its text. */
export async function writeCounty(of: {
  readonly division: string
  readonly people: number
  readonly seed: number
  readonly out: string
  readonly asOf: Day
}): Promise<CountyResult> {
  const { out, ...request } = of
  const outcome = await generateCounty({ ...request, folder: out, dirtScale: 1 })
  if (!outcome.ok) throw new Error(say(faultTexts, outcome.fault))
  return outcome.result
}
