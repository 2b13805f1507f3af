import { feeds, type Feed, type FeedColumn, type FeedName } from '#facts'
import { FileRefused } from './file-refused.ts'
import type { RawRow, RowPortions, Sheet } from './raw-row.ts'
import { tidy } from './read-cell.ts'

export interface Recognised {
  readonly name: FeedName
  readonly feed: Feed
  /** For each column key of the feed the place of its cell in a row; columns that the file lacks are not in it. */
  readonly places: ReadonlyMap<string, number>
  /** Rows below the header. */
  readonly rows: RowPortions
}

/** The header stands among the first rows, often below a title. */
const searchedRows = 10

export function isFeedName(text: string): text is FeedName {
  return Object.hasOwn(feeds, text)
}

export function feedOf(name: FeedName): Feed {
  return feeds[name]
}

/** Without spaces, line breaks and asterisks of compulsory columns; brackets of either width are one. */
function plainHeader(text: string): string {
  return tidy(text)
    .replace(/[\s*＊]/g, '')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
}

function namesOf(column: FeedColumn): readonly string[] {
  return [column.header, ...(column.aliases ?? [])].map(plainHeader)
}

/** Columns without which a file of the feed says nothing about anybody. */
function neededKeys(feed: Feed): readonly string[] {
  const subject =
    feed.about === 'person'
      ? [feed.personId]
      : feed.about === 'household'
        ? [feed.householdNumber]
        : [feed.register.residentId]
  const required = Object.entries(feed.columns).filter(([, column]) => column.required === true)
  return [...new Set([...subject, ...required.map(([key]) => key)])]
}

interface Candidate {
  readonly name: FeedName
  readonly feed: Feed
  readonly places: ReadonlyMap<string, number>
  readonly missing: readonly string[]
}

function compare(name: FeedName, headers: readonly string[]): Candidate {
  const feed = feedOf(name)
  const places = new Map<string, number>()
  for (const [key, column] of Object.entries(feed.columns)) {
    const names = namesOf(column)
    const place = headers.findIndex((header) => header !== '' && names.includes(header))
    if (place >= 0) places.set(key, place)
  }
  return { name, feed, places, missing: neededKeys(feed).filter((key) => !places.has(key)) }
}

function fileIsCalled(candidate: Candidate, fileName: string): boolean {
  return fileName.startsWith(candidate.feed.title)
}

/** The better of two readings of one header: nothing missing, then the name of the file, then most columns. */
function better(one: Candidate, other: Candidate, fileName: string): Candidate {
  const rank = (of: Candidate): number =>
    (of.missing.length === 0 ? 10_000 : 0) + (fileIsCalled(of, fileName) ? 1000 : 0) + of.places.size
  return rank(other) > rank(one) ? other : one
}

/** How unlike two headers are: characters to change, and a part of the other is as near as one change. */
function unlikeness(name: string, header: string): number {
  const part = Math.min(name.length, header.length) >= 2 && (name.includes(header) || header.includes(name))
  return part ? 1 : distance(name, header)
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

function nearestTo(column: FeedColumn, unused: readonly string[]): string | null {
  let nearest: { header: string; changes: number } | undefined
  for (const header of unused) {
    const changes = Math.min(...namesOf(column).map((name) => unlikeness(name, header)))
    if (changes < Math.max(header.length, 2) / 1.5 && changes < (nearest?.changes ?? Number.POSITIVE_INFINITY)) {
      nearest = { header, changes }
    }
  }
  return nearest?.header ?? null
}

function refuseMissing(candidate: Candidate, headers: readonly string[]): never {
  const taken = new Set(candidate.places.values())
  const unused = headers.filter((header, place) => header !== '' && !taken.has(place))
  throw new FileRefused({
    code: 'columns-missing',
    feedTitle: candidate.feed.title,
    missing: candidate.missing.map((key) => {
      const column = candidate.feed.columns[key]
      return { header: column?.header ?? key, nearest: column === undefined ? null : nearestTo(column, unused) }
    }),
  })
}

interface FoundHeader {
  readonly candidate: Candidate
  readonly headers: readonly string[]
  readonly line: number
}

function findHeader(rows: readonly RawRow[], fileName: string): FoundHeader | undefined {
  let best: FoundHeader | undefined
  for (const { line, cells } of rows.slice(0, searchedRows)) {
    const headers = cells.map(plainHeader)
    // `feeds` has exactly the keys of FeedName.
    const candidates = (Object.keys(feeds) as FeedName[]).map((name) => compare(name, headers))
    const candidate = candidates.reduce((one, other) => better(one, other, fileName))
    const found = { candidate, headers, line }
    if (best === undefined || better(best.candidate, candidate, fileName) === candidate) best = found
  }
  return best
}

/** The rows below the header; the file stays open while they are read and is closed after them, or when they are given up. */
async function* below(
  line: number,
  first: readonly RawRow[],
  rest: AsyncIterator<readonly RawRow[]>,
  file: AsyncIterator<Sheet>,
): RowPortions {
  try {
    yield first.filter((row) => row.line > line)
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
    await file.return?.()
  }
}

/**
 * Finds by its headers which feed a file belongs to. Headers beyond those of the feed do no harm; without one
 * that is needed the file is refused, with the nearest header that is there.
 */
export async function recogniseFeed(sheets: AsyncIterable<Sheet>, fileName: string): Promise<Recognised> {
  let nearest: FoundHeader | undefined
  // By hand: a `for await` that is left closes the file, whose rows are still to be read.
  const file = sheets[Symbol.asyncIterator]()
  for (let sheet = await file.next(); sheet.done !== true; sheet = await file.next()) {
    const rows = sheet.value.rows[Symbol.asyncIterator]()
    const first = await rows.next()
    if (first.done === true) continue
    const found = findHeader(first.value, fileName)
    if (found === undefined) continue
    const { candidate, line } = found
    if (candidate.missing.length === 0) return { ...candidate, rows: below(line, first.value, rows, file) }
    if (nearest === undefined || candidate.places.size > nearest.candidate.places.size) nearest = found
    // The next sheet of a stream comes only when this one has been read to its end.
    for (let next = await rows.next(); next.done !== true; ) next = await rows.next()
  }
  // Two columns may agree by chance; a file of a feed has more of them than it lacks, or at least its name.
  if (nearest === undefined || !isMeant(nearest.candidate, fileName))
    throw new FileRefused({ code: 'header-not-known' })
  return refuseMissing(nearest.candidate, nearest.headers)
}

function isMeant(candidate: Candidate, fileName: string): boolean {
  if (candidate.places.size === 0) return false
  return (
    fileIsCalled(candidate, fileName) ||
    (candidate.places.size >= 3 && candidate.missing.length < candidate.places.size)
  )
}
