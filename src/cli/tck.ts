import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'
import { tckText as say } from '#cli/tck.zh'
import {
  compileKit,
  modelsOf,
  readTestFile,
  runOnAnswer,
  runOnSql,
  type AskSql,
  type KitResult,
  type Quotients,
} from '#policy/tck/index'

interface FolderResult {
  readonly name: string
  readonly results: readonly (KitResult & { readonly file: string })[]
}

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly refused: number
  readonly total: number
}

/** `doudi tck DIR`: runs the DMN Technology Compatibility Kit on one of the two back ends. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      backend: { type: 'string', default: 'answer' },
      json: { type: 'boolean', default: false },
      unfolded: { type: 'boolean', default: false },
    },
  })
  const [directory] = positionals
  const { backend } = values
  if (directory === undefined || (backend !== 'answer' && backend !== 'sql')) {
    process.stderr.write(`${say.usage}\n`)
    return 2
  }
  const tests = testFolders(directory)
  if (tests.length === 0) {
    process.stderr.write(`${say.noTests(directory)}\n`)
    return 2
  }
  const folders = backend === 'answer' ? tests.map(answerFolder) : await sqlFolders(tests, !values.unfolded)
  const report = reportOf(backend, folders)
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`)
  else {
    for (const folder of report.folders) process.stdout.write(`${say.folder(folder)}\n`)
    for (const failure of report.failures) process.stdout.write(`${say.failure(failure)}\n`)
    process.stdout.write(`${say.total(report)}\n`)
  }
  return report.failed === 0 ? 0 : 1
}

/** The folders below a directory that hold a model and its tests. */
function testFolders(directory: string): readonly string[] {
  const names = readdirSync(directory).sort()
  const own = names.some((name) => name.endsWith('.dmn')) ? [directory] : []
  const below = names
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isDirectory())
    .flatMap(testFolders)
  return [...own, ...below]
}

function filesOf(folder: string, ending: string): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
}

/** Each test file of a folder with its models, the tested one first. */
function testsOf(folder: string, quotients: Quotients) {
  const models = filesOf(folder, '.dmn')
  return filesOf(folder, '.xml').map(({ file, text }) => {
    const reading = readTestFile(text)
    if (!reading.ok) throw new Error(say.unreadable(join(folder, file)))
    return { file, test: reading.value, compilation: compileKit(modelsOf(reading.value, models), quotients) }
  })
}

function nameOf(folder: string): string {
  return folder.split(/[\\/]/).at(-1) ?? folder
}

function answerFolder(folder: string): FolderResult {
  const results = testsOf(folder, 'full').flatMap(({ file, test, compilation }) =>
    runOnAnswer(compilation, test).map((result) => ({ ...result, file })),
  )
  return { name: nameOf(folder), results }
}

async function sqlFolders(folders: readonly string[], folds: boolean): Promise<readonly FolderResult[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false' })
  const connection = await instance.connect()
  const ask: AskSql = async (sql) => {
    try {
      const [row = {}] = (await connection.runAndReadAll(sql)).getRowObjectsJson()
      return { ok: true, row }
    } catch (error) {
      // A query that does not run is a failed case, told with the database's words.
      return { ok: false, error: error instanceof Error ? error.message : String(error) }
    }
  }
  const found: FolderResult[] = []
  for (const folder of folders) {
    const results: (KitResult & { readonly file: string })[] = []
    for (const { file, test, compilation } of testsOf(folder, 'rounded')) {
      const ran = await runOnSql(compilation, test, ask, folds)
      results.push(...ran.map((result) => ({ ...result, file })))
    }
    found.push({ name: nameOf(folder), results })
  }
  connection.closeSync()
  return found
}

function countsOf(results: readonly KitResult[]): Counts {
  const count = (outcome: KitResult['outcome']): number => results.filter((result) => result.outcome === outcome).length
  return { passed: count('passed'), failed: count('failed'), refused: count('refused'), total: results.length }
}

function reportOf(backend: string, folders: readonly FolderResult[]) {
  const all = folders.flatMap((folder) => folder.results.map((result) => ({ ...result, folder: folder.name })))
  return {
    backend,
    ...countsOf(all),
    folders: folders.map(({ name, results }) => ({ name, ...countsOf(results) })),
    failures: all
      .filter((result) => result.outcome === 'failed')
      .map((result) => ({
        file: `${result.folder}/${result.file}`,
        case: result.case,
        node: result.node,
        expected: result.expected,
        got: result.got,
      })),
  }
}
