import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/day'
import { toSql, type Policies } from '#policy'
import { aModel, compiled, randomHouseholds, standards } from '#policy/testing'
import { BothBackEnds } from '#policy/sql/testing'

const asOf = day('2026-10-31')
let both: BothBackEnds

beforeAll(async () => {
  both = await BothBackEnds.with(randomHouseholds(1500, 7, asOf))
})

afterAll(() => both.close())

function sqlOf(expression: string): string {
  const policies = compiled(aModel({ decisions: { 结论: expression } }))
  const written = toSql(policies, { decisions: ['结论'], dialect: 'duckdb', day: asOf, source: 'household' })
  return written.ok ? written.sql : `refused: ${written.reason}`
}

test('a comparison is one expression over the columns by their English names', () => {
  expect(sqlOf('金融资产 > 100 and 户口性质 = "城镇"')).toBe(
    `SELECT "householdId", "division", "结论" AS "结论"
FROM (SELECT *,
  (("financialAssets" > 100) AND ("registrationKind" = '城镇')) AS "结论"
FROM household)`,
  )
})

test('a quantifier looks at each member once and keeps the unknown apart from no', () => {
  expect(sqlOf('some 人 in 成员 satisfies 人.年龄 > 60')).toBe(
    `SELECT "householdId", "division", "结论" AS "结论"
FROM (SELECT *,
  CASE WHEN list_contains("_1", true) THEN true WHEN list_position("_1", NULL) IS NULL THEN false END AS "结论"
FROM (SELECT *,
  list_transform("members", lambda x1: (x1."age" > 60)) AS "_1"
FROM household))`,
  )
})

test('what the day settles is computed while the SQL is made', () => {
  expect(sqlOf('成员[死亡日期 <= 基准日 - 2 * duration("P1M")] = null')).toContain(`DATE '2026-08-31'`)
})

test('a branch that national standards rule out is not written', () => {
  const policies = compiled(
    aModel({ decisions: { 结论: 'if 方式 = "甲" then 金融资产 else 教育支出 * 年数' } }),
    standards(`parameters:
  - name: 方式
    type: text
    rows: [{ division: '00', value: 甲, from: 2020-01-01, document: 某文号 }]
  - name: 年数
    unit: 年
    rows: [{ division: '00', value: 1, from: 2020-01-01, document: 某文号 }]
`),
  )

  const written = toSql(policies, { decisions: ['结论'], dialect: 'duckdb', day: asOf, source: 'household' })

  expect(written.ok && written.sql).toBe(
    'SELECT "householdId", "division", "financialAssets" AS "结论"\nFROM household',
  )
})

test('what SQL cannot say with the same meaning is refused with a reason and a place', () => {
  const policies = compiled(aModel({ decisions: { 结论: 'sqrt(金融资产)' } }))

  const written = toSql(policies, { decisions: ['结论'], dialect: 'duckdb', day: asOf, source: 'household' })

  expect(written).toEqual({
    ok: false,
    reason: 'the function sqrt',
    at: { folder: 'test', file: 'test.dmn', decision: '结论', line: 3, column: 26 },
  })
  expect(sqlOf('成员')).toContain('refused')
})

test('what two values of SQL would not compare or find as FEEL does is refused', () => {
  const unknownParts = 'refused: a comparison of lists or contexts whose parts may be unknown'

  expect(sqlOf('成员.残疾类别 = ["智力"]')).toBe(unknownParts)
  expect(sqlOf('{甲: 户口性质} != {甲: "城镇"}')).toBe(unknownParts)
  expect(sqlOf('[{甲: [户口性质]}] = [{甲: ["城镇"]}]')).toBe(unknownParts)
  expect(sqlOf('[1, count(成员)] = [1, 2]')).toBe('refused: a comparison of lists or contexts that hold numbers')
  expect(sqlOf('list contains(成员.机动车价值, 金融资产 / 3)')).toContain('refused')
  expect(sqlOf('date(2026, 1, 金融资产)')).toContain('refused')
  for (const name of [
    'index of(成员.残疾类别, "智力")',
    'distinct values(成员.残疾类别)',
    'union(成员.残疾类别, ["甲"])',
  ]) {
    expect(sqlOf(name)).toBe(`refused: the function ${name.replace(/\(.*/, '')} of items that may be unknown`)
  }
})

test('a standard that differs by place and by what a caller gives has one value in both back ends', async () => {
  const row = (division: string, kind: string, value: number): string =>
    `      - { division: '${division}', 类别: ${kind}, value: ${value}, from: 2020-01-01, document: 甲 }`
  const policies = compiled(
    aModel({
      decisions: {
        全省: '城乡 + 1',
        各人: 'sum(for 人 in 成员 return 补贴(人.残疾类别))',
        一人: '补贴("智力") + 补贴(户口性质)',
        文字: '名称 + "。"',
        是非: 'if 开办 then 金融资产 > 10 else false',
      },
    }),
    standards(
      [
        'parameters:',
        '  - name: 城乡',
        '    by: [户口性质]',
        '    rows:',
        ...[
          ['00', '城镇', '1'],
          ['36', '城镇', '2'],
          ['3607', '城镇', '3'],
          ['36', '农村', '4'],
        ].map(
          ([division, kind, value]) =>
            `      - { division: '${division}', 户口性质: ${kind}, value: ${value}, from: 2020-01-01, document: 甲 }`,
        ),
        '  - name: 补贴',
        '    by: [类别]',
        '    rows:',
        row('00', '智力', 10),
        row('36', '智力', 20),
        row('00', '精神', 30),
        row('310101', '精神', 40),
        row('00', '城镇', 50),
        row('00', '肢体', 60),
        row('00', '视力', 70),
        row('00', '听力', 80),
        row('00', '无', 0),
        '  - name: 名称',
        '    type: text',
        '    rows:',
        "      - { division: '36', value: 补助, from: 2020-01-01, document: 甲 }",
        "      - { division: '31', value: 津贴, from: 2020-01-01, until: 2026-11-01, document: 甲 }",
        '  - name: 开办',
        '    type: boolean',
        '    rows:',
        "      - { division: '00', value: false, from: 2020-01-01, document: 甲 }",
        "      - { division: '36', value: true, from: 2020-01-01, document: 甲 }",
      ].join('\n'),
    ),
  )
  const names = ['全省', '各人', '一人', '文字', '是非']

  expect(await both.differences(policies, names, asOf)).toEqual([])
  for (const within of ['36', '360735', '31']) {
    expect(await both.differences(policies, names, asOf, within)).toEqual([])
  }
})

/** One decision for each construct that SQL writes; each must agree with the answer on invented households. */
const constructs: Readonly<Record<string, string>> = {
  算术: '(金融资产 - 教育支出 * 年数) * 1.5 + 3',
  商: '金融资产 / 7',
  负数的商: '(教育支出 - 残疾康复支出) / 3',
  除以人数: '金融资产 / count(成员[月均工资 > 0])',
  除以金额: '金融资产 / 教育支出',
  小数除数: '金融资产 / 0.3',
  取整数: 'floor(金融资产 / 7) + ceiling(金融资产 / 7) + ceiling(金融资产) * 3',
  四舍五入: 'round half up(金融资产 / 7, 2)',
  离零取整: 'round up(教育支出 - 残疾康复支出, 0) - round down(教育支出 - 残疾康复支出, 0)',
  绝对值: 'abs(教育支出 - 残疾康复支出)',
  最大最小: 'max(金融资产, 5000) - min(金融资产, 3000, 9000)',
  列表最大: 'max(成员.月均工资) - min(成员.月均工资)',
  平均: 'mean(成员.月均工资)',
  列表和: 'sum(成员.月均工资) + sum(成员[年龄 > 60].月均养老金)',
  计数: 'count(成员[年龄 between 18 and 59])',
  筛选再筛选: 'count(成员[年龄 > 18][月均工资 > 0])',
  下标: '成员[1].年龄',
  末项: '成员[-1].年龄 > 30',
  所属: '户口性质 in ("城镇", "农村") and count(成员[残疾类别 in ("智力", "精神")]) > 0',
  列表含: 'list contains(成员.残疾类别, "智力")',
  列表含变量: 'list contains(成员.残疾类别, 户口性质)',
  每个: 'every 人 in 成员 satisfies 人.年龄 > 18 or 人.月均工资 = 0',
  嵌套: 'some 人 in 成员 satisfies (some 他 in 成员 satisfies 他.年龄 > 人.年龄 + 20)',
  或许: 'if 金融资产 > 1000 then "多" else if 金融资产 > 10 then "中" else "少"',
  未知: '金融资产 = null or 教育支出 != null',
  文字: 'starts with(户口性质, "城") or contains(户口性质, "村") or ends with(户口性质, "镇")',
  长度: 'string length(户口性质)',
  日期: 'count(成员[死亡日期 > 基准日 - duration("P60D") and 死亡日期 <= 基准日])',
  组合: '{甲: 金融资产, 乙: 甲 + 1}.乙',
  非: 'not(金融资产 > 10) or not(教育支出 > 10)',
  幂等: '-金融资产',
  都: 'all(金融资产 > 1, 教育支出 > 1) or any(for 人 in 成员 return 人.年龄 > 60)',
  每人的商: 'sum(for 人 in 成员 return 人.月均工资 / (人.住宅套数 + 3))',
  首: tableOf('FIRST', ['> 100', '> 10', '-'], ['1', '2', '3']),
  唯一: tableOf('UNIQUE', ['> 100', '<= 100'], ['1', '2']),
  唯一有默认: tableOf('UNIQUE', ['> 100', '<= 10'], ['1', '2'], undefined, '0'),
  任一: tableOf('ANY', ['> 100', '> 10', '<= 10'], ['1', '1', '0']),
  优先: tableOf('PRIORITY', ['> 10', '> 100', '<= 10'], ['"甲"', '"乙"', '"丙"'], '"乙", "甲", "丙"'),
  规则顺序: tableOf('RULE ORDER', ['> 10', '> 100', '<= 10'], ['"甲"', '"乙"', '"丙"']),
  输出顺序: tableOf('OUTPUT ORDER', ['> 10', '> 100', '<= 10'], ['"甲"', '"乙"', '"丙"'], '"乙", "甲", "丙"'),
  收集: tableOf('COLLECT', ['> 10', '> 100', '-'], ['1.5', '2', '3']),
  收集求和: tableOf('COLLECT" aggregation="SUM', ['> 10', '> 100', '<= 1000'], ['1.5', '教育支出', '3']),
  收集计数: tableOf('COLLECT" aggregation="COUNT', ['> 10', '> 100'], ['1', '2']),
  收集最大: tableOf('COLLECT" aggregation="MAX', ['> 10', '> 100', '-'], ['1', '2', '0']),
  余数: 'modulo(金融资产 - 20000, 7) + modulo(金融资产, -3) + modulo(金融资产, 金融资产 - 1000)',
  银行家舍入: 'decimal(金融资产 / 8, 1) + decimal(金融资产, 1)',
  半数舍去: 'round half down(教育支出 / 8, 2) + round up(教育支出 / 7, 1) + round down(教育支出 / 7, 3)',
  到角取整: 'floor(教育支出 / 7, 1) + ceiling((教育支出 - 残疾康复支出) / 7, 1)',
  乘方: 'count(成员) ** 3 + 年数 ** 2 + 金融资产 ** 0',
  奇偶: 'odd(count(成员)) or even(count(成员))',
  数的文字: 'string(金融资产) + "元" + string(count(成员)) + string(成员[1].死亡日期)',
  子串: 'substring(户口性质, 1, 1) + substring(户口性质, -1)',
  前后: 'substring before(户口性质, "镇") + "|" + substring after(户口性质, "城")',
  正则: 'matches(户口性质, "^[城].*") or replace(户口性质, "镇", "关") = "城关"',
  拆分: 'count(split(户口性质 + "，" + 户口性质, "，"))',
  连接: 'string join(split(户口性质 + "，户", "，"), "-")',
  日期推移: 'some 人 in 成员 satisfies 人.死亡日期 + duration("P1M") > 基准日',
  日期成分: 'sum(for 人 in 成员 return 人.出生日期.year * 100 + 人.出生日期.month) + 基准日.weekday',
  相隔月数: 'sum(for 人 in 成员 return years and months duration(人.出生日期, 基准日).years)',
  天数: 'sum(for 人 in 成员 return (基准日 - 人.出生日期) / duration("P1D")) + (基准日 - date("2020-02-29")) / duration("P7D")',
  时长倍数: 'some 人 in 成员 satisfies 基准日 - 人.出生日期 > duration("P365D") * 人.年龄',
  月数比: 'years and months duration(成员[1].出生日期, 基准日) / duration("P1Y") > 18',
  星期: 'day of week(成员[1].出生日期) + month of year(成员[1].出生日期)',
  造日期: 'date(成员[1].出生日期.year, 2, 29) = null',
  双重循环: 'sum(for 人 in 成员, 次 in 1..3 return 人.年龄 * 次)',
  计数循环: 'sum(for 次 in 1..年数 return 次 * 金融资产)',
  追加: 'count(append([1, 2], 金融资产)) + sum(concatenate([金融资产], [1, 2]))',
  去重: 'count(distinct values([1, 1, 2, count(成员)]))',
  反转: 'reverse([金融资产, 1, 2])[1]',
  取段: 'sum(sublist([1, 2, 3, 金融资产], 2, 2))',
  插入删除: 'insert before([1, 2], 1, 金融资产)[1] + count(remove([1, 2, 金融资产], 2))',
  排序: 'sort([3, 1, 2, count(成员)], function(a, b) a < b)[1]',
  函数: '{加倍: function(数) 数 * 2, 结果: 加倍(金融资产) + 加倍(1)}.结果',
  取值: 'get value({甲: 金融资产, 乙: 2}, "甲") + context put({甲: 1}, "乙", 金融资产).乙',
  合并: 'context merge([{甲: 1}, {甲: 金融资产}]).甲',
  比较组合: '[基准日, date("2025-01-01")] = [基准日, 基准日] or {甲: 基准日} = {甲: 基准日}',
  所在区间: '金融资产 in [100..2000] or 金融资产 in (< 5, > 90000)',
  数在列表: 'list contains(成员.残疾等级, 3) or list contains(成员.住宅套数, 2)',
  选出的成员:
    'sum((if 金融资产 > 10 then 成员[年龄 > 18] else 成员[年龄 > 60]).机动车价值) + count(concatenate(成员[年龄 > 70], 成员[年龄 < 9])[月均工资 > 0])',
  日期原样:
    'date(成员[1].死亡日期) = 成员[1].死亡日期 and date("2026-01-0" + string(年数)) > 基准日 - duration("P900D")',
  时长之和:
    'some 人 in 成员 satisfies (基准日 - 人.出生日期) + (基准日 - 人.死亡日期) > duration("P9000D") - (基准日 - 人.出生日期)',
  时长加日期: '(基准日 - 成员[1].出生日期) + 成员[1].死亡日期 > 成员[1].死亡日期 - (基准日 - 成员[1].出生日期)',
  有空值的和: 'if 金融资产 > 10 then sum([金融资产, null]) = null else max(金融资产, null) = null',
  每人造日期: 'some 人 in 成员 satisfies date(人.出生日期.year, 2, 28) > 基准日 - duration("P3650D")',
  每人列表含:
    'count(for 人 in 成员 return list contains(成员[年龄 > 30].残疾类别, 人.残疾类别)) + count(成员[list contains(["智力", 户口性质], 残疾类别)])',
  每人取文字: 'some 人 in 成员 satisfies substring(人.残疾类别, 1, 1) + string(人.年龄) > "智50"',
  格里有成员: tableOf(
    'FIRST',
    ['> sum(成员[年龄 > 60].机动车价值)', '-'],
    ['count(成员[年龄 > 18][月均工资 > 0])', 'count(成员[住宅套数 > 1][机动车数 = 0])'],
  ),
  两列任一: twoColumns('ANY', ['1', '1', '1'], '0'),
  两列规则顺序: twoColumns('RULE ORDER', ['1', '2', '3']),
  两列收集: twoColumns('COLLECT', ['1', '2', '3']),
  两列收集最小: twoColumns('COLLECT" aggregation="MIN', ['1', '2', '3']),
  两列首: twoColumns('FIRST', ['1', '2', '3'], '0'),
}

/** A table in which one input can be unknown while a rule over the other surely holds. */
function twoColumns(hitPolicy: string, values: readonly string[], otherwise?: string): string {
  const input = (text: string): string => `<input><inputExpression><text>${text}</text></inputExpression></input>`
  const tests = [
    ['&gt; 100', '-'],
    ['-', '&gt; 10'],
    ['&lt;= 100', '&lt;= 2000'],
  ]
  const rules = tests.map((cells, index) => {
    const entries = cells.map((text) => `<inputEntry><text>${text}</text></inputEntry>`).join('')
    return `<rule>${entries}<outputEntry><text>${values[index] ?? ''}</text></outputEntry></rule>`
  })
  const byDefault = otherwise === undefined ? '' : `<defaultOutputEntry><text>${otherwise}</text></defaultOutputEntry>`
  return `<decisionTable hitPolicy="${hitPolicy}">${input('金融资产')}${input('教育支出')}<output name="x">${byDefault}</output>${rules.join('')}</decisionTable>`
}

function tableOf(
  hitPolicy: string,
  conditions: readonly string[],
  values: readonly string[],
  order?: string,
  otherwise?: string,
): string {
  const escaped = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const rules = conditions.map(
    (condition, index) =>
      `<rule><inputEntry><text>${escaped(condition)}</text></inputEntry><outputEntry><text>${values[index] ?? ''}</text></outputEntry></rule>`,
  )
  const listed = order === undefined ? '' : `<outputValues><text>${order}</text></outputValues>`
  const byDefault = otherwise === undefined ? '' : `<defaultOutputEntry><text>${otherwise}</text></defaultOutputEntry>`
  return `<decisionTable hitPolicy="${hitPolicy}"><input><inputExpression><text>金融资产</text></inputExpression></input><output name="x">${listed}${byDefault}</output>${rules.join('')}</decisionTable>`
}

const years = standards(`parameters:
  - name: 年数
    unit: 年
    rows: [{ division: '00', value: 1, from: 2020-01-01, document: 某文号 }]
`)

for (const [name, text] of Object.entries(constructs)) {
  const policies = (): Policies => compiled(aModel({ decisions: { [name]: text } }), years)

  test(`the two back ends agree on ${name}`, async () => {
    expect(await both.differences(policies(), [name], asOf)).toEqual([])
  })

  if (!text.startsWith('<decisionTable')) continue
  test(`the two back ends name the same rule of ${name}`, async () => {
    expect(await both.reasonDifferences(policies(), [name], asOf, 400)).toEqual([])
  })
}
