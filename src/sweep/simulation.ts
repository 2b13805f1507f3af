import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Day, parseDay } from '#kernel/day'
import { type Fen, fen } from '#kernel/fen'
import { type Policies, toSql } from '#policy'
import { PolicyNotSweepable } from '#sweep/population'
import {
  type AgeBand,
  type ComparedDecisions,
  compareStatement,
  copyBefore,
  type DisabilityDegree,
  type HouseholdFilter,
  householdQuestion,
  moveQuestion,
  type Outcome,
  peopleQuestion,
  type ShownOutcome,
  totalQuestion,
  townshipQuestion,
} from '#sweep/simulation-sql'
import { sqlText } from '#sweep/sql-text'
import type { WarmDuckDb } from '#sweep/warm-duckdb'

export interface SimulationWork {
  readonly before: Policies & { readonly digest: string }
  readonly after: Policies
  readonly compared: ComparedDecisions
  /** The day whose policies are asked, both before and after. */
  readonly asOf: Day
  /** The county, whose standards are then constants. */
  readonly county: string
  /** Whose households are counted: the county or a division below it. */
  readonly within: string
  readonly snapshot: string
  readonly households: Omit<HouseholdFilter, 'within'>
}

type Tally = Readonly<Record<Outcome, number>> & { readonly unknown: number }
interface Money {
  readonly before: Fen
  readonly after: Fen
}

export interface AffectedHousehold {
  readonly householdId: string
  readonly division: string
  readonly people: number
  readonly outcome: ShownOutcome
  readonly before: { readonly category: string | null; readonly amount: Fen | null }
  readonly after: { readonly category: string | null; readonly amount: Fen | null }
}

/** A changed policy against the one in force, over a whole population. Money and people leave out what is not known. */
export interface Simulation {
  readonly asOf: Day
  readonly population: number
  readonly households: Tally
  /** Answers that are not known, under either text. */
  readonly notKnown: { readonly before: number; readonly after: number }
  /** Households whose monthly money begins, ends, rises or falls, whatever becomes of their category. */
  readonly allowance: Readonly<Record<'begins' | 'ends' | 'more' | 'less', number>>
  /** All members of the households that gain, lose or change. */
  readonly people: number
  readonly monthly: Money
  readonly byTownship: readonly {
    readonly division: string
    readonly households: Tally
    readonly people: number
    readonly monthly: Money
  }[]
  readonly byAgeBand: readonly ({ readonly band: AgeBand } & Readonly<Record<Outcome, number>>)[]
  readonly byDisability: readonly ({ readonly degree: DisabilityDegree } & Readonly<Record<Outcome, number>>)[]
  readonly moves: readonly {
    readonly from: string
    readonly to: string
    readonly households: number
    readonly people: number
    readonly monthly: Fen
  }[]
  readonly affected: readonly AffectedHousehold[]
  readonly seconds: number
  /** Whether what holds today was worked out before and only read. */
  readonly warm: boolean
  readonly peakRssMb: number
}

type Row = Readonly<Record<string, unknown>>

/** DuckDB gives whole numbers of 64 bits as text, so that none is rounded. */
function money(row: Row, column: string): Fen {
  return fen(BigInt(String(row[column])))
}

function optionalMoney(row: Row, column: string): Fen | null {
  return row[column] === null ? null : money(row, column)
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function tallyOf(row: Row): Tally {
  return {
    gain: Number(row['gain']),
    lose: Number(row['lose']),
    change: Number(row['change']),
    unknown: Number(row['unknown']),
  }
}

function monthlyOf(row: Row): Money {
  return { before: money(row, 'fen_before'), after: money(row, 'fen_after') }
}

function compiled(policies: Policies, work: SimulationWork): string {
  const { category, amount } = work.compared
  const result = toSql(policies, {
    decisions: [category, amount],
    dialect: 'duckdb',
    day: work.asOf,
    within: work.county,
    source: `read_parquet(${sqlText(work.snapshot)})`,
  })
  if (!result.ok) throw new PolicyNotSweepable(result.reason)
  return result.sql
}

/** Where the answers of today lie that simulations over a snapshot compare with. */
function beforeFolder(snapshot: string): string {
  return join(snapshot, '..', 'simulations')
}

/** What holds today is worked out once for a snapshot, a day and a text of policies, and kept until the snapshot goes. */
async function ensureBefore(duckdb: WarmDuckDb, work: SimulationWork): Promise<{ file: string; made: boolean }> {
  const folder = beforeFolder(work.snapshot)
  const name = `${basename(work.snapshot, '.parquet')}_${work.asOf}_${work.before.digest.slice(0, 16)}.parquet`
  const file = join(folder, name)
  if (existsSync(file)) return { file, made: false }
  await mkdir(folder, { recursive: true })
  for (const kept of await readdir(folder)) {
    const snapshot = `${kept.split('_')[0] ?? ''}.parquet`
    if (!existsSync(join(folder, '..', snapshot))) await rm(join(folder, kept), { force: true })
  }
  // The file appears under its name only when it is whole.
  const draft = join(folder, `${basename(work.snapshot, '.parquet')}_making-${process.pid}-${performance.now()}`)
  await duckdb.run({
    statements: [copyBefore(work.snapshot, compiled(work.before, work), work.compared, draft)],
    questions: [],
  })
  await rename(draft, file)
  return { file, made: true }
}

/**
 * Compares a changed policy with the one in force over a snapshot of the population, on DuckDB. Only what the change
 * may alter is worked out anew; an outdated question is broken off by its signal.
 */
export async function simulate(duckdb: WarmDuckDb, work: SimulationWork, signal?: AbortSignal): Promise<Simulation> {
  const started = performance.now()
  const before = await ensureBefore(duckdb, work)
  const { rows, peakRssMb } = await duckdb.run(
    {
      statements: [
        `create or replace temp view before as select * from read_parquet(${sqlText(before.file)})`,
        compareStatement(compiled(work.after, work), work.compared),
      ],
      questions: [
        totalQuestion(work.within),
        townshipQuestion(work.within),
        peopleQuestion(work.within),
        moveQuestion(work.within),
        householdQuestion({ ...work.households, within: work.within }),
      ],
    },
    signal,
  )
  const [totals = [], townships = [], people = [], moves = [], affected = []] = rows
  const total = totals[0]
  if (total === undefined) throw new Error('The simulation counted nothing')
  const number = (column: string): number => Number(total[column])
  const grouped = (by: string): Row[] => people.filter((row) => row['by'] === by)
  const outcomesOf = (row: Row): Record<Outcome, number> => {
    const { gain, lose, change } = tallyOf(row)
    return { gain, lose, change }
  }
  return {
    asOf: work.asOf,
    population: number('households'),
    households: tallyOf(total),
    notKnown: { before: number('unknown_before'), after: number('unknown_after') },
    allowance: { begins: number('begins'), ends: number('ends'), more: number('more'), less: number('less') },
    people: number('people'),
    monthly: monthlyOf(total),
    byTownship: townships.map((row) => ({
      division: String(row['township']),
      households: tallyOf(row),
      people: Number(row['people']),
      monthly: monthlyOf(row),
    })),
    // The keys are those that simulation-sql.ts has put into the question.
    byAgeBand: grouped('age').map((row) => ({ band: row['key'] as AgeBand, ...outcomesOf(row) })),
    // As above.
    byDisability: grouped('disability').map((row) => ({ degree: row['key'] as DisabilityDegree, ...outcomesOf(row) })),
    moves: moves.map((row) => ({
      from: String(row['category']),
      to: String(row['new_category']),
      households: Number(row['households']),
      people: Number(row['people']),
      monthly: money(row, 'fen'),
    })),
    affected: affected.map((row) => ({
      householdId: String(row['household_id']),
      division: String(row['division']),
      people: Number(row['people']),
      // As above.
      outcome: row['kind'] as ShownOutcome,
      before: { category: text(row['category']), amount: optionalMoney(row, 'fen') },
      after: { category: text(row['new_category']), amount: optionalMoney(row, 'new_fen') },
    })),
    seconds: (performance.now() - started) / 1000,
    warm: !before.made,
    peakRssMb,
  }
}

export interface PastSnapshot {
  readonly path: string
  readonly asOf: Day
}

/** The full snapshots of a county that are still kept, the newest first. */
export async function listSnapshots(folder: string): Promise<PastSnapshot[]> {
  if (!existsSync(folder)) return []
  return (await readdir(folder))
    .flatMap((name) => {
      const match = /^full-(\d{4}-\d{2}-\d{2})-(\d+)\.parquet$/.exec(name)
      const asOf = parseDay(match?.[1] ?? '')
      return asOf === undefined ? [] : [{ path: join(folder, name), asOf, taken: Number(match?.[2]) }]
    })
    .toSorted((a, b) => b.taken - a.taken)
    .map(({ path, asOf }) => ({ path, asOf }))
}
