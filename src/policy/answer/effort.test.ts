import { expect, test } from 'vitest'
import { answer, compilePolicies, type PlainValue } from '#policy'
import { compiled, aModel } from '#policy/testing'
import { day } from '#kernel/day'

function valueOf(expression: string): PlainValue | undefined {
  return answer(compiled(aModel({ decisions: { D: expression } })), ['D'], {}, day('2026-10-31')).values['D']
}

/** A context whose entries each hold the one before twice. */
function doubled(begin: string, twice: (name: string) => string, of: (name: string) => string): string {
  const entries = Array.from({ length: 26 }, (_, index) => `a${index + 1}: ${twice(`a${index}`)}`)
  return `{a0: ${begin}, ${entries.join(', ')}, r: ${of('a26')}}.r`
}

const list = (name: string): string => `[${name}, ${name}]`

test.each([
  ['two loops inside each other', 'some i in 1..1000000, j in 1..1000000 satisfies i + j < 0'],
  [
    'a text that doubles',
    doubled(
      '"0123456789012345678901234567890123456789"',
      (a) => `${a} + ${a}`,
      (a) => `string length(${a})`,
    ),
  ],
  [
    'a list that doubles',
    doubled(
      '[1, 2]',
      (a) => `concatenate(${a}, ${a})`,
      (a) => `count(${a})`,
    ),
  ],
  ['a list of lists that is printed', doubled('[1, 2]', list, (a) => `string length(string(${a}))`)],
  ['a list of lists that is compared', doubled('[1, 2]', list, (a) => `${a} = ${a}`)],
  ['a list of lists that is made flat', doubled('[1, 2]', list, (a) => `count(flatten(${a}))`)],
  [
    'functions that call another twice',
    doubled(
      'function(x) x + 1',
      (a) => `function(x) ${a}(x) + ${a}(x)`,
      (a) => `${a}(1)`,
    ),
  ],
  ['many lists compared with each other', 'count(distinct values(for i in 1..30000 return [i]))'],
])('%s costs more than a row may, and has no value', (_, expression) => {
  expect(valueOf(expression)).toBeNull()
})

test('a row that costs too much leaves nothing behind for the next', () => {
  expect(valueOf('count(distinct values(for i in 1..30000 return [i]))')).toBeNull()
  expect(valueOf('count(distinct values(for i in 1..300 return [i]))')).toBe('300')
})

test.each([
  ['contexts that hold the one before twice', doubled('{u: 1}', (a) => `{u: ${a}, v: ${a}}`, list)],
  [
    'twenty thousand entries, each of the one before',
    `{a0: 1, ${Array.from({ length: 20_000 }, (_, index) => `a${index + 1}: a${index} + 1`).join(', ')}}`,
  ],
])('%s do not compile', (_, expression) => {
  const compilation = compilePolicies([aModel({ decisions: { D: expression } })])
  expect(compilation.ok ? [] : compilation.errors.map(({ problem }) => problem.code)).toEqual(['too-much'])
})

test.each([
  ['matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")', false],
  ['matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "^(a|aa)+$")', true],
  ['matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "^(A|a)*B$", "i")', true],
  ['matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "^(a?){44}b$")', true],
  ['{t: string join(for i in 1..20000 return "a", ""), r: matches(t, ".*.*.*=")}.r', false],
  ['replace("xxababababababababababababababababababababababyy", "(ab|cd)+?", "<$1>")', `xx${'<ab>'.repeat(22)}yy`],
  ['replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "(a{2,3}|b)+", "[$1]")', '[aaa]a[b]'],
  ['replace("甲乙甲乙甲乙甲乙甲乙甲乙甲乙甲乙甲乙甲乙甲乙丙", "(甲|乙)+", "\\$")', '$丙'],
  ['string join(split("𠀀ab1b22cabab333dabababababababababababab", "(ab|[0-9])+"), "|")', '𠀀|b|c|d|'],
])('%s is found in bounded time', (expression, expected) => {
  expect(valueOf(expression)).toBe(expected)
})
