import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { answer, explain, type HouseholdRow, type PlainValue } from '#policy'
import { aHousehold, aMember, aModel, compiled, standards } from '#policy/testing'

const today = day('2026-10-31')

function valueOf(expression: string, row: HouseholdRow = aHousehold()): PlainValue {
  return answer(compiled(aModel({ decisions: { 结论: expression } })), ['结论'], row, today).values['结论'] ?? null
}

function missingFor(expression: string, row: HouseholdRow): readonly string[] {
  const { missing } = answer(compiled(aModel({ decisions: { 结论: expression } })), ['结论'], row, today)
  return missing.map((fact) => `${fact.list ?? ''}${fact.index ?? ''}${fact.name}`)
}

test('money is exact and a quotient is rounded half-even to ten decimals', () => {
  expect(valueOf('0.1 + 0.2 = 0.3')).toBe(true)
  expect(valueOf('1 / 3')).toBe('0.3333333333')
  expect(valueOf('0.00000000005 / 1')).toBe('0')
  expect(valueOf('0.00000000015 / 1')).toBe('0.0000000002')
  expect(valueOf('1 / 0')).toBe(null)
  expect(valueOf('99999999999999999999 + 0.01')).toBe('99999999999999999999.01')
})

test('the rounding functions of FEEL', () => {
  expect(
    ['floor(-1.5)', 'ceiling(-1.5)', 'decimal(2.345, 2)', 'round up(1.121, 2)'].map((text) => valueOf(text)),
  ).toEqual(['-2', '-1', '2.34', '1.13'])
  expect(
    ['round half up(2.5, 0)', 'round half down(2.5, 0)', 'round down(-1.129, 2)'].map((text) => valueOf(text)),
  ).toEqual(['3', '2', '-1.12'])
})

test('dates are reckoned by calendar months, and the day that never comes stays', () => {
  expect(valueOf('基准日 - duration("P2M")')).toBe('2026-08-31')
  expect(valueOf('date("2026-04-30") - 2 * duration("P1M")')).toBe('2026-02-28')
  expect(valueOf('date("2024-02-29") + duration("P1Y")')).toBe('2025-02-28')
  expect(valueOf('date("9999-12-31") + duration("P1D")')).toBe('9999-12-31')
  expect(valueOf('基准日 - date("2026-10-01") > duration("P29D")')).toBe(true)
})

test('lists: filters, paths, loops and quantifiers', () => {
  const row = aHousehold({ members: [aMember({ age: 70, wage: 100 }), aMember({ age: 40, wage: 20.5 })] })

  expect(valueOf('sum(成员[年龄 >= 60].月均工资)', row)).toBe('100')
  expect(valueOf('sum(for 人 in 成员 return 人.月均工资 * 2)', row)).toBe('241')
  expect(valueOf('some 人 in 成员 satisfies 人.年龄 > 60', row)).toBe(true)
  expect(valueOf('every 人 in 成员 satisfies 人.年龄 > 60', row)).toBe(false)
  expect(valueOf('成员[2].年龄', row)).toBe('40')
  expect(valueOf('成员[-1].年龄', row)).toBe('40')
  expect(valueOf('成员[3].年龄', row)).toBe(null)
  expect(valueOf('count(成员[item.年龄 > 90])', row)).toBe('0')
  expect(valueOf('for i in 1..3, j in [10, 20] return i * j', row)).toEqual(['10', '20', '20', '40', '30', '60'])
  expect(valueOf('{甲: 1, 乙: 甲 + 1}.乙')).toBe('2')
})

test('an unknown fact stays unknown through arithmetic, and no decides whatever is unknown', () => {
  const row = aHousehold({ financialAssets: null, members: [aMember({ wage: null }), aMember({ wage: 10 })] })

  expect(valueOf('金融资产 + 1', row)).toBe(null)
  expect(valueOf('金融资产 > 1 and false', row)).toBe(false)
  expect(valueOf('金融资产 > 1 or true', row)).toBe(true)
  expect(valueOf('金融资产 > 1 and true', row)).toBe(null)
  expect(valueOf('if 金融资产 > 1 then 1 else 2', row)).toBe(null)
  expect(valueOf('sum(成员.月均工资)', row)).toBe(null)
  expect(valueOf('some 人 in 成员 satisfies 人.月均工资 > 5', row)).toBe(true)
  expect(valueOf('some 人 in 成员 satisfies 人.月均工资 > 50', row)).toBe(null)
  expect(valueOf('every 人 in 成员 satisfies 人.月均工资 > 50', row)).toBe(false)
  expect(valueOf('count(成员[月均工资 > 5])', row)).toBe(null)
})

test('whether a fact is known can be asked', () => {
  const row = aHousehold({ financialAssets: null })

  expect(valueOf('金融资产 = null', row)).toBe(true)
  expect(valueOf('is defined(金融资产)', row)).toBe(false)
  expect(valueOf('教育支出 != null', row)).toBe(true)
})

test('what is missing are the facts that would settle it, and no others', () => {
  const row = aHousehold({
    financialAssets: null,
    educationSpending: null,
    members: [aMember(), aMember({ wage: null, pension: null })],
  })

  expect(missingFor('金融资产 > 1 and 户口性质 = "农村"', row)).toEqual([])
  expect(missingFor('金融资产 > 1 and 户口性质 = "城镇"', row)).toEqual(['金融资产'])
  expect(missingFor('sum(成员.月均工资) > 0 and 教育支出 > 0', row)).toEqual(['members1月均工资', '教育支出'])
})

function table(hitPolicy: string, rules: string, output = '<output name="x"/>'): string {
  return `<decisionTable ${hitPolicy}><input><inputExpression><text>金融资产</text></inputExpression></input>${output}<annotation name="依据"/>${rules}</decisionTable>`
}

function rule(condition: string, value: string, article = ''): string {
  const escaped = condition.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<rule><inputEntry><text>${escaped}</text></inputEntry><outputEntry><text>${value}</text></outputEntry><annotationEntry><text>${article}</text></annotationEntry></rule>`
}

test('hit policies', () => {
  const rules = rule('> 10', '"乙"') + rule('> 5', '"甲"') + rule('-', '"丙"')
  const exclusive = rule('> 10', '"乙"') + rule('[0..10]', '"甲"') + rule('< 0', '"丙"')
  const listed = '<output name="x"><outputValues><text>"甲", "乙", "丙"</text></outputValues></output>'
  const at = (assets: number) => aHousehold({ financialAssets: assets })

  expect(valueOf(table('hitPolicy="FIRST"', rules), at(11))).toBe('乙')
  expect(valueOf(table('hitPolicy="UNIQUE"', exclusive), at(7))).toBe('甲')
  expect(valueOf(table('hitPolicy="PRIORITY"', rules, listed), at(11))).toBe('甲')
  expect(valueOf(table('hitPolicy="OUTPUT ORDER"', rules, listed), at(11))).toEqual(['甲', '乙', '丙'])
  expect(valueOf(table('hitPolicy="COLLECT"', rules), at(7))).toEqual(['甲', '丙'])
  const amounts = rule('> 5', '1') + rule('> 10', '20') + rule('-', '0')
  const collected = ['SUM', 'MIN', 'MAX', 'COUNT'].map((how) =>
    valueOf(table(`hitPolicy="COLLECT" aggregation="${how}"`, amounts), at(11)),
  )
  expect(collected).toEqual(['21', '0', '20', '3'])
})

test('a rule whose condition is unknown matches nobody and hides no later rule', () => {
  const rules = rule('> 5', '1') + rule('-', '2')

  expect(valueOf(table('hitPolicy="FIRST"', rules), aHousehold({ financialAssets: null }))).toBe(null)
})

test('the nearest ancestor division gives the standard, as of the day', () => {
  const policies = compiled(
    aModel({ decisions: { 结论: '标准' } }),
    standards(`parameters:
  - name: 标准
    unit: 元/月
    rows:
      - { division: '00', value: 500, from: 2020-01-01, document: 国 }
      - { division: '36', value: 900, from: 2020-01-01, until: 2026-01-01, document: 省 }
      - { division: '36', value: 950, from: 2026-01-01, document: 省 }
      - { division: '3607', value: 1000, from: 2026-07-01, document: 市 }
`),
  )
  const standard = (division: string | null, on: string) =>
    answer(policies, ['结论'], aHousehold({ division }), day(on)).values['结论']

  expect([
    standard('360735', '2026-10-31'),
    standard('360102', '2026-10-31'),
    standard('440103', '2026-10-31'),
  ]).toEqual(['1000', '950', '500'])
  expect([
    standard('360735', '2025-12-31'),
    standard('360735', '2026-01-01'),
    standard('360735', '2019-01-01'),
  ]).toEqual(['900', '950', null])
  expect(standard(null, '2026-10-31')).toBe(null)
})

test('the reasons name the facts, the standard with its document, the rule and the article', () => {
  const policies = compiled(
    aModel({
      decisions: {
        超限: '金融资产 > 限额',
        结论: `<decisionTable hitPolicy="FIRST"><input><inputExpression><text>超限</text></inputExpression></input><output name="x"/><annotation name="依据"/>${rule('true', '"不符合"', '某办法第十四条')}${rule('-', '"符合"')}</decisionTable>`,
      },
    }),
    standards(`parameters:
  - name: 限额
    unit: 元
    rows:
      - { division: '00', value: 500, from: 2020-01-01, document: 某文号 }
`),
  )

  const { trace } = answer(policies, ['结论'], aHousehold({ financialAssets: 600 }), today)

  expect(explain(trace)).toEqual([
    '结论 = 不符合',
    '　依据：某办法第十四条',
    '　适用决策表第1行',
    '　超限 = 是',
    '　　算法：金融资产 > 限额',
    '　　· 金融资产：600元（事实）',
    '　　· 限额：500元（标准，某文号）',
  ])
})

test('a choice that hangs on an unknown waits for what decides and for what either side needs', () => {
  const row = aHousehold({
    financialAssets: null,
    educationSpending: null,
    members: [aMember({ wage: null, age: null }), aMember({ wage: null, age: 20 })],
  })

  expect(missingFor('if 金融资产 > 1 then 教育支出 else 0', row)).toEqual(['金融资产', '教育支出'])
  expect(missingFor('sum(成员[年龄 >= 60].月均工资)', row)).toEqual(['members0年龄', 'members0月均工资'])
  expect(missingFor('count(成员[年龄 >= 60])', row)).toEqual(['members0年龄'])
  expect(missingFor('金融资产 = null or 教育支出 > 0', row)).toEqual([])
  expect(missingFor('1 / 0 + 教育支出', row)).toEqual([])
  expect(missingFor('string({甲: 教育支出, 乙: 1})', row)).toEqual(['教育支出'])
  expect(missingFor('before([1 .. count(成员[年龄 > 1])], 5)', row)).toEqual(['members0年龄'])
})

test('a decision that was only tried is in the reasons once it is used', () => {
  const policies = compiled(
    aModel({ decisions: { 支出: '教育支出 + 1', 结论: '(if 金融资产 > 1 then 支出 else 0) = null and 支出 > 0' } }),
  )

  const { trace, values } = answer(policies, ['结论'], aHousehold({ financialAssets: null }), today)

  expect(values['结论']).toBe(true)
  expect(trace.map((node) => node.children.map((child) => child.decision))).toEqual([['支出']])
})
