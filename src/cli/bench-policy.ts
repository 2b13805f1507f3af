import { type Lane, type LaneMaker, type Verdict, verdictOf } from '#cli/bench-policy-lanes'
import { type BenchModel, benchModels, householdReads, smallRows } from '#cli/bench-policy-models.zh'
import { inNumbers, loadPeers, ourLane } from '#cli/bench-policy-peers'
import { policyBenchText } from '#cli/bench-policy-text.zh'
import {
  benchCounty,
  benchDay,
  compareSweep,
  fastest,
  inPopulation,
  type Population,
  sweepTurns,
} from '#cli/bench-sweep'
import { toSql } from '#policy'
import type { Row } from '#policy/answer/index'
import { runDuckDb } from '#sweep'

interface EngineSpeed {
  readonly name: string
  readonly decisions_per_second: number
  /** Decisions in all timed turns together. */
  readonly evaluations: number
}

interface ModelSpeeds {
  readonly name: string
  readonly engines: readonly EngineSpeed[]
}

export interface PolicyBench {
  readonly models: readonly ModelSpeeds[]
  readonly sql: Awaited<ReturnType<typeof compareSweep>> & {
    /** Of the small household model, whose rows the engines decide one by one. */
    readonly household_model_seconds: number
    readonly sampled: number
    readonly one_by_one: readonly { readonly name: string; readonly seconds: number; readonly ratio: number }[]
  }
}

const turns = 5
/** Seconds that a turn should last, and the decisions that it has at least. */
const [turnSeconds, leastOfTurn] = [0.4, 2000]
/** So many that what an engine keeps of rows it has seen is forgotten before they come again. */
const sampleSize = 30_000
/** Households on which the engines must agree; the slowest takes its time for them. */
const compared = 10_000

const shownNames: Readonly<Record<BenchModel['name'], string>> = {
  table: '20-rule table',
  expression: 'expression',
  household: 'household',
}

/** Every engine on the same rows; the first is the yardstick. */
export function lanesOf(model: BenchModel, rows: readonly Row[], peers: readonly LaneMaker[]): readonly Lane[] {
  const numbers = inNumbers(rows)
  return [
    ourLane('ours', model, rows, false),
    ourLane('ours with reasons', model, rows, true),
    ...peers.map((peer) => peer(model.name, numbers)),
  ]
}

/** Throws when an engine decides one of the rows otherwise than ours; a cent is forgiven to binary fractions. */
export async function expectAgreement(
  name: string,
  lanes: readonly Lane[],
  count: number,
): Promise<readonly Verdict[]> {
  const [ours, ...others] = lanes
  if (ours === undefined) return []
  const expected = await ours.decide(0, count)
  for (const lane of others) {
    const found = await lane.decide(0, count)
    const differing = expected.flatMap((verdict, row) => {
      const other = found[row]
      const same = other?.category === verdict.category && Math.abs(other.amount - verdict.amount) < 0.01
      return same ? [] : [`${row}: ${JSON.stringify(verdict)}, ${JSON.stringify(other)}`]
    })
    if (differing.length > 0) {
      throw new Error(policyBenchText.disagree(name, lane.engine, differing.length, differing[0] ?? ''))
    }
  }
  return expected
}

/** Decides so many rows, from the first again when they run out, and gives the seconds. */
async function timed(lane: Lane, rows: number, decisions: number): Promise<number> {
  const started = performance.now()
  for (let left = decisions; left > 0; left -= rows) await lane.decide(0, Math.min(rows, left))
  return (performance.now() - started) / 1000
}

/** The engines by turns, so that what disturbs the machine meets all of them; of each the fastest turn. */
async function speedsOf(lanes: readonly Lane[], rows: number): Promise<readonly EngineSpeed[]> {
  const work: { lane: Lane; decisions: number; seconds: number[] }[] = []
  for (const lane of lanes) {
    const tried = Math.min(rows, 500)
    await timed(lane, rows, tried)
    const rate = tried / (await timed(lane, rows, tried))
    work.push({ lane, decisions: Math.max(leastOfTurn, Math.round(rate * turnSeconds)), seconds: [] })
  }
  for (let turn = 0; turn < turns; turn++) {
    for (const { lane, decisions, seconds } of work) seconds.push(await timed(lane, rows, decisions))
  }
  return work.map(({ lane, decisions, seconds }) => ({
    name: lane.engine,
    decisions_per_second: Math.round(decisions / fastest(seconds)),
    evaluations: decisions * turns,
  }))
}

/** The compiled household model over the population, and what its first households with all facts known are. */
async function householdsInSql(model: BenchModel, { folder, source }: Population) {
  const { policies, decisions } = model
  const compiled = toSql(policies, { decisions, dialect: 'duckdb', day: benchDay, within: benchCounty, source })
  if (!compiled.ok) throw new Error(compiled.reason)
  const [category, amount] = decisions
  const own = householdReads.household.map((column) => `"${column}"`).join(', ')
  const cells = householdReads.members.map((column) => `"${column}" := x."${column}"`).join(', ')
  const known = householdReads.household.map((column) => `"${column}" is not null`).join(' and ')
  const sample = `from ${source} s join core using ("householdId")
    where ${known} order by "householdId"::bigint limit ${sampleSize}`
  const create = `create or replace table core as ${compiled.sql}`
  const run = await runDuckDb({
    directory: folder,
    statements: [...compiled.setup, ...Array.from({ length: sweepTurns }, () => create)],
    questions: [
      `select s.division, ${own}, list_transform(members, lambda x: struct_pack(${cells})) as members ${sample}`,
      `select core."${category}" as category, core."${amount}" as amount ${sample}`,
    ],
  })
  return {
    seconds: fastest(run.seconds.slice(compiled.setup.length)),
    // Read from our own Parquet, whose columns are cells and lists of cells.
    rows: (run.rows[0] ?? []) as readonly Row[],
    verdicts: (run.rows[1] ?? []).map((row) => verdictOf(row['category'], row['amount'])),
  }
}

/**
 * `./doudi bench policy [--households N] [--json]`: our engine against others on three models, and what SQL does with
 * the same household model and with all policies. Nothing is timed before all engines have given the same verdicts.
 */
export async function benchPolicy(households: number): Promise<PolicyBench> {
  const { peers, missing } = await loadPeers()
  if (missing.length > 0) throw new Error(policyBenchText.peersMissing(missing))
  const models = benchModels()
  return inPopulation(households, async (population) => {
    const sweep = await compareSweep(population)
    const inSql = await householdsInSql(models.household, population)
    const small = smallRows(leastOfTurn)
    const speeds: ModelSpeeds[] = []
    for (const model of [models.table, models.expression, models.household]) {
      const isHousehold = model === models.household
      const rows = isHousehold ? inSql.rows : small
      const sql: Lane = { engine: 'SQL', decide: (from, until) => Promise.resolve(inSql.verdicts.slice(from, until)) }
      const lanes = lanesOf(model, rows, peers)
      await expectAgreement(
        shownNames[model.name],
        isHousehold ? [...lanes, sql] : lanes,
        Math.min(rows.length, compared),
      )
      speeds.push({ name: shownNames[model.name], engines: await speedsOf(lanes, rows.length) })
    }
    return {
      models: speeds,
      sql: {
        ...sweep,
        household_model_seconds: Number(inSql.seconds.toFixed(3)),
        sampled: inSql.rows.length,
        one_by_one: (speeds.at(-1)?.engines ?? []).map(({ name, decisions_per_second }) => {
          const seconds = households / decisions_per_second
          return { name, seconds: Number(seconds.toFixed(1)), ratio: Number((seconds / inSql.seconds).toFixed(1)) }
        }),
      },
    }
  })
}
