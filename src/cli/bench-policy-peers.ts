import { feelinLane } from '#cli/bench-policy-feelin.zh'
import { jsonRulesLane } from '#cli/bench-policy-json-rules.zh'
import { type Lane, type LaneMaker, laneOf, verdictOf } from '#cli/bench-policy-lanes'
import type { BenchModel } from '#cli/bench-policy-models.zh'
import { zenLane } from '#cli/bench-policy-zen.zh'
import { benchDay } from '#cli/bench-sweep'
import { prepare, rowSource, type Row } from '#policy/answer/index'

const known = {
  feelin: feelinLane,
  '@gorules/zen-engine': zenLane,
  'json-rules-engine': jsonRulesLane,
} as const

/** The other engines that are installed, and the names of those that are not. They are there for development only. */
export async function loadPeers(): Promise<{
  readonly peers: readonly LaneMaker[]
  readonly missing: readonly string[]
}> {
  const peers: LaneMaker[] = []
  const missing: string[] = []
  for (const [name, load] of Object.entries(known)) {
    try {
      peers.push(await load())
    } catch (error) {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
      if (!isAbsent) throw error
      missing.push(name)
    }
  }
  return { peers, missing }
}

/** Our own engine, as the desk uses it: prepared once, each row read as the data has it. */
export function ourLane(
  engine: string,
  { policies, decisions }: BenchModel,
  rows: readonly Row[],
  trace: boolean,
): Lane {
  const { program } = policies
  const prepared = prepare(program, decisions)
  const [last = '', before = ''] = [...decisions].reverse()
  return laneOf(engine, rows, (row) => {
    const source = rowSource(program.vocabulary, row, program.semantics)
    const { values } = prepared.run(source, { day: benchDay, trace })
    return verdictOf(values[before], values[last])
  })
}

/** The rows as engines want them that have binary fractions only: a decimal in text becomes a number. */
export function inNumbers(rows: readonly Row[]): readonly Row[] {
  const decimal = /^-?\d+(\.\d+)?$/
  const numbered = <T>(cell: T): T | number => (typeof cell === 'string' && decimal.test(cell) ? Number(cell) : cell)
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, cell]) => [
        column,
        typeof cell !== 'object' || cell === null
          ? numbered(cell)
          : cell.map((cells) => Object.fromEntries(Object.entries(cells).map(([name, one]) => [name, numbered(one)]))),
      ]),
    ),
  )
}
