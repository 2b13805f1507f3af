import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Day } from '#kernel/day'
import { type Policies, toSql } from '#policy'
import { readCsv } from '#sweep/read-csv'
import { type DuckDbResult, runDuckDb } from '#sweep/duckdb'
import { sqlText } from '#sweep/sql-text'

/** The decisions that are kept for every household; names as the policies write them. */
export interface KeptDecisions {
  readonly category: string
  readonly amount: string
  readonly income: string
  readonly incomePerHead: string
  readonly size: string
  readonly registerCategory: string
  readonly registerAmount: string
}

const keptTypes: Readonly<Record<keyof KeptDecisions, string>> = {
  category: 'varchar',
  amount: 'decimal(14,2)',
  income: 'decimal(18,2)',
  incomePerHead: 'decimal(18,2)',
  size: 'integer',
  registerCategory: 'varchar',
  registerAmount: 'decimal(14,2)',
}
const keptNames = [
  'category',
  'amount',
  'income',
  'incomePerHead',
  'size',
  'registerCategory',
  'registerAmount',
] as const

export interface SweepWork {
  readonly policies: Policies
  readonly kept: KeptDecisions
  /** Codes of indicators, each a decision that is true when it is crossed. */
  readonly indicators: readonly string[]
  readonly asOf: Day
  /** The division that all households of the snapshot lie in: its standards are then constants. */
  readonly within: string
  readonly snapshot: string
  /** The last results as exported: `household_id, category, amount, …` and `household_id, code`. */
  readonly previous: string
  readonly running: string
  /** The only folder DuckDB may touch; the snapshot lies below it. */
  readonly directory: string
  /** Where the differences are written; below `directory`. */
  readonly folder: string
  /** Full sweeps also end what belongs to households that are no longer in the population. */
  readonly whole: boolean
}

/** What differs from the last sweep, as files to be copied into the store. */
export interface SweepDifferences {
  readonly households: number
  /** CSV: household_id, division, category, amount, income, income_per_head, size, register_category, register_amount */
  readonly changedFile: string
  readonly changed: number
  /** CSV: household_id of determinations whose household is gone. */
  readonly goneFile: string
  /** CSV: household_id, code of episodes that are over. */
  readonly endedFile: string
  /** Households in which an indicator has begun, with the codes and the row that shows why. */
  readonly begun: readonly {
    readonly householdId: string
    readonly division: string
    readonly codes: readonly string[]
    readonly row: unknown
  }[]
  readonly seconds: number
  readonly peakRssMb: number
}

/** Which policies cannot run over a population, and why. */
export class PolicyNotSweepable extends Error {}

/**
 * Runs the effective policies over a snapshot and compares with the last results. Writes nothing to the store: it
 * leaves files that a single transaction can take in, or not.
 */
export async function sweepPopulation(work: SweepWork): Promise<SweepDifferences> {
  const compiled = toSql(work.policies, {
    decisions: [...Object.values(work.kept), ...work.indicators],
    dialect: 'duckdb',
    day: work.asOf,
    within: work.within,
    source: `read_parquet(${sqlText(work.snapshot)})`,
  })
  if (!compiled.ok) throw new PolicyNotSweepable(compiled.reason)
  const file = (name: string): string => join(work.folder, name)
  const [changedFile, goneFile, endedFile, begunFile] = [
    file('changed.csv'),
    file('gone.csv'),
    file('ended.csv'),
    file('begun.jsonl'),
  ]
  const columns = keptNames.map((key) => `"${work.kept[key]}"::${keptTypes[key]} as "${key}"`).join(', ')
  const distinct = keptNames.map((key) => `r."${key}" is distinct from p."${key}"`).join(' or ')
  const previousColumns = Object.fromEntries(keptNames.map((key) => [key, keptTypes[key]]))
  const hits = work.indicators
    .map((code) => `select "householdId"::bigint as household_id, '${code}' as code, "${code}" as crossed from decided`)
    .join('\n union all ')

  const started = performance.now()
  const result: DuckDbResult = await runDuckDb({
    directory: work.directory,
    statements: [
      ...compiled.setup,
      `create table decided as ${compiled.sql}`,
      `create table result as select "householdId"::bigint as household_id, division, ${columns} from decided`,
      `create table previous as select * from ${readCsv(work.previous, { household_id: 'BIGINT', ...previousColumns })}`,
      `create table running as select * from ${readCsv(work.running, { household_id: 'BIGINT', code: 'VARCHAR' })}`,
      `create table crossed as select * from (${hits}) where crossed is not null`,
      `copy (select r.* from result r left join previous p using (household_id) where p.household_id is null or ${distinct} order by household_id)
         to ${sqlText(changedFile)} (format csv, header false)`,
      `copy (select household_id from previous where ${work.whole} and household_id not in (select household_id from result))
         to ${sqlText(goneFile)} (format csv, header false)`,
      `copy (select household_id, code from running join crossed using (household_id, code) where not crossed
         union all select household_id, code from running where ${work.whole} and household_id not in (select household_id from result))
         to ${sqlText(endedFile)} (format csv, header false)`,
      `create table begun as select household_id, list(code order by code) as codes
         from (select household_id, code from crossed where crossed) where (household_id, code) not in (select household_id, code from running)
         group by household_id`,
      `copy (select s."householdId", s.division, b.codes, s as row from read_parquet(${sqlText(work.snapshot)}) s join begun b on b.household_id = s."householdId"::bigint
         order by b.household_id) to ${sqlText(begunFile)} (format json)`,
    ],
    questions: [
      `select (select count(*) from result) as households,
         (select count(*) from result r left join previous p using (household_id) where p.household_id is null or ${distinct}) as changed`,
    ],
  })
  const counted = result.rows[0]?.[0]
  const lines = (await readFile(begunFile, 'utf8')).split('\n').filter((line) => line !== '')
  return {
    households: Number(counted?.['households']),
    changed: Number(counted?.['changed']),
    changedFile,
    goneFile,
    endedFile,
    // DuckDB has just written these lines from columns that are named above.
    begun: lines.map((line) => JSON.parse(line) as SweepDifferences['begun'][number]),
    seconds: (performance.now() - started) / 1000,
    peakRssMb: result.peakRssMb,
  }
}
