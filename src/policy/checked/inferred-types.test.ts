import { expect, test } from 'vitest'
import { vocabulary } from '#policy-files/vocabulary.zh'
import { compilePolicies, describePolicyError } from '#policy'
import { aModel, standards } from '#policy/testing'

const months = standards(`parameters:
  - name: 每年月数
    unit: 月/年
    rows: [{ division: '00', value: 12, from: 2020-01-01, document: 甲 }]
`)

/** The type of an expression with its unit, or what is wrong with it. */
function inferred(expression: string): string {
  const compilation = compilePolicies([aModel({ decisions: { 结论: expression } }), months], { vocabulary })
  if (!compilation.ok) {
    return compilation.errors.map((error) => describePolicyError(error).replace(/^.*?）：/, '')).join(' ')
  }
  return compilation.policies.decisions.map(({ type }) => type).join()
}

function expectTypes(expected: Readonly<Record<string, string>>): void {
  expect(Object.fromEntries(Object.keys(expected).map((expression) => [expression, inferred(expression)]))).toEqual(
    expected,
  )
}

test('sums, differences, products and powers of every two types have these types, or are these mistakes', () => {
  expectTypes({
    '金融资产 + 金融资产': 'number 元',
    '金融资产 - 5': 'number 元',
    '5 - 金融资产': 'number 元',
    '金融资产 + 教育支出': '单位不一致：元与元/年不能直接运算或比较。',
    '教育支出 / 每年月数': 'number 元/月',
    '教育支出 * 每年月数': 'number 元·月/年·年',
    '金融资产 / 金融资产': 'number',
    '5 / 金融资产': 'number 1/元',
    '金融资产 / 5': 'number 元',
    '金融资产 * 5': 'number 元',
    '金融资产 * 金融资产': 'number 元·元',
    '2 ** 2 + 金融资产': 'number 元',
    '金融资产 ** 2 + 金融资产': '单位不一致：与元不能直接运算或比较。',
    '-金融资产': 'number 元',
    '户口性质 + "户"': 'string',
    '户口性质 + 5': '“+”不能用于文字和数字。',
    '户口性质 - "户"': '“-”不能用于文字和文字。',
    'true + false': '“+”不能用于是非和是非。',
    '基准日 + duration("P1D")': 'date',
    'duration("P1D") + 基准日': 'date',
    '基准日 - duration("P1M")': 'date',
    'duration("P1M") - 基准日': '“-”不能用于年月时长和日期。',
    '基准日 - 基准日': 'days and time duration',
    '基准日 + 基准日': '“+”不能用于日期和日期。',
    '基准日 + 5': '“+”不能用于日期和数字。',
    'date and time("2026-01-01T08:00:00") + duration("P1M")': 'date and time',
    'date and time("2026-01-01T08:00:00") - date and time("2026-01-01T08:00:00")': 'days and time duration',
    'date and time("2026-01-01T08:00:00") - 基准日': 'days and time duration',
    'time("08:00:00") + duration("P1D")': 'time',
    'duration("P1D") + time("08:00:00")': 'time',
    'time("08:00:00") - duration("P1D")': 'time',
    'time("08:00:00") - time("08:00:00")': 'days and time duration',
    'time("08:00:00") + duration("P1M")': '“+”不能用于时刻和年月时长。',
    'time("08:00:00") + time("08:00:00")': '“+”不能用于时刻和时刻。',
    'time("08:00:00") - 基准日': '“-”不能用于时刻和日期。',
    'duration("P1D") + duration("P1D")': 'days and time duration',
    'duration("P1D") - duration("P1D")': 'days and time duration',
    'duration("P1M") + duration("P1D")': '“+”不能用于年月时长和天数时长。',
    'duration("P1M") - duration("P1D")': '“-”不能用于年月时长和天数时长。',
    'duration("P1D") * 2': 'days and time duration',
    '2 * duration("P1M")': 'years and months duration',
    'duration("P1D") / 2': 'days and time duration',
    'duration("P1D") / duration("P1D")': 'number',
    'duration("P1D") / duration("P1M")': '“/”不能用于天数时长和年月时长。',
    'duration("P1D") * duration("P1D")': '“*”不能用于天数时长和天数时长。',
    '2 / duration("P1D")': '“/”不能用于数字和天数时长。',
    'duration("P1D") ** 2': '“**”不能用于天数时长和数字。',
  })
})

test('comparisons, choices and lists have these types, or are these mistakes', () => {
  expectTypes({
    '金融资产 = 户口性质': '“=”不能用于数字 元和文字。',
    '金融资产 = 教育支出': '单位不一致：元与元/年不能直接运算或比较。',
    '金融资产 > null': 'boolean',
    '户口性质 >= "城"': 'boolean',
    'true < false': '“<”不能用于是非和是非。',
    '[1] < [2]': '“<”不能用于列表<数字>和列表<数字>。',
    '[1] = [2]': 'boolean',
    '[1] = ["a"]': '“=”不能用于列表<数字>和列表<文字>。',
    '{a: 1} = {a: 2}': 'boolean',
    '{a: 1} = {b: 2}': '“=”不能用于组合和组合。',
    'duration("P1D") < duration("P1M")': '“<”不能用于天数时长和年月时长。',
    '成员[1].年龄 = 5': 'boolean',
    '金融资产 and true': '此处应为是非，实际是数字 元。',
    'not(金融资产)': '此处应为是非，实际是数字 元。',
    '5 or true': '此处应为是非，实际是数字。',
    'if true then 金融资产 else 教育支出': '单位不一致：元与元/年不能直接运算或比较。',
    'if true then 金融资产 else "无"': '“if”不能用于数字 元和文字。',
    'if true then 金融资产 else 0': 'number 元',
    'if true then null else 基准日': 'date',
    '[金融资产, 5]': 'list<number 元>',
    '[金融资产, "a"]': '“list”不能用于数字 元和文字。',
    '[金融资产, 教育支出]': '单位不一致：元与元/年不能直接运算或比较。',
    '[[1], [2]]': 'list<list<number>>',
    '[]': 'list<null>',
  })
})

test('built-in functions have these types, or are these mistakes', () => {
  expectTypes({
    'list contains(成员.残疾类别, 3)': '“=”不能用于文字和数字。',
    'list contains(成员.月均工资, 成员[1].年龄)': '单位不一致：元/月与岁不能直接运算或比较。',
    'list contains(成员.月均工资, 5)': 'boolean',
    'count(成员)': 'number',
    'sum(成员.月均工资)': 'number 元/月',
    'max(成员.月均工资)': 'number 元/月',
    'max(金融资产, 5)': 'number 元',
    'max(金融资产, 教育支出)': '单位不一致：元与元/年不能直接运算或比较。',
    'min("a", "b")': 'string',
    'mean(成员.年龄)': 'number 岁',
    'append(成员.年龄, 金融资产)': '单位不一致：岁与元不能直接运算或比较。',
    'append([1], 金融资产)': 'list<number 元>',
    'concatenate([1], ["a"])': '“concatenate”不能用于数字和文字。',
    'concatenate([1], [金融资产])': 'list<number 元>',
    'union([1], [2])': 'list<number>',
    'distinct values(成员.年龄)': 'list<number 岁>',
    'reverse(成员.年龄)': 'list<number 岁>',
    'sublist(成员.年龄, 1)': 'list<number 岁>',
    'index of(成员.年龄, 60)': 'list<number>',
    'flatten([[1], [2]])': 'list<number>',
    'floor(金融资产)': 'number 元',
    'round half up(金融资产, 1)': 'number 元',
    'abs(教育支出)': 'number 元/年',
    'modulo(金融资产, 5)': 'number 元',
    'decimal(金融资产, 2)': 'number 元',
    'sqrt(金融资产)': 'number',
    'string(金融资产)': 'string',
    'number("1")': 'number',
    'upper case(户口性质)': 'string',
    'upper case(金融资产)': '此处应为文字，实际是数字 元。',
    'string length(金融资产)': '此处应为文字，实际是数字 元。',
    'years and months duration(基准日, 基准日)': 'years and months duration',
    'date(2026, 1, 1)': 'date',
    'day of week(基准日)': 'string',
    'all(成员.年龄)': '此处应为列表<是非>，实际是列表<数字 岁>。',
    'any([true])': 'boolean',
    'get value({a: 1}, "a")': 'number',
    'sort(成员.年龄, function(a, b) a < b)': 'list<number 岁>',
    'split("a", ",")': 'list<string>',
    'string join(["a"], ",")': 'string',
    'sum(成员.残疾类别)': '此处应为列表<数字>，实际是列表<文字>。',
    'count(5)': '此处应为列表，实际是数字。',
    'floor()': '函数“floor”需要 1–2 个参数，实际有 0 个。',
    'floor(1, 2, 3)': '函数“floor”需要 1–2 个参数，实际有 3 个。',
  })
})

test('paths, filters, loops and tests have these types, or are these mistakes', () => {
  expectTypes({
    '成员[年龄 > 5]': 'list<context>',
    '成员[1]': 'context',
    '成员[1].年龄': 'number 岁',
    '成员.年龄[1]': 'number 岁',
    '成员[金融资产]': 'context',
    '成员["a"]': '此处应为是非，实际是文字。',
    '金融资产[1]': 'number 元',
    'some 人 in 成员 satisfies 人.年龄 > 5': 'boolean',
    'some 人 in 成员 satisfies 人.年龄': '此处应为是非，实际是数字 岁。',
    'every 数 in 金融资产 satisfies true': 'boolean',
    'for 人 in 成员 return 人.月均工资': 'list<number 元/月>',
    'for 数 in 1..3 return 数': 'list<number>',
    'for 数 in "a".."b" return 数': '此处应为数字，实际是文字。 此处应为数字，实际是文字。',
    '基准日.year': 'number',
    '基准日.hour': '此处应为组合，实际是日期。',
    'time("08:00:00").hour': 'number',
    'duration("P1D").days': 'number',
    'duration("P1D").years': '此处应为组合，实际是天数时长。',
    'duration("P1M").years': 'number',
    '[1..2].start': 'number',
    '[1..2].start included': 'boolean',
    '[1..2].begin': '此处应为组合，实际是区间<数字>。',
    '户口性质.长度': '此处应为组合，实际是文字。',
    '金融资产 in [1..2]': 'boolean',
    '金融资产 in ["a".."b"]': '“>=”不能用于数字 元和文字。 “<=”不能用于数字 元和文字。',
    '户口性质 in ("a", "b")': 'boolean',
    '户口性质 in (1, 2)': '“=”不能用于文字和数字。 “=”不能用于文字和数字。',
    '金融资产 between 1 and 2': 'boolean',
    '金融资产 between 1 and "a"': '“<=”不能用于数字 元和文字。',
    '金融资产 instance of number': 'boolean',
    '{a: 金融资产, b: a + 1}.b': 'number 元',
    '{a: 1}.c': '这里没有名为“c”的项目。是否想写“a”？',
    'function(a: number) a': 'function<number> -> number',
    '[1..金融资产]': 'range<number 元>',
    '["a"..1]': '“..”不能用于文字和数字。',
    '金融资产(1)': '此处应为函数，实际是数字 元。',
    'for 日 in 基准日..基准日 return 日': 'list<date>',
    'for 数 in 1..2, 日 in 基准日..基准日 return [数, 日]': '“list”不能用于数字和日期。',
    'get entries({a: 1, b: 2})[1].value + 金融资产': 'number 元',
    'get entries({a: 1, b: "x"})[1].value': 'Any',
    'get value({a: 金融资产}, "b")': 'Any',
    '成员[残疾类别]': '此处应为是非，实际是文字。',
    '成员[null]': 'Any',
  })
})
