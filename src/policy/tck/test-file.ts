import { childNamed, childrenNamed, readXml, type XmlElement, type XmlFault } from '#policy/xml/index'

/** A value as a test file writes it; what it means is said by whoever runs the test. */
export type Datum =
  /** `type` is the local name of an XML Schema type, empty when none is written; text of another type than `string` is trimmed. */
  | { readonly kind: 'value'; readonly type: string; readonly text: string }
  | { readonly kind: 'nil' }
  | { readonly kind: 'list'; readonly items: readonly Datum[] }
  | { readonly kind: 'components'; readonly fields: readonly { readonly name: string; readonly value: Datum }[] }

const invocableKinds = ['decision', 'bkm', 'decisionService'] as const

type InvocableKind = (typeof invocableKinds)[number]

interface TestInput {
  readonly name: string
  readonly namespace: string | undefined
  readonly value: Datum
}

interface TestResult {
  readonly name: string
  readonly namespace: string | undefined
  readonly type: InvocableKind
  /** The result is null and an error is told of; a null without an error passes too. */
  readonly errorResult: boolean
  /** Absent when the file expects nothing in particular. */
  readonly expected: Datum | undefined
}

export interface TestCase {
  readonly id: string
  readonly type: InvocableKind
  /** What is called, if it is no decision. */
  readonly invocable: string | undefined
  readonly namespace: string | undefined
  readonly inputs: readonly TestInput[]
  readonly results: readonly TestResult[]
}

export interface TestFile {
  readonly modelName: string
  readonly cases: readonly TestCase[]
}

type TestFileReading =
  | { readonly ok: true; readonly value: TestFile }
  | { readonly ok: false; readonly fault: XmlFault | 'not-a-test-file'; readonly offset: number }

const testNamespace = 'http://www.omg.org/spec/DMN/20160719/testcase'

/** Reads a file of tests of the DMN Technology Compatibility Kit (its testCases.xsd). */
export function readTestFile(text: string): TestFileReading {
  const reading = readXml(text)
  if (!reading.ok) return reading
  const { root } = reading
  if (root.name !== 'testCases' || root.namespace !== testNamespace) {
    return { ok: false, fault: 'not-a-test-file', offset: root.offset }
  }
  const modelName = childNamed(root, 'modelName')?.content.text.trim() ?? ''
  return { ok: true, value: { modelName, cases: childrenNamed(root, 'testCase').map(testCaseFrom) } }
}

function testCaseFrom(element: XmlElement): TestCase {
  const type = kindOf(element)
  return {
    id: element.attributes.get('id') ?? '',
    type,
    invocable: element.attributes.get('invocableName'),
    namespace: element.attributes.get('namespace'),
    inputs: childrenNamed(element, 'inputNode').map((input) => ({
      name: input.attributes.get('name') ?? '',
      namespace: input.attributes.get('namespace'),
      value: datumWithin(input),
    })),
    results: childrenNamed(element, 'resultNode').map((result) => {
      const expected = childNamed(result, 'expected')
      return {
        name: result.attributes.get('name') ?? '',
        namespace: result.attributes.get('namespace'),
        type: kindOf(result),
        errorResult: result.attributes.get('errorResult') === 'true',
        expected: expected === undefined ? undefined : datumWithin(expected),
      }
    }),
  }
}

function kindOf(element: XmlElement): InvocableKind {
  return invocableKinds.find((kind) => kind === element.attributes.get('type')) ?? 'decision'
}

function isNil(element: XmlElement): boolean {
  return element.attributes.get('xsi:nil') === 'true'
}

/** The value that an element holds: one value, a list, components, or none. */
function datumWithin(element: XmlElement): Datum {
  const value = childNamed(element, 'value')
  if (value !== undefined) return simpleDatum(value)
  const list = childNamed(element, 'list')
  if (list !== undefined) {
    return isNil(list) ? { kind: 'nil' } : { kind: 'list', items: childrenNamed(list, 'item').map(datumWithin) }
  }
  const components = childrenNamed(element, 'component')
  if (components.length === 0 || isNil(element)) return { kind: 'nil' }
  return {
    kind: 'components',
    fields: components.map((component) => ({
      name: component.attributes.get('name') ?? '',
      value: isNil(component) ? { kind: 'nil' } : datumWithin(component),
    })),
  }
}

function simpleDatum(element: XmlElement): Datum {
  if (isNil(element)) return { kind: 'nil' }
  const written = element.attributes.get('xsi:type') ?? ''
  const type = written.slice(written.indexOf(':') + 1)
  const { text } = element.content
  return { kind: 'value', type, text: type === 'string' ? text : text.trim() }
}
