import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Peer, peers, runPeer } from '#cli/bench-dispatch-peer'
import { readProblemFile } from '#cli/dispatch-files'
import { planWithThreads } from '#cli/dispatch-threads'
import { wallClock } from '#cli/dispatch-worker'
import { dispatchText as say } from '#cli/dispatch.zh'
import { checkHhcrsp, checkSolomon } from '#dispatch'

export interface DispatchBenchWish {
  /** The folder with `vrptw` and `hhcrsp` in it. */
  readonly data: string | undefined
  readonly seconds: number
  readonly threads: number
  /** Only instances whose set and name, as in `hhcrsp/…_50_1`, match. */
  readonly only: string | undefined
  readonly peer: string | undefined
  readonly python: string | undefined
}

interface Instance {
  readonly set: string
  readonly name: string
  readonly file: string
  readonly format: 'solomon' | 'hhcrsp'
  readonly best: number
}

interface Row {
  readonly set: string
  readonly instance: string
  readonly cost: number
  readonly best_known: number
  /** In per cent of the best known. */
  readonly gap: number
  readonly valid: boolean
  readonly violations: number
  readonly unserved: number
  readonly rounds: number
  readonly seconds: number
  readonly peer?: { readonly cost: number | null; readonly gap: number | null; readonly bound: number | null }
}

/**
 * `./doudi bench dispatch`: the public instances one after the other, each for the same seconds, each plan looked at by
 * the checker of its collection; and means by set. With a peer, it solves each instance right after us.
 */
export async function benchDispatch(wish: DispatchBenchWish): Promise<Readonly<Record<string, unknown>>> {
  if (wish.data === undefined) throw new Error(say.benchUsage)
  const peer = readPeer(wish)
  const pattern = new RegExp(wish.only ?? '')
  const instances = listInstances(wish.data)
    .filter(({ set, name }) => pattern.test(`${set}/${name}`))
    .filter(({ format }) => peer === undefined || peer.format === format)
  if (instances.length === 0) throw new Error(say.noInstances(wish.data))
  const rows: Row[] = []
  for (const instance of instances) {
    const row = await measure(instance, wish)
    const other = peer === undefined ? undefined : runPeer(peer, instance.file, wish.seconds, wish.threads)
    const of = (cost: number | null): number | null => (cost === null ? null : gapOf(cost, instance.best))
    rows.push(other === undefined ? row : { ...row, peer: { ...other, gap: of(other.cost) } })
    process.stderr.write(`${say.benchRow(row, other?.cost)}\n`)
  }
  const sets = [...new Set(rows.map(({ set }) => set))]
  return {
    seconds: wish.seconds,
    threads: wish.threads,
    ...(peer === undefined ? {} : { peer: peer.name }),
    sets: sets.map((set) => summaryOf(set, rows)),
    rows,
  }
}

function readPeer({ peer, python }: DispatchBenchWish): Peer | undefined {
  if (peer === undefined) return undefined
  const format = peers.get(peer)
  if (format === undefined) throw new Error(say.unknownPeer(peer))
  return { name: peer, format, python: python ?? 'python3' }
}

async function measure(instance: Instance, { seconds, threads }: DispatchBenchWish): Promise<Row> {
  const { file, format, set, name, best } = instance
  const problem = readProblemFile({ file, format, fleetFirst: false })
  const from = wallClock()
  const until = { kind: 'clock', second: from + seconds } as const
  const { plan, rounds } = await planWithThreads({ problem, previous: undefined, until, seed: 1, threads })
  const took = wallClock() - from
  const text = readFileSync(file, 'utf8')
  const answer = format === 'hhcrsp' ? checkHhcrsp(text, plan) : checkSolomon(text, plan, false)
  const { cost, valid, violations, unserved } = answer
  return {
    set,
    instance: name,
    cost,
    best_known: best,
    gap: gapOf(cost, best),
    valid,
    violations: violations.length,
    unserved: unserved.length,
    rounds,
    seconds: took,
  }
}

function gapOf(cost: number, best: number): number {
  return ((cost - best) / best) * 100
}

function summaryOf(set: string, rows: readonly Row[]): Readonly<Record<string, unknown>> {
  const own = rows.filter((row) => row.set === set)
  const compared = own.flatMap(({ peer }) => (peer === undefined || peer.gap === null ? [] : [peer.gap]))
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  return {
    set,
    instances: own.length,
    mean_gap: mean(own.map(({ gap }) => gap)),
    worst_gap: Math.max(...own.map(({ gap }) => gap)),
    valid: own.filter(({ valid }) => valid).length,
    ...(compared.length === 0 ? {} : { peer_instances: compared.length, peer_mean_gap: mean(compared) }),
  }
}

function listInstances(data: string): readonly Instance[] {
  return [...listVrptw(join(data, 'vrptw')), ...listHhcrsp(join(data, 'hhcrsp'))]
}

function listVrptw(folder: string): readonly Instance[] {
  return readRows(join(folder, 'bks.csv')).flatMap((row): readonly Instance[] => {
    const name = row.get('instance') ?? ''
    const file = join(folder, `${name}.txt`)
    const best = Number(row.get('dimacs_distance_trunc1'))
    const set = `vrptw-${row.get('customers') ?? ''}`
    return existsSync(file) && best > 0 ? [{ set, name, file, format: 'solomon', best }] : []
  })
}

function listHhcrsp(folder: string): readonly Instance[] {
  return readRows(join(folder, 'best_known.csv')).flatMap((row): readonly Instance[] => {
    const name = row.get('instance') ?? ''
    const file = readdirSync(folder).find((one) => one === `${name}.json`)
    const best = Number(row.get('best_published'))
    return file === undefined || !(best > 0)
      ? []
      : [{ set: 'hhcrsp', name, file: join(folder, file), format: 'hhcrsp', best }]
  })
}

/** The rows of a csv file by the names of its columns; cells in quotes may hold commas. */
function readRows(file: string): readonly ReadonlyMap<string, string>[] {
  if (!existsSync(file)) return []
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line) => {
    const cells = line.match(/("[^"]*"|[^,]*)(?:,|$)/g)?.map((cell) => cell.replace(/,$/, '').replaceAll('"', '')) ?? []
    return new Map(names.map((name, index) => [name, cells[index] ?? '']))
  })
}
