import { expect, test } from 'vitest'
import { compilePolicies, toSql, type PolicySource } from '#policy'
import { functionOf, prepare, valueSource } from '#policy/answer/index'
import { day } from '#kernel/day'
import { toPlain, type Value } from '#policy/value/index'

const asOf = day('2026-01-01')

function model(body: string, namespace = 'urn:main', name = 'main'): PolicySource {
  const text = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="${name}" namespace="${namespace}">${body}</definitions>`
  return { folder: '', file: `${name}.dmn`, kind: 'dmn', text }
}

const literal = (text: string): string =>
  `<literalExpression><text>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text></literalExpression>`

function decision(name: string, logic: string, requires = '', typeRef = ''): string {
  const type = typeRef === '' ? '' : ` typeRef="${typeRef}"`
  return `<decision id="${name}" name="${name}"><variable name="${name}"${type}/>${requires}${logic}</decision>`
}

const needs = (id: string): string =>
  `<informationRequirement><requiredDecision href="#${id}"/></informationRequirement>`
const input = (id: string): string => `<informationRequirement><requiredInput href="#${id}"/></informationRequirement>`
const knows = (href: string): string =>
  `<knowledgeRequirement><requiredKnowledge href="${href}"/></knowledgeRequirement>`

/** The value of the decision `y` to the letter of the standard. */
function valueOf(sources: readonly PolicySource[], inputs: Readonly<Record<string, Value>> = {}): unknown {
  const compilation = compilePolicies(sources, { semantics: 'standard' })
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.errors))
  const prepared = prepare(compilation.policies.program, ['y'])
  return prepared.run(valueSource(new Map(Object.entries(inputs))), { day: asOf, trace: false }).values['y']
}

test('every boxed expression has the value of its FEEL', () => {
  const boxed: Readonly<Record<string, unknown>> = {
    [`<list>${literal('1')}${literal('2 + 3')}</list>`]: ['1', '5'],
    [`<relation><column name="a"/><column name="b c"/><row>${literal('1')}${literal('"x"')}</row></relation>`]: [
      { a: '1', 'b c': 'x' },
    ],
    [`<conditional><if>${literal('1 > 2')}</if><then>${literal('"yes"')}</then><else>${literal('"no"')}</else></conditional>`]:
      'no',
    [`<filter><in>${literal('[1, 5, 9]')}</in><match>${literal('item > 4')}</match></filter>`]: ['5', '9'],
    [`<for iteratorVariable="i"><in>${literal('[1, 2]')}</in><return>${literal('i * 10')}</return></for>`]: [
      '10',
      '20',
    ],
    [`<some iteratorVariable="i"><in>${literal('[1, 2]')}</in><satisfies>${literal('i > 1')}</satisfies></some>`]: true,
    [`<every iteratorVariable="i"><in>${literal('[1, 2]')}</in><satisfies>${literal('i > 1')}</satisfies></every>`]: false,
    [`<context><contextEntry><variable name="first"/>${literal('2')}</contextEntry><contextEntry>${literal('first * 3')}</contextEntry></context>`]:
      '6',
  }
  for (const [logic, expected] of Object.entries(boxed)) {
    expect([logic, valueOf([model(decision('y', logic))])]).toEqual([logic, expected])
  }
})

test('a business knowledge model is called, invoked, and may call itself', () => {
  const body = literal('if n < 2 then 1 else n * factorial(n - 1)')
  const knowledge = `<businessKnowledgeModel id="f" name="factorial"><variable name="factorial"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/>${body}</encapsulatedLogic>${knows('#f')}</businessKnowledgeModel>`
  const invocation = `<invocation>${literal('factorial')}<binding><parameter name="n"/>${literal('5')}</binding></invocation>`

  expect(valueOf([model(knowledge + decision('y', literal('factorial(20)'), knows('#f')))])).toBe('2432902008176640000')
  expect(valueOf([model(knowledge + decision('y', invocation, knows('#f')))])).toBe('120')
  expect(valueOf([model(knowledge + decision('y', literal('factorial("five")'), knows('#f')))])).toBe(null)
})

test('a decision service computes its decisions over what it is given', () => {
  const decisions =
    decision('inner', literal('given + 1'), needs('given')) +
    decision('given', literal('1000')) +
    decision('outer', literal('inner * factor'), needs('inner') + input('factor'))
  const service =
    '<inputData id="factor" name="factor"><variable name="factor" typeRef="number"/></inputData>' +
    '<decisionService id="s" name="serve"><outputDecision href="#outer"/><encapsulatedDecision href="#inner"/><inputDecision href="#given"/><inputData href="#factor"/></decisionService>'
  const source = model(decisions + service + decision('y', literal('serve(10, 2)'), knows('#s')))

  // Input data come first, then input decisions.
  expect(valueOf([source])).toBe('30')
  const compilation = compilePolicies([source], { semantics: 'standard' })
  if (!compilation.ok) throw new Error('It compiles')
  const called = functionOf(compilation.policies.program, 'serve', { day: asOf, trace: false })
  expect(called.parameters).toEqual(['factor', 'given'])
  expect(toPlain(called.call([7, 0]))).toBe('7')
})

test('an imported model gives its types, decisions and functions under its name', () => {
  const imported = model(
    '<itemDefinition name="tPerson"><itemComponent name="full name"><typeRef>string</typeRef></itemComponent></itemDefinition>' +
      `<businessKnowledgeModel id="greet" name="greet"><encapsulatedLogic><formalParameter name="p" typeRef="tPerson"/>${literal('"Hello " + p.full name')}</encapsulatedLogic></businessKnowledgeModel>` +
      decision('y', literal('"other"')),
    'urn:other',
    'other',
  )
  const main = model(
    '<import name="m" namespace="urn:other" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>' +
      '<inputData id="who" name="who"><variable name="who" typeRef="m.tPerson"/></inputData>' +
      decision('y', literal('m.greet(who)'), input('who') + knows('urn:other#greet')),
  )

  const who: Value = { kind: 'context', fields: new Map([['full name', 'Ada']]) }
  expect(valueOf([main, imported], { who })).toBe('Hello Ada')
})

test('a value that its type does not allow is null', () => {
  const types =
    '<itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A", "B"</text></allowedValues></itemDefinition>' +
    '<itemDefinition name="tGrades" isCollection="true"><typeRef>tGrade</typeRef></itemDefinition>' +
    '<inputData id="g" name="g"><variable name="g" typeRef="tGrade"/></inputData>'
  const graded = (text: string, type: string): PolicySource =>
    model(types + decision('y', literal(text), input('g'), type))

  expect(valueOf([graded('g', '')], { g: 'B' })).toBe('B')
  expect(valueOf([graded('g', '')], { g: 'F' })).toBe(null)
  expect(valueOf([graded('["A", "B"]', 'tGrades')])).toEqual(['A', 'B'])
  expect(valueOf([graded('["A", "F"]', 'tGrades')])).toBe(null)
  expect(valueOf([graded('1', 'string')])).toBe(null)
})

test('what is wrong in an expression is null and a warning, with its place', () => {
  const compilation = compilePolicies([model(decision('y', literal('1 + nobody')))], { semantics: 'standard' })

  expect(compilation.ok && compilation.warnings.map(({ decision: of, problem }) => [of, problem.code])).toEqual([
    ['y', 'unknown-name'],
  ])
  expect(valueOf([model(decision('y', literal('1 + nobody')))])).toBe(null)
})

test('external functions are refused with a message', () => {
  const logic = literal('function(x) external {java: {class: "java.lang.Math", method signature: "cos(double)"}}')
  const compilation = compilePolicies([model(decision('y', logic))], { semantics: 'standard' })

  expect(compilation.ok && compilation.warnings.map(({ problem }) => problem.code)).toEqual(['unsupported-syntax'])
})

test('functions that call each other twice end soon, in a value or without one', () => {
  const depth = 40
  const functions = Array.from({ length: depth }, (_, index) => {
    const body = index === 0 ? 'x + 1' : `f${index - 1}(x) + f${index - 1}(x)`
    const known = index === 0 ? '' : knows(`#f${index - 1}`)
    return `<businessKnowledgeModel id="f${index}" name="f${index}"><encapsulatedLogic><formalParameter name="x"/>${literal(body)}</encapsulatedLogic>${known}</businessKnowledgeModel>`
  })
  const few = model(functions.slice(0, 10).join('') + decision('y', literal('f9(1)'), knows('#f9')))
  const many = model(
    functions.join('') +
      decision('y', literal(`f${depth - 1}(a)`), knows(`#f${depth - 1}`) + input('a')) +
      '<inputData id="a" name="a"><variable name="a" typeRef="number"/></inputData>',
  )

  expect(valueOf([few])).toBe('1024')
  expect(valueOf([many], { a: 1 })).toBe(null)
  const compilation = compilePolicies([many], { semantics: 'standard' })
  if (!compilation.ok) throw new Error('It compiles')
  const written = toSql(compilation.policies, {
    decisions: ['y'],
    dialect: 'duckdb',
    day: asOf,
    source: 'rows',
    keys: [],
  })
  expect(written).toMatchObject({ ok: false, reason: 'more than 5000 calls of functions' })
})

test('a table of very many rules is read, and not searched to the end for overlaps', () => {
  const rules = Array.from(
    { length: 5_000 },
    (_, index) =>
      `<rule><inputEntry><text>[${index}..${index + 1})</text></inputEntry><outputEntry><text>${index}</text></outputEntry></rule>`,
  )
  const table = `<decisionTable><input><inputExpression><text>4711</text></inputExpression></input><output/>${rules.join('')}</decisionTable>`

  const compilation = compilePolicies([model(decision('y', table))])

  expect(compilation.ok).toBe(true)
  expect(valueOf([model(decision('y', table))])).toBe('4711')
})
