import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { compilePolicies } from '#policy'
import { prepare, valueSource } from '#policy/answer/index'
import { aModel } from '#policy/testing'
import { printValue } from '#policy/value/index'

function valueOf(expression: string): string {
  const compilation = compilePolicies([aModel({ decisions: { answer: expression } })], { semantics: 'standard' })
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.errors))
  const { raw } = prepare(compilation.policies.program, ['answer']).run(valueSource(new Map()), {
    day: day('2026-10-31'),
    trace: false,
  })
  return printValue(raw.get('answer') ?? null)
}

/** Each expression with its value as FEEL writes it; a text is written as it is. */
function expectValues(cases: Readonly<Record<string, string>>): void {
  expect(Object.fromEntries(Object.keys(cases).map((text) => [text, valueOf(text)]))).toEqual(cases)
}

test('texts are counted in characters, not in UTF-16 units', () => {
  expectValues({
    'string length("🐎😀")': '2',
    'substring("🐎foo", 2)': 'foo',
    'substring("foobar", -2, 1)': 'a',
    'substring("foobar", 0)': 'null',
    'substring("foobar", 7)': 'null',
    'upper case(["bob"])': 'BOB',
    'substring before("foobar", "x")': '',
    'substring after("foobar", "ob")': 'ar',
    'string join(["a", null, "c"], "-")': 'a-c',
    'string join([1, 2])': 'null',
    'split("a;b;;", ";")': '["a", "b", "", ""]',
    'string([1, "a", {b: "c"}])': '[1, "a", {b: "c"}]',
    'string(null)': 'null',
  })
})

test('patterns are those of XPath', () => {
  expectValues({
    'matches("x", "[A-Z-[OI]]", "i")': 'true',
    'matches("O", "[A-Z-[OI]]", "i")': 'false',
    'matches("hello world", " hello[ ]world", "x")': 'true',
    'matches("a.b", "a.b", "q")': 'true',
    'matches("axb", "a.b", "q")': 'false',
    'matches("aa", "(a)\\\\1")': 'true',
    'matches("h", "(.)\\\\3")': 'null',
    'matches("abcd", "(asd)[\\\\1]")': 'null',
    'matches("a", "a", "p")': 'null',
    'matches("é-1", "\\\\i\\\\c+")': 'true',
    'matches("汉", "\\\\p{IsCJKUnifiedIdeographs}")': 'true',
    'matches("a", "(?=a)")': 'null',
    'replace("darted", "^(.*?)d(.*)$", "$1c$2")': 'carted',
    'replace("abc", "b", "\\\\$")': 'a$c',
    'replace("abc", "b", "$")': 'null',
    'replace("abc", "x*", "-")': 'null',
    'replace("a.b", ".", "$", "q")': 'a$b',
    'replace("banana", "[aeiouy]", "[$0]")': 'b[a]n[a]n[a]',
  })
})

test('a pattern or text that is too long is refused', () => {
  expect(valueOf(`matches("a", "${'a'.repeat(1001)}")`)).toBe('null')
})

test('lists', () => {
  expectValues({
    'sublist([1, 2, 3], -1, 1)': '[3]',
    'sublist([1, 2, 3], 2, 5)': 'null',
    'append([1], 2, [3])': '[1, 2, [3]]',
    'concatenate([1], [2, 3])': '[1, 2, 3]',
    'insert before([1, 3], 2, 2)': '[1, 2, 3]',
    'remove([1, 2, 3], -1)': '[1, 2]',
    'list replace([1, 2, 3], 2.5, 4)': '[1, 4, 3]',
    'list replace([1, 2, 3], function(item, newItem) item > 1, 0)': '[1, 0, 0]',
    'index of([1, 2, null, 2], 2)': '[2, 4]',
    'union([1, 2], [2, 3])': '[1, 2, 3]',
    'distinct values([1, "1", 1, null, null])': '[1, "1", null]',
    'flatten([1, [2, [3]]])': '[1, 2, 3]',
    'list contains([1, null], null)': 'true',
    'list contains([1, "a"], "a")': 'true',
    'sort([3, 1, 2], function(x, y) x < y)': '[1, 2, 3]',
    'all([])': 'true',
    'all([true, null])': 'null',
    'any([true, null])': 'true',
    'any(123)': 'null',
    'count(1)': '1',
  })
})

test('a sort keeps the order of equals', () => {
  expect(valueOf('sort([{k: 1, n: 1}, {k: 0, n: 2}, {k: 1, n: 3}, {k: 0, n: 4}], function(x, y) x.k < y.k).n')).toBe(
    '[2, 4, 1, 3]',
  )
})

test('numbers', () => {
  expectValues({
    'min(["b", "a"])': 'a',
    'max(@"P1D", @"PT25H")': 'P1DT1H',
    'sum([])': 'null',
    'sum(@"P1D", @"P2D")': 'P3D',
    'mean([1, 2])': '1.5',
    'median([8, 2, 5, 7])': '6',
    'mode([3, 6, 1, 9, 6, 1, 3])': '[1, 3, 6]',
    'mode([])': '[]',
    'stddev(47)': 'null',
    'decimal(2.5, 0)': '2',
    'decimal(1250, -2)': '1200',
    'floor(-1.56, 1)': '-1.6',
    'ceiling(1.5, null)': 'null',
    'round up(5.5, 7000)': 'null',
    'round half up(-2.5, 0)': '-3',
    'round half down(2.5, 0)': '2',
    'abs(@"-P1D")': 'P1D',
    'sqrt(-1)': 'null',
    'even(2.5)': 'null',
    'odd(-1)': 'true',
    'number("1.000.000,01", ".", ",")': '1000000.01',
    'number("1,000", ".", ",")': '1',
    'number("1,000", ",", ",")': 'null',
    'product([2.5, 1, 2.5, 3])': '18.75',
  })
})

test('days and times are made of texts and parts', () => {
  expectValues({
    'date(2017, 8, -2)': 'null',
    'date(date and time("2017-08-14T14:25:00"))': '2017-08-14',
    'time(11, 59, 45.5, duration("-PT2H1M"))': '11:59:45.5-02:01',
    'time(23, 60, 0, null)': 'null',
    'date and time(date("2017-01-01"), time("23:59:01@Europe/Paris"))': '2017-01-01T23:59:01@Europe/Paris',
    'date and time("2012-12-24")': '2012-12-24T00:00:00',
    'day of week(@"2026-10-31")': 'Saturday',
    'month of year(@"2026-10-31")': 'October',
    'day of year(@"2020-12-31")': '366',
  })
})

test('ranges lie to each other', () => {
  expectValues({
    'before(1, (1..10])': 'true',
    'before([1..10), 10)': 'true',
    'meets([1..5], [5..10])': 'true',
    'meets(1, [1..5])': 'null',
    'overlaps([1..5], (5..8])': 'false',
    'overlaps before([1..5], [3..8])': 'true',
    'overlaps after([3..8], [1..5])': 'true',
    'finishes(10, [1..10])': 'true',
    'includes([1..10], [4..6])': 'true',
    'includes((< 10), 3)': 'true',
    'during([4..6], (> 4))': 'false',
    'starts((1..5], [1..5])': 'false',
    'started by([1..10], 1)': 'true',
    'coincides([1..5], [1..5])': 'true',
    'before(1, "a")': 'null',
    'range("[18..21)") = [18..21)': 'true',
    'range("[\\"a\\"..\\"c\\"]")': '["a".."c"]',
    'range("[21..18]")': 'null',
    'range("[1..\\"b\\"]")': 'null',
  })
})

test('contexts', () => {
  expectValues({
    'context([{key: "a", value: 1}, {key: "a", value: 2}])': 'null',
    'context({key: "a", value: 1})': '{a: 1}',
    'context put({x: 1, y: {a: 0}}, ["y", "b"], 2)': '{x: 1, y: {a: 0, b: 2}}',
    'context put({x: 1}, [], 2)': 'null',
    'context merge([{a: 1}, {a: 2, b: 3}])': '{a: 2, b: 3}',
    'get value({a: null}, "a")': 'null',
    'get entries({a: 1})': '[{key: "a", value: 1}]',
    'is(@"23:00:50Z", @"23:00:50+00:00")': 'true',
    'not("true")': 'null',
  })
})
