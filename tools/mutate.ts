import { spawn } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seededRandom } from '#kernel/random'
import { mutated, type Mutation, mutationsOf } from './mutations.ts'

/**
 * Mutation testing: changes one place of some files at a time and tells whether the tests notice.
 *
 *     node tools/mutate.ts --tree /tmp/copy --count 120 --seed 1 --files 'src/policy/checked/*.ts' --test 'vitest run …'
 *
 * It writes into the trees that it is given, so these are copies of the project; several work side by side. A mutant
 * that `--types` (a command like a test) rejects counts for nothing, since nobody could make that slip. The others go
 * through the tests in the order of `--test`, quickest first, and are killed by the first that fails. `--report` writes
 * what became of each; `--again FILE` runs only those of a report that no test has killed; `--skip N` goes on after N.
 */

type Outcome = 'rejected' | 'killed' | 'timed out' | 'survived'

interface Mutant {
  readonly file: string
  readonly mutation: Mutation
}

interface Judged extends Mutant {
  readonly outcome: Outcome
  /** The test that ended it, counted from 1. */
  readonly by: number | undefined
}

const { values } = parseArgs({
  options: {
    tree: { type: 'string', multiple: true, default: [] },
    files: { type: 'string', multiple: true, default: [] },
    test: { type: 'string', multiple: true, default: [] },
    types: { type: 'string', default: 'true' },
    count: { type: 'string', default: '100' },
    skip: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '120' },
    report: { type: 'string' },
    again: { type: 'string' },
  },
})
const { tree: trees, test: tests } = values

/** Runs a command in a tree; a command that does not end in time is stopped with all that it has started. */
function run(command: string, cwd: string): Promise<'passed' | 'failed' | 'timed out'> {
  return new Promise((settle) => {
    const child = spawn('sh', ['-c', command], { cwd, stdio: 'ignore', detached: true })
    const late = setTimeout(() => {
      settle('timed out')
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }, Number(values.seconds) * 1000)
    child.on('exit', (code) => {
      clearTimeout(late)
      settle(code === 0 ? 'passed' : 'failed')
    })
  })
}

async function judge(tree: string, { file, mutation }: Mutant): Promise<Judged> {
  const path = join(tree, file)
  const original = readFileSync(path, 'utf8')
  writeFileSync(path, mutated(original, mutation))
  try {
    if ((await run(values.types, tree)) !== 'passed') return { file, mutation, outcome: 'rejected', by: undefined }
    for (const [index, command] of tests.entries()) {
      const end = await run(command, tree)
      if (end === 'failed') return { file, mutation, outcome: 'killed', by: index + 1 }
      if (end === 'timed out') return { file, mutation, outcome: 'timed out', by: index + 1 }
    }
    return { file, mutation, outcome: 'survived', by: undefined }
  } finally {
    writeFileSync(path, original)
  }
}

/** Every mutant of the files, in an order that the seed gives. */
function drawn(tree: string): readonly Mutant[] {
  const files = globSync(values.files, { cwd: tree }).filter((file) => !/\.test\.ts$|testing\.ts$/.test(file))
  const all = files
    .toSorted()
    .flatMap((file) =>
      mutationsOf(file, readFileSync(join(tree, file), 'utf8')).map((mutation) => ({ file, mutation })),
    )
  const random = seededRandom(Number(values.seed))
  process.stdout.write(`${all.length} places in ${files.length} files\n`)
  return all
    .map((mutant) => ({ mutant, rank: random.next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ mutant }) => mutant)
    .slice(Number(values.skip))
    .slice(0, Number(values.count))
}

function survivorsOf(report: string): readonly Mutant[] {
  const judged: readonly Judged[] = JSON.parse(readFileSync(report, 'utf8'))
  return judged.filter(({ outcome }) => outcome === 'survived')
}

function lineOf(tree: string, { file, mutation }: Mutant): string {
  const text = readFileSync(join(tree, file), 'utf8')
  const line = text.slice(0, mutation.start).split('\n').length
  const words = (of: string): string => of.replace(/\s+/g, ' ').slice(0, 90)
  const written = words(text.slice(mutation.start, mutation.end))
  return `${file}:${line} [${mutation.kind}] ${written} → ${words(mutation.replacement)}`
}

const [first] = trees
if (first === undefined || tests.length === 0) throw new Error('Give at least one --tree and one --test')
for (const tree of trees) {
  for (const command of [values.types, ...tests]) {
    if ((await run(command, tree)) !== 'passed') throw new Error(`Without a change this fails in ${tree}: ${command}`)
  }
}
const waiting = [...(values.again === undefined ? drawn(first) : survivorsOf(values.again))]
const judged: Judged[] = []
await Promise.all(
  trees.map(async (tree) => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const verdict = await judge(tree, mutant)
      judged.push(verdict)
      const by = verdict.by === undefined ? '' : ` by test ${verdict.by}`
      process.stdout.write(`${judged.length} ${verdict.outcome}${by}: ${lineOf(tree, mutant)}\n`)
      if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(judged))
    }
  }),
)
const counted = judged.filter(({ outcome }) => outcome !== 'rejected')
const noticed = counted.filter(({ outcome }) => outcome !== 'survived').length
const share = ((100 * noticed) / counted.length).toFixed(1)
process.stdout.write(
  `${noticed} of ${counted.length} noticed: ${share} %; types reject ${judged.length - counted.length} more\n`,
)
