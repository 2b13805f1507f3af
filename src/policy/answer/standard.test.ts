import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { compilePolicies } from '#policy'
import { prepare, valueSource } from '#policy/answer/index'
import { aModel } from '#policy/testing'
import { printValue } from '#policy/value/index'

/** The value of an expression by the letter of the standard, as FEEL writes it. */
function valueOf(expression: string, elements = '', requires = ''): string {
  const compilation = compilePolicies([aModel({ decisions: { answer: expression }, elements, requires })], {
    semantics: 'standard',
  })
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.errors))
  const asked = { day: day('2026-10-31'), now: '2026-10-31T08:30:00+08:00', trace: false }
  const { raw } = prepare(compilation.policies.program, ['answer']).run(valueSource(new Map()), asked)
  return printValue(raw.get('answer') ?? null)
}

function knowledge(name: string, parameters: readonly string[], body: string): string {
  const formal = parameters.map((parameter) => `<formalParameter name="${parameter}"/>`).join('')
  return (
    `<businessKnowledgeModel id="${name}" name="${name}"><variable name="${name}"/><encapsulatedLogic>${formal}` +
    `<literalExpression><text>${body.replaceAll('<', '&lt;')}</text></literalExpression></encapsulatedLogic>` +
    `<knowledgeRequirement><requiredKnowledge href="#${name}"/></knowledgeRequirement></businessKnowledgeModel>`
  )
}

function requirement(name: string): string {
  return `<knowledgeRequirement><requiredKnowledge href="#${name}"/></knowledgeRequirement>`
}

test('null goes through operations, and three-valued logic settles what it can', () => {
  expect(['null + 1', '1 / 0', '"a" < 1', 'null < 1'].map((text) => valueOf(text))).toEqual(Array(4).fill('null'))
  expect(valueOf('null = null')).toBe('true')
  expect(valueOf('1 = null')).toBe('false')
  expect(valueOf('false and null')).toBe('false')
  expect(valueOf('true and null')).toBe('null')
  expect(valueOf('true or null')).toBe('true')
  expect(valueOf('if null then 1 else 2')).toBe('2')
  expect(valueOf('[1, null, 3][item > 1]')).toBe('[3]')
})

test('a function keeps the names that stood around it when it was made', () => {
  expect(valueOf('{makers: for i in 1..3 return function(x) x + i, sums: for f in makers return f(10)}.sums')).toBe(
    '[11, 12, 13]',
  )
  expect(valueOf('{add: function(a) function(b) a + b, five: add(2)(3)}.five')).toBe('5')
  expect(valueOf('sort([3, 1, 2], function(x, y) x > y)')).toBe('[3, 2, 1]')
})

test('a function that calls itself has its own names in every call', () => {
  const fibonacci = knowledge('fib', ['n'], 'if n < 2 then n else fib(n - 1) + fib(n - 2)')

  expect(valueOf('fib(15)', fibonacci, requirement('fib'))).toBe('610')
})

test('calls nested too deep give null and never exhaust the stack', () => {
  const endless = knowledge('down', ['n'], 'if n = 0 then 0 else 1 + down(n - 1)')

  expect(valueOf('down(500)', endless, requirement('down'))).toBe('500')
  expect(valueOf('down(1000000)', endless, requirement('down'))).toBe('null')
})

test('deep bodies count more than shallow ones against the depth of calls', () => {
  const body = `${'(1 + '.repeat(100)}deep(n - 1)${')'.repeat(100)}`
  const deep = knowledge('deep', ['n'], `if n = 0 then 0 else ${body}`)

  expect(valueOf('deep(100000)', deep, requirement('deep'))).toBe('null')
})

test('a loop runs over ranges of numbers and days, upwards and downwards, and sees what it has', () => {
  expect(valueOf('for i in 1..3, j in [10, 20] return i * j')).toBe('[10, 20, 20, 40, 30, 60]')
  expect(valueOf('for i in 3..1 return i')).toBe('[3, 2, 1]')
  expect(valueOf('for d in @"2024-02-28"..@"2024-03-01" return d.day')).toBe('[28, 29, 1]')
  expect(valueOf('for i in 0..5 return if i < 2 then 1 else partial[-1] + partial[-2]')).toBe('[1, 1, 2, 3, 5, 8]')
  expect(valueOf('for i in 1..3 return partial')).toBe('[[], [[]], [[], [[]]]]')
  expect(valueOf('count(for i in 1..100000000 return i)')).toBe('null')
  expect(valueOf('count(for i in 1..10, j in 1..1000000 return i)')).toBe('null')
})

test('the results so far are not copied for those who only look at them', () => {
  expect(valueOf('count(for i in 1..50000 return if i = 1 then 1 else partial[-1] + count(partial))')).toBe('50000')
})

test('filters, indices and fields of lists', () => {
  expect(valueOf('[{x: 1}, {y: 2}].y')).toBe('[null, 2]')
  expect(valueOf('[1, 2, 3][-1]')).toBe('3')
  expect(valueOf('[1, 2, 3][4]')).toBe('null')
  expect(valueOf('100[1]')).toBe('100')
  expect(valueOf('null[1]')).toBe('null')
  expect(valueOf('some x in [1, 2] satisfies x > 1')).toBe('true')
  expect(valueOf('every x in [] satisfies false')).toBe('true')
  expect(valueOf('1 in [[2..4], [1..3]]')).toBe('true')
})

test('now and today are those of the question', () => {
  expect(valueOf('now()')).toBe('2026-10-31T08:30:00+08:00')
  expect(valueOf('today()')).toBe('2026-10-31')
})

function table(
  hitPolicy: string,
  rules: readonly (readonly [string, string])[],
  output = '<output name="x"/>',
): string {
  const rows = rules.map(
    ([test, value]) =>
      `<rule><inputEntry><text>${test.replaceAll('<', '&lt;')}</text></inputEntry><outputEntry><text>${value}</text></outputEntry></rule>`,
  )
  return `<decisionTable ${hitPolicy}><input><inputExpression><text>7</text></inputExpression></input>${output}${rows.join('')}</decisionTable>`
}

test('hit policies of tables that overlap or leave gaps', () => {
  const rules = [
    ['> 5', '"b"'],
    ['> 6', '"a"'],
    ['> 7', '"c"'],
  ] as const
  const listed = '<output name="x"><outputValues><text>"a", "b", "c"</text></outputValues></output>'

  expect(valueOf(table('hitPolicy="UNIQUE"', rules))).toBe('null')
  expect(valueOf(table('hitPolicy="ANY"', rules))).toBe('null')
  expect(valueOf(table('hitPolicy="FIRST"', rules))).toBe('b')
  expect(valueOf(table('hitPolicy="PRIORITY"', rules, listed))).toBe('a')
  expect(valueOf(table('hitPolicy="OUTPUT ORDER"', rules, listed))).toBe('["a", "b"]')
  expect(valueOf(table('hitPolicy="RULE ORDER"', rules))).toBe('["b", "a"]')
  expect(valueOf(table('hitPolicy="COLLECT"', rules))).toBe('["b", "a"]')
  expect(valueOf(table('hitPolicy="FIRST"', [['> 7', '1']]))).toBe('null')
  expect(
    valueOf(
      table(
        'hitPolicy="UNIQUE"',
        [['> 7', '1']],
        '<output><defaultOutputEntry><text>9</text></defaultOutputEntry></output>',
      ),
    ),
  ).toBe('9')
})

test('aggregations over what was collected', () => {
  const rules = [
    ['> 5', '1.5'],
    ['> 6', '20'],
  ] as const

  const found = ['SUM', 'MIN', 'MAX', 'COUNT'].map((how) =>
    valueOf(table(`hitPolicy="COLLECT" aggregation="${how}"`, rules)),
  )

  expect(found).toEqual(['21.5', '1.5', '20', '2'])
})

test('a point and a range that are named stand to each other as they are written', () => {
  expect(valueOf('before(range: [2..3], point: 4)')).toBe('true')
  expect(valueOf('before(point: 1, range: [2..3])')).toBe('true')
  expect(valueOf('after(range: [2..3], point: 4)')).toBe('false')
  expect(valueOf('before(range2: [1..2], range1: [3..4])')).toBe('false')
})
