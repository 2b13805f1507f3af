import { expect, test } from 'vitest'
import { parseExpression, parseUnaryTests, type Expr } from '#policy/feel/index'

/** The shape of an expression with all brackets written. */
function shape(of: Expr): string {
  switch (of.kind) {
    case 'number':
      return of.text
    case 'string':
      return `"${of.value}"`
    case 'boolean':
      return String(of.value)
    case 'name':
      return of.name
    case 'path':
      return `${shape(of.of)}.${of.name}`
    case 'filter':
      return `${shape(of.of)}[${shape(of.by)}]`
    case 'call':
      return `${shape(of.callee)}(${of.arguments.map((argument) => shape(argument.value)).join(', ')})`
    case 'arithmetic':
    case 'compare':
      return `(${shape(of.left)} ${of.op} ${shape(of.right)})`
    case 'and':
    case 'or':
      return `(${shape(of.left)} ${of.kind} ${shape(of.right)})`
    case 'in':
      return `(${shape(of.of)} in ${of.tests.map((one) => `${one.kind === 'compare' ? one.op : ''}${shape(one.value)}`).join('|')})`
    case 'between':
      return `(${shape(of.of)} between ${shape(of.low)}..${shape(of.high)})`
    case 'range':
      return `${of.lowOpen ? '(' : '['}${shape(of.low)}..${shape(of.high)}${of.highOpen ? ')' : ']'}`
    case 'some':
    case 'every':
    case 'for':
      return `${of.kind} ${of.iterators.map((one) => `${one.name}:${shape(one.over)}`).join(' ')} → ${shape(of.body)}`
    case 'if':
      return `if ${shape(of.condition)} then ${shape(of.yes)} else ${shape(of.no)}`
    case 'negate':
      return `-${shape(of.of)}`
    case 'null':
    case 'at-literal':
    case 'list':
    case 'context':
    case 'placeholder':
      return of.kind
  }
}

function read(text: string, names: Readonly<Record<string, unknown>> = {}): string {
  const parsed = parseExpression(text, names)
  return parsed.ok ? shape(parsed.value) : `${parsed.fault.kind} at ${parsed.fault.from}`
}

test('operators bind as in arithmetic, and a power more than a product', () => {
  expect(read('1 + 2 * 3 ** 2')).toBe('(1 + (2 * (3 ** 2)))')
  expect(read('a < b and c or d')).toBe('(((a < b) and c) or d)')
})

test('the test of an `in` ends before `and` and `or`', () => {
  expect(read('等级 in [1..2] or 等级 = 3')).toBe('((等级 in [1..2]) or (等级 = 3))')
  expect(read('p and x in (1, 2) and q')).toBe('((p and (x in 1|2)) and q)')
  expect(read('p and x in [1..2] or q')).toBe('((p and (x in [1..2])) or q)')
  expect(read('x in (< 3, > 9) or q')).toBe('((x in <3|>9) or q)')
})

test('names may be Chinese, hold digits, and hold spaces and operators when they are known', () => {
  expect(read('近12个月医疗自付 >= 10')).toBe('(近12个月医疗自付 >= 10)')
  expect(read('甲-乙 + 1', { '甲-乙': null })).toBe('(甲-乙 + 1)')
  expect(read('家庭  人口 + 1', { '家庭 人口': null })).toBe('(家庭 人口 + 1)')
})

test('filters, paths and loops', () => {
  expect(read('成员[年龄 >= 60].工资')).toBe('成员[(年龄 >= 60)].工资')
  expect(read('some 人 in 成员 satisfies 人.年龄 > 60')).toBe('some 人:成员 → (人.年龄 > 60)')
  expect(read('for i in 1..3, j in xs return i * j')).toBe('for i:[1..3] j:xs → (i * j)')
  expect(read('x between 1 and 2 and y')).toBe('((x between 1..2) and y)')
})

test('what cannot be read is a fault with a place', () => {
  expect(read('1 +')).toBe('syntax at 3')
  expect(read('x instance of number')).toBe('unsupported at 0')
})

test('a cell is a list of tests, their negation, or anything', () => {
  const kinds = ['-', '< 3, [5..7)', 'not("a", "b")'].map((text) => {
    const parsed = parseUnaryTests(text, {})
    if (!parsed.ok) return parsed.fault.kind
    return parsed.value.kind === 'any' ? 'any' : `${parsed.value.negated ? 'not ' : ''}${parsed.value.tests.length}`
  })

  expect(kinds).toEqual(['any', '2', 'not 2'])
})
