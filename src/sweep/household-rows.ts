import type { Store } from '#db'
import type { Day } from '#kernel/day'
import type { HouseholdRow } from '#policy'
import { fromParameters, parameterValues } from '#sweep/register'
import { readRegister } from '#sweep/register-export'
import { parquetRoot } from '#sweep/snapshot'
import { rowQuestion } from '#sweep/snapshot-sql'
import { openWarmDuckDb, type WarmDuckDb } from '#sweep/warm-duckdb'

/**
 * The process that makes rows of single households. Its own, so that a simulation of a whole population keeps nobody
 * waiting; and with one thread, since for few rows the threads of DuckDB wait for each other longer than they work.
 */
export function openRowMaker(store: Store): WarmDuckDb {
  return openWarmDuckDb(parquetRoot(store), { memoryLimit: '1GB', threads: 1 })
}

export interface RowQuestion {
  readonly county: string
  readonly householdIds: readonly string[]
  /** The day for which the row is asked: what was valid on it. */
  readonly asOf: Day
  /** An instant of ISO 8601: what was believed then. By default what is believed now; to repeat, see `knownNow`. */
  readonly knownAt?: string | undefined
  /** The person whom a case is about, by household. */
  readonly applicants?: Readonly<Record<string, string>> | undefined
}

/**
 * The rows of some households, made by the very statements that make the population snapshot. The same question with
 * the same `knownAt` gives the same bytes whenever it is asked. A household that had no member then is not in the answer.
 *
 * @throws when an id or the instant is not one, or when DuckDB fails
 */
export async function readHouseholdRows(
  store: Store,
  duckdb: WarmDuckDb,
  question: RowQuestion,
): Promise<ReadonlyMap<string, HouseholdRow>> {
  const { county, householdIds, asOf, knownAt, applicants } = question
  if (householdIds.length === 0) return new Map()
  const { texts, covered } = await store.reading(county, (client) =>
    readRegister(client, { asOf, households: householdIds, knownAt, applicants }),
  )
  // Many days in a row the statement is the same to the letter, and DuckDB plans it longer than it works on it.
  const text = rowQuestion(fromParameters, { asOf, covered })
  const { rows } = await duckdb.run({ statements: [], questions: [{ text, values: parameterValues(texts) }] })
  return new Map(
    // DuckDB has just written these texts from the columns of the catalogue.
    (rows[0] ?? []).map((row) => [String(row['householdId']), JSON.parse(String(row['row'])) as HouseholdRow]),
  )
}

/**
 * The latest instant of which everything is known already. A delivery records its facts as of its beginning and shows
 * them when it ends: while one runs, this is the instant before it. A row read as known at this instant can be read
 * again later, byte for byte.
 */
export async function knownNow(store: Store, county: string): Promise<string> {
  const lock = `hashtext('doudi delivery'), ${Number(county)}::integer`
  return store.reading(county, async (client) => {
    const tried = await client.query<{ free: boolean }>(`select pg_try_advisory_xact_lock_shared(${lock}) as free`)
    const running =
      tried.rows[0]?.free === true
        ? undefined
        : await client.query<{ instant: string | null }>(
            `select ${utcText(`min(received_at) - interval '1 microsecond'`)} as instant from batch
             where county = $1 and status = 'loading'`,
            [county],
          )
    const before = running?.rows[0]?.instant
    if (typeof before === 'string') return before
    // Somebody else records just now and has soon done.
    if (running !== undefined) await client.query(`select pg_advisory_xact_lock_shared(${lock})`)
    const { rows } = await client.query<{ instant: string }>(`select ${utcText('clock_timestamp()')} as instant`)
    const [row] = rows
    if (row === undefined) throw new Error('The store told no time')
    return row.instant
  })
}

function utcText(instant: string): string {
  return `to_char((${instant}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}
