import { feeds, type CellType, type FeedColumn, type FeedName } from '#facts'
import type { Random } from '#kernel/random'
import type { Row } from '#demo-county/rows'
import { surveyFieldOf } from '#demo-county/rows'
import { fullWidthDigits, lookAlikes, typedDay, unlistedValues, wideSpace, yuanSuffix } from '#demo-county/words.zh'

/** The part of a feed's lines that has something wrong with it, at the most. */
export const dirtRates: Record<FeedName, number> = {
  residents: 0.02,
  policeHousehold: 0.02,
  policeDeaths: 0.03,
  cremations: 0.04,
  medicalSettlements: 0.03,
  disabilityCertificates: 0.03,
  wages: 0.025,
  unemployment: 0.03,
  pensions: 0.025,
  workInjuryNursing: 0.03,
  vehicles: 0.03,
  realEstate: 0.03,
  currentBenefits: 0.02,
  childSituations: 0.02,
  householdSurvey: 0.035,
  obligorSurvey: 0.03,
}

/** What came of a line. */
export interface Soiled {
  readonly cells: Readonly<Record<string, string>>
  /** Cannot be read or matched any more: what it says is not to be known from the files. */
  readonly lost: boolean
  /** Survey cells that stand empty: their values are unknown. */
  readonly emptied: readonly string[]
  readonly twice: boolean
  /** Comes in the file after the one it belongs in. */
  readonly late: boolean
}

type Cells = Record<string, string>
type Fault = (cells: Cells, random: Random) => void

interface Faults {
  /** What a careful importer repairs. */
  readonly mild: readonly Fault[]
  /** What costs the line. */
  readonly severe: readonly Fault[]
}

function inText(column: string, change: (text: string, random: Random) => string): Fault {
  return (cells, random) => {
    const text = cells[column]
    if (text !== undefined && text !== '') cells[column] = change(text, random)
  }
}

function fullWidth(text: string): string {
  return text.replace(/\d/g, (digit) => fullWidthDigits.charAt(Number(digit)))
}

/** The form of before 1999, where the person is old enough to have had it. */
function fifteen(id: string): string {
  const born = Number(id.slice(6, 10))
  return born >= 1920 && born < 1985 ? `${id.slice(0, 6)}${id.slice(8, 17)}` : `${id} `
}

/** One digit off: the check character finds every such slip. */
function oneDigitOff(id: string, random: Random): string {
  const place = random.int(6, 16)
  const digit = (Number(id.charAt(place)) + random.int(1, 9)) % 10
  return `${id.slice(0, place)}${digit}${id.slice(place + 1)}`
}

function misspelt(name: string, random: Random): string {
  const characters = Array.from(name)
  const known = characters.findIndex((character) => lookAlikes[character] !== undefined)
  if (known >= 0) return characters.map((c, i) => (i === known ? (lookAlikes[c] ?? c) : c)).join('')
  return random.chance(0.5) ? `${name}${wideSpace}` : [...characters.slice(0, 1), ' ', ...characters.slice(1)].join('')
}

function otherNotation(text: string, random: Random): string {
  const [year = '', month = '', dayOfMonth = ''] = text.split('-')
  const [y, m, d] = [Number(year), Number(month), Number(dayOfMonth)]
  return random.pick([`${year}${month}${dayOfMonth}`, `${y}/${m}/${d}`, typedDay(y, m, d)])
}

function impossible(text: string, random: Random): string {
  return `${text.slice(0, 4)}-${random.pick(['02-30', '13-05', '04-31', '00-00'])}`
}

/** A year that has not come. */
function future(text: string): string {
  return `${Number(text.slice(0, 4)) + 20}${text.slice(4)}`
}

function thousands(text: string): string {
  const [whole = '', cents] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return cents === undefined ? `${grouped}.00` : `${grouped}.${cents}`
}

const mildByType: Record<CellType, readonly ((text: string, random: Random) => string)[]> = {
  text: [],
  'resident-id': [
    fullWidth,
    (id) => (id.endsWith('X') ? id.toLowerCase() : fifteen(id)),
    fifteen,
    (id) => `${id} `,
    (id) => `'${id}`,
  ],
  yuan: [thousands, (text) => `${text}${yuanSuffix}`, (text) => `${text} `],
  number: [(text) => `${text} `],
  day: [otherNotation, otherNotation],
  month: [(text) => text.replace('-', '')],
  level: [],
  'yes-no': [],
  division: [(text) => `${text} `],
  'disability-card': [],
}

function isName(key: string): boolean {
  return key === 'name' || key === 'headName' || key === 'obligorName'
}

function faultsOf(feedName: FeedName): Faults {
  const feed = feeds[feedName]
  const mild: Fault[] = []
  const severe: Fault[] = []
  const columns: readonly (readonly [string, FeedColumn])[] = Object.entries(feed.columns)
  const mapped = new Set<string>(feed.facts.flatMap((fact) => [fact.from]))
  const matchedById = feed.about !== 'household'
  for (const [key, column] of columns) {
    const changes = isName(key) ? [misspelt, (text: string) => `${text} `] : mildByType[column.type]
    // The sequence number of a household is what its lines are matched by: nobody mistypes it here.
    mild.push(...changes.map((change) => inText(key, change)))
    if (column.type === 'resident-id' && matchedById) {
      severe.push(
        inText(key, () => ''),
        inText(key, oneDigitOff),
      )
    }
    // The register stands for all the rest; lines lost from it would be persons lost.
    if (feed.about === 'register') continue
    if (column.type === 'day' && column.required) severe.push(inText(key, impossible))
    if (column.type === 'day' && column.required && mapped.has(key)) severe.push(inText(key, future))
    if (column.values !== undefined && column.required) {
      const unlisted = inText(key, (value) => unlistedValues[value] ?? value)
      if (column.values.some((value) => unlistedValues[value] !== undefined)) severe.push(unlisted)
    }
  }
  return { mild, severe }
}

/** The part of soiled lines that are lost for good. */
const severePart: Partial<Record<FeedName, number>> = { residents: 0.05, policeHousehold: 0.04, householdSurvey: 0 }
const usualSeverePart = 0.12

/** Soils lines of every feed now and then, and never more of them than its rate. */
export interface Dirt {
  soil(row: Row): Soiled
  count(feed: FeedName): { readonly lines: number; readonly soiled: number }
}

export function dirt(scale: number, random: Random): Dirt {
  const faults = new Map<FeedName, Faults>()
  const counts = new Map<FeedName, { lines: number; soiled: number }>()
  const sources = new Map<FeedName, Random>()
  return {
    count: (feed) => counts.get(feed) ?? { lines: 0, soiled: 0 },
    soil(row) {
      const { feed } = row
      const count = counts.get(feed) ?? { lines: 0, soiled: 0 }
      counts.set(feed, count)
      const chance = sources.get(feed) ?? random.fork(`dirt ${feed}`)
      sources.set(feed, chance)
      count.lines++
      const rate = Math.min(1, dirtRates[feed] * scale)
      const clean = { cells: row.cells, lost: false, emptied: [], twice: false, late: false }
      // Drawn before the limit is looked at, so that the draws do not depend on it.
      const meant = chance.chance(rate)
      if (!meant || count.soiled + 1 > count.lines * rate) return clean
      count.soiled++
      if (feed === 'householdSurvey' && chance.chance(0.55)) return emptied(row, chance)
      if (chance.chance(0.16)) return { ...clean, twice: true }
      if (feed === 'medicalSettlements' && chance.chance(0.2)) return { ...clean, late: true }
      const of = faults.get(feed) ?? faultsOf(feed)
      faults.set(feed, of)
      const lost = of.severe.length > 0 && chance.chance(severePart[feed] ?? usualSeverePart)
      const cells = { ...row.cells }
      const list = lost ? of.severe : of.mild
      // A fault may find its cell empty and change nothing; then another is tried.
      for (let attempt = 0; attempt < 12; attempt++) {
        chance.pick(list)(cells, chance)
        if (Object.keys(cells).some((key) => cells[key] !== row.cells[key])) break
      }
      const changed = Object.keys(cells).some((key) => cells[key] !== row.cells[key])
      return { ...clean, cells, lost: lost && changed }
    },
  }
}

/** One or two cells of the survey that nobody filled in. */
function emptied(row: Row, random: Random): Soiled {
  const fields = Object.keys(row.cells).filter((key) => surveyFieldOf(key) !== undefined)
  const chosen = new Set([random.pick(fields), ...(random.chance(0.25) ? [random.pick(fields)] : [])])
  const cells = Object.fromEntries(Object.entries(row.cells).map(([key, text]) => [key, chosen.has(key) ? '' : text]))
  return { cells, lost: false, emptied: [...chosen], twice: false, late: false }
}
