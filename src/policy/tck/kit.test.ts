import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
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
import { readTestFile } from '#policy/tck/index'
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
})
