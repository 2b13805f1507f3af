import { expect, test } from 'vitest'
import { vocabulary } from '#policy-files/vocabulary.zh'
import { compilePolicies, describePolicyError } from '#policy'
import { aModel, complaints, standards } from '#policy/testing'

const shared = standards(`parameters:
  - name: 低保标准
    unit: 元/月
    by: [户口性质]
    rows:
      - { division: '36', 户口性质: 城镇, value: 980, from: 2025-04-01, document: 甲 }
`)

function oneDecision(expression: string): readonly string[] {
  return complaints(aModel({ decisions: { 结论: expression } }), shared)
}

test('an unknown name is an error with its place, the words found and the nearest known words', () => {
  expect(oneDecision('金融资金 > 100')).toEqual([
    'test/test.dmn 第3行第26列（决策“结论”）：不认识“金融资金”。是否想写“金融资产”？',
  ])
  expect(oneDecision('1 +\n  低保标淮')).toEqual([
    'test/test.dmn 第4行第3列（决策“结论”）：不认识“低保标淮”。是否想写“低保标准”？',
  ])
})

test('the same error can be told in English', () => {
  const compilation = compilePolicies([aModel({ decisions: { 结论: '金融资金 > 100' } })], { vocabulary })

  const [error] = compilation.ok ? [] : compilation.errors
  expect(error && describePolicyError(error, 'en')).toBe(
    'test/test.dmn:3:26 [结论] The name "金融资金" is not known. Did you mean "金融资产"?',
  )
})

test('an unknown field of a member, and a name that only members have', () => {
  expect(oneDecision('成员[年令 > 60]')).toEqual([
    'test/test.dmn 第3行第29列（决策“结论”）：不认识“年令”。是否想写“年龄”？',
  ])
  expect(oneDecision('some 人 in 成员 satisfies 人.月均工次 > 0')).toEqual([
    'test/test.dmn 第3行第51列（决策“结论”）：这里没有名为“月均工次”的项目。是否想写“月均工资”？',
  ])
})

test('an unknown function names the nearest known one', () => {
  expect(oneDecision('summ(成员.月均工资)')).toEqual([
    'test/test.dmn 第3行第26列（决策“结论”）：没有名为“summ”的函数。是否想写“sum”？',
  ])
})

test('a standard that asks for an argument is an error without it', () => {
  const byNeed = standards(`parameters:
  - name: 补贴
    unit: 元/月
    by: [需要]
    rows: [{ division: '00', 需要: 甲, value: 9, from: 2025-04-01, document: 甲 }]
`)
  const told = (text: string): readonly string[] =>
    complaints(aModel({ decisions: { 结论: text } }), byNeed).map((line) => line.replace(/^.*?）：/, ''))

  expect(told('补贴')).toEqual(['函数“补贴”需要 1 个参数，实际有 0 个。'])
  expect(told('补贴("甲", "乙")')).toEqual(['函数“补贴”需要 1 个参数，实际有 2 个。'])
  expect(told('补贴("甲")')).toEqual([])
})

test('units that do not go together are errors, with a hint for years and months', () => {
  expect(oneDecision('经营净收入 < 低保标准')).toEqual([
    'test/test.dmn 第3行第26列（决策“结论”）：单位不一致：元/年与元/月不能直接运算或比较，请先用“每年月数”换算。',
  ])
  expect(oneDecision('成员[年龄 > 月均工资]')).toEqual([
    'test/test.dmn 第3行第29列（决策“结论”）：单位不一致：岁与元/月不能直接运算或比较。',
  ])
  expect(oneDecision('金融资产 + 教育支出')).toHaveLength(1)
})

test('types that do not go together are errors', () => {
  expect(oneDecision('户口性质 > 3')).toEqual(['test/test.dmn 第3行第26列（决策“结论”）：“>”不能用于文字和数字。'])
  expect(oneDecision('if 金融资产 then 1 else 2')).toEqual([
    'test/test.dmn 第3行第29列（决策“结论”）：此处应为是非，实际是数字 元。',
  ])
  expect(oneDecision('count(金融资产)')).toEqual([
    'test/test.dmn 第3行第32列（决策“结论”）：此处应为列表，实际是数字 元。',
  ])
})

test('a value that is not of the declared type is an error', () => {
  const elements =
    '<itemDefinition name="对"><itemComponent name="甲"><typeRef>number</typeRef></itemComponent></itemDefinition>'
  const declared = (type: string, text: string): readonly string[] => {
    const logic = `<variable name="结论" typeRef="${type}"/><literalExpression><text>${text}</text></literalExpression>`
    return complaints(aModel({ decisions: { 结论: logic }, elements })).map((line) => line.replace(/^.*?）：/, ''))
  }

  expect(declared('对', '5')).toEqual(['此处应为组合，实际是数字。'])
  expect(declared('对', '{甲: 5}')).toEqual([])
  expect(declared('对', 'null')).toEqual([])
  expect(declared('对', '{甲: true}')).toHaveLength(1)
  expect(declared('string', '5')).toHaveLength(1)
  expect(declared('list&lt;number&gt;', '[1, 2]')).toEqual([])
  expect(declared('list&lt;number&gt;', '["a"]')).toHaveLength(1)
  expect(declared('成员', '成员[年龄 &gt; 5]')).toEqual([])
  expect(declared('unheard', '5')).toHaveLength(1)
})

test('an error in a table names the cell', () => {
  const table = `<decisionTable hitPolicy="FIRST"><input><inputExpression><text>户口性质</text></inputExpression></input><output name="x"/><rule><inputEntry><text>"城镇"</text></inputEntry><outputEntry><text>1</text></outputEntry></rule><rule><inputEntry><text>3</text></inputEntry><outputEntry><text>2</text></outputEntry></rule></decisionTable>`

  expect(oneDecision(table)).toEqual(['test/test.dmn 第3行第239列（决策“结论”，单元格 R2C1）：“=”不能用于文字和数字。'])
})

test('a part of DMN that is not supported is refused and never ignored', () => {
  expect(complaints(aModel({ decisions: { 甲: '1' }, elements: '<magic name="x"/>' }))).toEqual([
    'test/test.dmn 第2行第1列：本系统暂不支持元素 <magic>，请改用已支持的写法。',
  ])
  const guess = '<decisionTable hitPolicy="GUESS"><output name="x"/></decisionTable>'
  expect(oneDecision(guess)).toEqual(['test/test.dmn 第3行第1列（决策“结论”）：暂不支持命中策略 GUESS。'])
})

test('a function in Java is refused, in an expression as in an element', () => {
  expect(oneDecision('function(a) external {java: {class: "A", method signature: "b(int)"}}')).toHaveLength(1)
  expect(oneDecision('function(a) external {java: {class: "A", method signature: "b(int)"}}')[0]).toContain('java')
})

test('decisions that depend on each other are named in their order', () => {
  const found = complaints(aModel({ decisions: { 甲: '乙 + 1', 乙: '甲 + 1' } }))

  expect(found).toEqual(['test/test.dmn 第2行第1列（决策“甲”）：以下各项循环依赖：甲 → 乙 → 甲。'])
})

test('a decision that is used must be listed as required', () => {
  const used = aModel({ folder: 'a', namespace: 'urn:a', decisions: { 甲: '1' } })
  const using = aModel({
    folder: 'b',
    namespace: 'urn:b',
    imports: [{ name: '', namespace: 'urn:a' }],
    decisions: { 乙: '甲 + 1' },
  })

  expect(complaints(used, using)).toEqual([
    'b/test.dmn 第4行第26列（决策“乙”）：用到了“甲”，但没有列入本元素的依赖（informationRequirement 或 knowledgeRequirement）。',
  ])
})

test('a function that is used must be listed as required, whether it is called or handed on', () => {
  const elements = `<businessKnowledgeModel id="fn_先" name="先"><variable name="先"/><encapsulatedLogic kind="FEEL"><formalParameter name="甲" typeRef="number"/><formalParameter name="乙" typeRef="number"/><literalExpression><text>甲 &lt; 乙</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>`
  const requires = '<knowledgeRequirement><requiredKnowledge href="#fn_先"/></knowledgeRequirement>'
  const missing = (column: number): string =>
    `test/test.dmn 第4行第${column}列（决策“结论”）：用到了“先”，但没有列入本元素的依赖（informationRequirement 或 knowledgeRequirement）。`

  expect(complaints(aModel({ decisions: { 结论: '先(3, 1)' }, elements }))).toEqual([missing(26)])
  expect(complaints(aModel({ decisions: { 结论: 'sort([3, 1], 先)[1]' }, elements }))).toEqual([missing(39)])
  expect(complaints(aModel({ decisions: { 结论: 'sort([3, 1], 先)[1]' }, elements, requires }))).toEqual([])
})

test('two policies may not give the same decision', () => {
  const first = aModel({ folder: 'a', namespace: 'urn:a', decisions: { 甲: '1' } })
  const second = aModel({ folder: 'b', namespace: 'urn:b', decisions: { 甲: '2' } })

  expect(complaints(first, second)).toEqual([
    'b/test.dmn 第2行第1列：决策“甲”在 a/test.dmn 中已有定义，全部政策中名称不能重复。',
  ])
})

test('rows of a standard that overlap are an error that names both', () => {
  const overlapping = standards(`parameters:
  - name: 低保标准
    unit: 元/月
    rows:
      - { division: '36', value: 935, from: 2024-01-01, document: 甲 }
      - { division: '36', value: 980, from: 2025-04-01, document: 乙 }
`)

  expect(complaints(overlapping)).toEqual([
    'test/standards.yaml 第6行第9列：标准“低保标准”有两行期间重叠：36 2024-01-01… = 935；36 2025-04-01… = 980。请调整起止日期。',
  ])
})

test('rows that follow each other, or differ in place or dimension, do not overlap', () => {
  const following = standards(`parameters:
  - name: 低保标准
    unit: 元/月
    by: [户口性质]
    rows:
      - { division: '36', 户口性质: 城镇, value: 935, from: 2024-01-01, until: 2025-04-01, document: 甲 }
      - { division: '36', 户口性质: 城镇, value: 980, from: 2025-04-01, document: 乙 }
      - { division: '36', 户口性质: 农村, value: 765, from: 2025-04-01, document: 乙 }
      - { division: '3607', 户口性质: 城镇, value: 990, from: 2025-04-01, document: 丙 }
`)

  expect(complaints(following)).toEqual([])
})

test('a standard with a wrong value, day or division says which', () => {
  const wrong = standards(`parameters:
  - name: 甲
    rows:
      - { division: '3', value: 很多, from: 2024-13-01, document: 甲 }
`)

  expect(complaints(wrong)).toEqual([
    'test/standards.yaml 第4行第9列：division 的值“3”不符合要求。',
    'test/standards.yaml 第4行第9列：value 的值“很多”不符合要求。',
    'test/standards.yaml 第4行第9列：from 的值“2024-13-01”不符合要求。',
  ])
})

function unaryTable(hitPolicy: string, rules: readonly (readonly [string, string])[], input = '金融资产'): string {
  const escaped = (text: string): string => text.replaceAll('<', '&lt;')
  const rows = rules.map(
    ([test, value]) =>
      `<rule><inputEntry><text>${escaped(test)}</text></inputEntry><outputEntry><text>${value}</text></outputEntry></rule>`,
  )
  return `<decisionTable hitPolicy="${hitPolicy}"><input label="${input}"><inputExpression><text>${input}</text></inputExpression></input><output name="x"/>${rows.join('')}</decisionTable>`
}

function analysed(table: string): readonly string[] {
  return oneDecision(table).map((complaint) => complaint.replace(/^.*?）：/, ''))
}

test('rules of a unique table that overlap are named, with an input that meets both', () => {
  expect(
    analysed(
      unaryTable('UNIQUE', [
        ['<= 100', '1'],
        ['[100..200]', '2'],
        ['> 200', '3'],
      ]),
    ),
  ).toEqual(['第1行与第2行的条件有重叠（例如：金融资产 = 100），两行会同时命中。请收窄其中一行，或改用其他命中策略。'])
  expect(
    analysed(
      unaryTable('UNIQUE', [
        ['<= 100', '1'],
        ['(100..200]', '2'],
        ['> 200', '3'],
      ]),
    ),
  ).toEqual([])
})

test('rules of an any table may overlap when they agree', () => {
  expect(
    analysed(
      unaryTable('ANY', [
        ['<= 100', '1'],
        ['<= 50', '1'],
        ['> 100', '2'],
      ]),
    ),
  ).toEqual([])
  expect(
    analysed(
      unaryTable('ANY', [
        ['<= 100', '1'],
        ['<= 50', '3'],
        ['> 100', '2'],
      ]),
    ),
  ).toHaveLength(1)
})

test('an input that no rule of a single-hit table covers is named', () => {
  const gap = (example: string): string => `有的情况没有任何一行命中（例如：${example}）。请补一行，或给输出设默认值。`

  expect(
    analysed(
      unaryTable('UNIQUE', [
        ['< 100', '1'],
        ['> 100', '2'],
      ]),
    ),
  ).toEqual([gap('金融资产 = 100')])
  expect(
    analysed(
      unaryTable(
        'FIRST',
        [
          ['"城镇"', '1'],
          ['"农村"', '2'],
        ],
        '户口性质',
      ),
    ),
  ).toEqual([gap('户口性质 = "…"')])
  expect(
    analysed(
      unaryTable(
        'FIRST',
        [
          ['"城镇"', '1'],
          ['not("城镇")', '2'],
        ],
        '户口性质',
      ),
    ),
  ).toEqual([])
  expect(analysed(unaryTable('FIRST', [['true', '1']], '金融资产 > 5'))).toEqual([gap('金融资产 > 5 = false')])
  // What is counted has whole numbers from zero: there is nothing between 1 and 2, and nothing below 0.
  expect(
    analysed(
      unaryTable(
        'UNIQUE',
        [
          ['<= 1', '1'],
          ['>= 2', '2'],
        ],
        '成员[1].残疾等级',
      ),
    ),
  ).toEqual([])
  expect(analysed(unaryTable('COLLECT', [['< 100', '1']]))).toEqual([])
})

test('two columns over one input are held against each other', () => {
  const rule = (low: string, high: string, value: string): string =>
    `<rule><inputEntry><text>${low}</text></inputEntry><inputEntry><text>${high}</text></inputEntry><outputEntry><text>${value}</text></outputEntry></rule>`
  const column = '<input><inputExpression><text>金融资产</text></inputExpression></input>'
  const table = `<decisionTable hitPolicy="UNIQUE">${column}${column}<output name="x"/>${rule('&gt;= 0', '&lt; 10', '1')}${rule('&gt;= 10', '-', '2')}${rule('&lt; 0', '-', '3')}</decisionTable>`

  expect(analysed(table)).toEqual([])
})
