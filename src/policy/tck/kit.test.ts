import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, test } from 'vitest'
import {
  NameTable,
  parseExpression,
  parseUnaryTests,
  printExpression,
  printUnaryTests,
  type SyntaxFault,
} from '#policy/feel/index'
import { modelFromXml } from '#policy/model/from-xml'
import type { PolicyError } from '#policy/problem'
import {
  compileKit,
  modelsOf,
  readTestFile,
  runOnAnswer,
  runOnSql,
  type AskSql,
  type KitResult,
} from '#policy/tck/index'
import { isDmn, readXml, type XmlElement } from '#policy/xml/index'

const kit = process.env['DOUDI_TCK'] ?? '/work/shared/data/dmn-tck'
const isHere = existsSync(kit)
const all = isHere ? readdirSync(kit, { recursive: true, encoding: 'utf8' }).toSorted() : []

const javaModel = '0076-feel-external-java.dmn'

function contents(name: string): string {
  return readFileSync(path.join(kit, name), 'utf8')
}

function tree(name: string): XmlElement {
  const reading = readXml(contents(name))
  if (!reading.ok) throw new Error(`${name}: ${reading.fault}`)
  return reading.root
}

function walk(element: XmlElement, visit: (element: XmlElement, parent: XmlElement | undefined) => void): void {
  const down = (at: XmlElement, parent: XmlElement | undefined): void => {
    visit(at, parent)
    for (const child of at.children) down(child, at)
  }
  down(element, undefined)
}

/** Every name of the models in a folder; the scopes of the engine are narrower. */
function namesIn(folder: string): NameTable {
  const names = new NameTable([])
  for (const file of all.filter((name) => name.endsWith('.dmn') && path.dirname(name) === folder)) {
    walk(tree(file), (element) => names.add(element.attributes.get('name') ?? ''))
  }
  return names
}

const tests = new Set(['inputEntry', 'inputValues', 'outputValues', 'allowedValues', 'typeConstraint'])
const prose = new Set(['annotationEntry', 'textAnnotation'])

/** The fault of a text, or that it does not come back from the printer as it was. */
function faultOf(text: string, isTests: boolean, names: NameTable): SyntaxFault | 'printed otherwise' | undefined {
  if (isTests) {
    const parsed = parseUnaryTests(text, names)
    if (!parsed.ok) return parsed.fault
    const printed = printUnaryTests(parsed.value)
    const again = parseUnaryTests(printed, names)
    return again.ok && printUnaryTests(again.value) === printed ? undefined : 'printed otherwise'
  }
  const parsed = parseExpression(text, names)
  if (!parsed.ok) return parsed.fault
  const printed = printExpression(parsed.value)
  const again = parseExpression(printed, names)
  return again.ok && printExpression(again.value) === printed ? undefined : 'printed otherwise'
}

type Run = (
  ...of: Parameters<typeof runOnAnswer>
) => ReturnType<typeof runOnAnswer> | Promise<ReturnType<typeof runOnAnswer>>

/** What becomes of every case of the kit but those that call Java. */
async function outcomesOf(quotients: 'full' | 'rounded', run: Run) {
  const results: (KitResult & { readonly from: string })[] = []
  for (const from of all.filter((name) => name.endsWith('.xml') && !name.includes('0076-'))) {
    const reading = readTestFile(contents(from))
    if (!reading.ok) throw new Error(`${from} is not read`)
    const beside = all
      .filter((name) => name.endsWith('.dmn') && path.dirname(name) === path.dirname(from))
      .map((name) => ({ file: path.basename(name), text: contents(name) }))
    const found = await run(compileKit(modelsOf(reading.value, beside), quotients), reading.value)
    results.push(...found.map((result) => ({ ...result, from })))
  }
  return {
    failed: results
      .filter(({ outcome }) => outcome === 'failed')
      .map((result) => `${result.from} ${result.case} ${result.node}: ${result.got} for ${result.expected}`),
    passedShare: results.filter(({ outcome }) => outcome === 'passed').length / results.length,
  }
}

describe.skipIf(!isHere)(`the compatibility kit in ${kit} (skipped where it is absent)`, () => {
  const models = all.filter((name) => name.endsWith('.dmn'))

  test('every expression of its models is read, except functions in Java', () => {
    const faults: string[] = []
    let count = 0

    for (const model of models) {
      const names = namesIn(path.dirname(model))
      walk(tree(model), (element, parent) => {
        if (element.name !== 'text' || !isDmn(element) || parent === undefined || prose.has(parent.name)) return
        count++
        const fault = faultOf(element.content.text, tests.has(parent.name), names)
        const isJava = typeof fault === 'object' && fault.kind === 'unsupported' && fault.what === 'external java'
        if (fault !== undefined && !(isJava && path.basename(model) === javaModel)) {
          faults.push(`${model}: ${element.content.text} ${JSON.stringify(fault)}`)
        }
      })
    }

    expect(faults).toEqual([])
    expect(count).toBeGreaterThan(4_900)
  })

  test('every model is read without a problem, except the one with functions in Java', () => {
    const troubled = models.filter((model) => {
      const errors: PolicyError[] = []
      modelFromXml(contents(model), { folder: '', file: model, errors })
      return errors.length > 0
    })

    expect(models).toHaveLength(154)
    expect(troubled.map((model) => path.basename(model))).toEqual([javaModel])
  })

  test('every test file is read, and names a model beside it', () => {
    const files = all.filter((name) => name.endsWith('.xml'))

    const read = files.flatMap((file) => {
      const reading = readTestFile(contents(file))
      return reading.ok ? [{ file, ...reading.value }] : []
    })

    expect(read).toHaveLength(150)
    expect(read.flatMap((one) => one.cases)).toHaveLength(2_446)
    expect(read.flatMap((one) => one.cases.flatMap((each) => each.results))).toHaveLength(2_541)
    const alone = read.filter((one) => !all.includes(path.join(path.dirname(one.file), one.modelName)))
    expect(alone.map((one) => one.file)).toEqual([])
  })

  test('the answer back end passes every case that it takes, and takes at least 99 in 100', async () => {
    const { failed, passedShare } = await outcomesOf('full', runOnAnswer)

    expect(failed).toEqual([])
    expect(passedShare).toBeGreaterThanOrEqual(0.99)
  })

  test('the SQL back end passes every case that it takes, and takes at least 95 in 100', async () => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false' })
    const connection = await instance.connect()
    const ask: AskSql = async (sql) => {
      const answered = await connection.runAndReadAll(sql).catch((error: unknown) => String(error))
      if (typeof answered === 'string') return { ok: false, error: answered }
      return { ok: true, row: answered.getRowObjectsJson()[0] ?? {} }
    }

    const { failed, passedShare } = await outcomesOf('rounded', (compilation, file) =>
      runOnSql(compilation, file, ask, true),
    )
    connection.closeSync()

    expect(failed).toEqual([])
    expect(passedShare).toBeGreaterThanOrEqual(0.95)
  })
})
