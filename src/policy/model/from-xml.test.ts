import fc from 'fast-check'
import { expect, test } from 'vitest'
import { modelFromXml } from '#policy/model/from-xml'
import type { Boxed, Model } from '#policy/model/model'
import type { PolicyError, Problem } from '#policy/problem'

const dmn15 = 'https://www.omg.org/spec/DMN/20230324/MODEL/'

function read(text: string): { readonly model: Model | undefined; readonly errors: readonly PolicyError[] } {
  const errors: PolicyError[] = []
  const model = modelFromXml(text, { folder: '示例', file: 'a.dmn', errors })
  return { model, errors }
}

function readWithin(body: string, namespace = dmn15): ReturnType<typeof read> {
  return read(`<definitions xmlns="${namespace}" name="示例" namespace="urn:a">${body}</definitions>`)
}

function problems(body: string): readonly Problem[] {
  return readWithin(body).errors.map((error) => error.problem)
}

/** A boxed expression in short. */
function shape(of: Boxed | undefined): string {
  if (of === undefined) return 'nothing'
  switch (of.kind) {
    case 'literal':
      return of.text.text
    case 'context':
      return `{${of.entries.map((entry) => `${entry.name ?? ''}: ${shape(entry.value)}`).join(', ')}}`
    case 'list':
      return `[${of.items.map(shape).join(', ')}]`
    case 'relation':
      return `${of.columns.map((column) => column.name).join('|')} ${of.rows.map((row) => row.map(shape).join('|')).join(' ')}`
    case 'invocation':
      return `${shape(of.callee)}(${of.bindings.map((one) => `${one.name}: ${shape(one.value)}`).join(', ')})`
    case 'function':
      return `(${of.parameters.map((one) => `${one.name}: ${one.typeRef ?? 'Any'}`).join(', ')}) → ${shape(of.body)}`
    case 'conditional':
      return `if ${shape(of.condition)} then ${shape(of.yes)} else ${shape(of.no)}`
    case 'filter':
      return `${shape(of.of)}[${shape(of.by)}]`
    case 'for':
    case 'some':
    case 'every':
      return `${of.kind} ${of.iterator} in ${shape(of.over)}: ${shape(of.body)}`
    case 'table':
      return 'table'
  }
}

const text = (written: string): string => `<literalExpression><text>${written}</text></literalExpression>`

function boxed(expression: string): string {
  const { model, errors } = readWithin(`<decision name="d">${expression}</decision>`)
  return `${shape(model?.decisions[0]?.logic)}${errors.map((error) => ` ${error.problem.code}`).join('')}`
}

test.each([
  [text('1 + 1'), '1 + 1'],
  [
    `<context><contextEntry><variable name="a"/>${text('1')}</contextEntry><contextEntry>${text('a')}</contextEntry></context>`,
    '{a: 1, : a}',
  ],
  [`<list>${text('1')}<list>${text('2')}</list></list>`, '[1, [2]]'],
  [`<relation><column name="a"/><column name="b"/><row>${text('1')}${text('2')}</row></relation>`, 'a|b 1|2'],
  [`<invocation>${text('f')}<binding><parameter name="x"/>${text('1')}</binding></invocation>`, 'f(x: 1)'],
  [
    `<functionDefinition kind="FEEL"><formalParameter name="x" typeRef="number"/>${text('x')}</functionDefinition>`,
    '(x: number) → x',
  ],
  [
    `<conditional><if>${text('a')}</if><then>${text('b')}</then><else>${text('c')}</else></conditional>`,
    'if a then b else c',
  ],
  [`<filter><in>${text('xs')}</in><match>${text('item > 1')}</match></filter>`, 'xs[item > 1]'],
  [`<for iteratorVariable="x"><in>${text('xs')}</in><return>${text('x')}</return></for>`, 'for x in xs: x'],
  [`<some iteratorVariable="x"><in>${text('xs')}</in><satisfies>${text('x')}</satisfies></some>`, 'some x in xs: x'],
  [`<every iteratorVariable="x"><in>${text('xs')}</in><satisfies>${text('x')}</satisfies></every>`, 'every x in xs: x'],
])('the boxed expression %s is read', (expression, expected) => {
  expect(boxed(expression)).toBe(expected)
})

test('a decision may have no logic', () => {
  expect(boxed('')).toBe('nothing')
})

test('a table is read with its values, its default and its annotations', () => {
  const { model, errors } = readWithin(`<decision name="d"><decisionTable hitPolicy="COLLECT" aggregation="SUM">
    <input label="年龄"><inputExpression typeRef="number"><text>a</text></inputExpression><inputValues><text>[0..9]</text></inputValues></input>
    <output name="等级" typeRef="string"><outputValues><text>"A","B"</text></outputValues><defaultOutputEntry><text>"B"</text></defaultOutputEntry></output>
    <annotation name="依据"/>
    <rule><inputEntry><text>&lt; 1</text></inputEntry><outputEntry><text>"A"</text></outputEntry><annotationEntry><text>第一条</text></annotationEntry></rule>
  </decisionTable></decision>`)

  expect(errors).toEqual([])
  expect(model?.decisions[0]?.logic).toMatchObject({
    kind: 'table',
    hitPolicy: 'COLLECT',
    aggregation: 'SUM',
    inputs: [{ label: '年龄', text: { text: 'a' }, typeRef: 'number', values: { text: '[0..9]' } }],
    outputs: [{ name: '等级', typeRef: 'string', values: { text: '"A","B"' }, otherwise: { text: '"B"' } }],
    annotationNames: ['依据'],
    rules: [{ inputs: [{ text: '< 1' }], outputs: [{ text: '"A"' }], annotations: ['第一条'] }],
  })
})

test('a type has its constraints, its components and the function that it may be', () => {
  const { model, errors } = readWithin(`
    <itemDefinition name="t" isCollection="true"><typeRef>number</typeRef>
      <allowedValues><text>&gt; 0</text></allowedValues><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
    <itemDefinition name="c"><itemComponent name="first  name"><typeRef>string</typeRef></itemComponent></itemDefinition>
    <itemDefinition name="f"><functionItem outputTypeRef="string"><parameters name="x" typeRef="number"/></functionItem></itemDefinition>`)

  expect(errors).toEqual([])
  expect(model?.types).toMatchObject([
    {
      name: 't',
      typeRef: 'number',
      isCollection: true,
      allowedValues: { text: '> 0' },
      typeConstraint: { text: 'count(?) < 3' },
    },
    { name: 'c', isCollection: false, components: [{ name: 'first name', typeRef: 'string' }] },
    { name: 'f', functionType: { parameters: [{ name: 'x', typeRef: 'number' }], result: 'string' } },
  ])
})

test('a decision service names its decisions and its inputs', () => {
  const { model } = readWithin(`<decisionService name="s"><variable name="s" typeRef="number"/>
    <outputDecision href="#o"/><encapsulatedDecision href="#e"/><inputDecision href="urn:b#i"/><inputData href="#d"/></decisionService>`)

  expect(model?.services).toMatchObject([
    {
      name: 's',
      typeRef: 'number',
      outputs: [{ href: '#o' }],
      encapsulated: [{ href: '#e' }],
      inputDecisions: [{ href: 'urn:b#i' }],
      inputData: [{ href: '#d' }],
    },
  ])
})

test('the prefixes of DMN 1.1 are resolved: of FEEL, of the model, and of an imported one', () => {
  const { model, errors } =
    read(`<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd" name="n" namespace="urn:a"
      xmlns:feel="http://www.omg.org/spec/FEEL/20140401" xmlns:own="urn:a" xmlns:other="urn:b">
    <import name="m" namespace="urn:b" importType="http://www.omg.org/spec/DMN/20151101/dmn.xsd"/>
    <inputData name="x"><variable name="x" typeRef="feel:days and time duration"/></inputData>
    <inputData name="y"><variable name="y" typeRef="own:tPerson"/></inputData>
    <inputData name="z"><variable name="z" typeRef="other:tPerson"/></inputData></definitions>`)

  expect(errors).toEqual([])
  expect(model?.inputs.map((input) => input.typeRef)).toEqual(['days and time duration', 'tPerson', 'm.tPerson'])
})

test('a function in Java is refused by name, and its decision has no logic', () => {
  const { model, errors } = readWithin(
    `<decision name="d"><functionDefinition kind="Java"><context/></functionDefinition></decision>`,
  )

  expect(errors).toMatchObject([
    { decision: 'd', problem: { code: 'unsupported-element', element: 'functionDefinition kind="Java"' } },
  ])
  expect(model?.decisions[0]?.logic).toBeUndefined()
})

test('an element of DMN that we do not know is reported, one of a vendor is not', () => {
  expect(problems('<decision name="d"><novelty/><x:y xmlns:x="urn:vendor"/></decision>')).toEqual([
    { code: 'unsupported-element', element: 'novelty' },
  ])
  expect(
    problems('<x:y xmlns:x="urn:vendor"/><extensionElements><x:y xmlns:x="urn:vendor"/></extensionElements>'),
  ).toEqual([])
})

test('what an expression lacks is reported where it is lacking', () => {
  expect(problems('<decision name="d"><filter><in/></filter></decision>')).toEqual([
    { code: 'missing-part', element: 'in', part: 'literalExpression' },
    { code: 'missing-part', element: 'filter', part: 'match' },
  ])
  expect(problems('<decision/>')).toEqual([{ code: 'missing-part', element: 'decision', part: 'name' }])
})

test('a file that is not XML, or not DMN, gives no model', () => {
  expect(read('<definitions>').errors[0]?.problem).toEqual({
    code: 'xml-malformed',
    detail: 'tag-unclosed',
    found: 'definitions',
  })
  expect(read('<html/>').errors[0]?.problem).toEqual({ code: 'not-dmn', found: 'html' })
  expect(read('<definitions xmlns="urn:other"/>').errors[0]?.problem).toEqual({
    code: 'not-dmn',
    found: 'definitions xmlns="urn:other"',
  })
})

const whole = `<definitions xmlns="${dmn15}" name="n" namespace="urn:a"><import name="m" namespace="urn:b" importType="${dmn15}"/>
  <itemDefinition name="t"><typeRef>m:x</typeRef><allowedValues><text>1</text></allowedValues></itemDefinition>
  <decision name="d" id="d"><variable name="d" typeRef="t"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
  <context><contextEntry><variable name="a"/><decisionTable><input><inputExpression><text>a &lt; 1</text></inputExpression></input>
  <output/><rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable></contextEntry>
  <contextEntry><invocation>${text('f')}<binding><parameter name="x"/>${text('1')}</binding></invocation></contextEntry></context></decision></definitions>`

test('a file that was cut, doubled or scrambled anywhere is read or refused with places in it', () => {
  expect(read(whole).errors).toEqual([])
  const place = fc.nat(whole.length)
  fc.assert(
    fc.property(
      place,
      place,
      fc.constantFrom('', '<', '</', '"', '>', '&', '<text>', '<list/>', '\n'),
      (one, other, put) => {
        const damaged = whole.slice(0, one) + put + whole.slice(other)

        const { errors } = read(damaged)

        expect(errors.every((error) => error.line >= 1 && error.line <= damaged.split('\n').length)).toBe(true)
      },
    ),
    { seed: 21, numRuns: 1_500 },
  )
})
