import type { Row } from '#policy/answer/index'
import { compilePolicies, describePolicyError, emptyVocabulary, type Policies, type Vocabulary } from '#policy'
import { vocabulary } from '#policy-files/vocabulary.zh'
import { seededRandom } from '#kernel/random'

/**
 * The three models of `bench policy` in our own form, DMN with FEEL. The other engines get the same logic in theirs;
 * amounts are invented, in the manner of the real ones.
 */
export interface BenchModel {
  readonly name: 'table' | 'expression' | 'household'
  readonly policies: Policies
  /** What is asked of each row; the last is the amount, one before it the category. */
  readonly decisions: readonly string[]
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export interface TableText {
  readonly inputs: readonly string[]
  /** Tests of the inputs, then the output; an empty test is met by everything. */
  readonly rules: readonly (readonly string[])[]
  /** The value when no rule holds. */
  readonly otherwise?: string
}

function tableXml({ inputs, rules, otherwise }: TableText): string {
  const heads = inputs.map((text) => `<input><inputExpression><text>${escaped(text)}</text></inputExpression></input>`)
  const lines = rules.map((rule) => {
    const tests = rule.slice(0, -1).map((text) => `<inputEntry><text>${escaped(text || '-')}</text></inputEntry>`)
    return `<rule>${tests.join('')}<outputEntry><text>${escaped(rule.at(-1) ?? '')}</text></outputEntry></rule>`
  })
  const output =
    otherwise === undefined ? '' : `<defaultOutputEntry><text>${escaped(otherwise)}</text></defaultOutputEntry>`
  return `<decisionTable hitPolicy="FIRST">${heads.join('')}<output>${output}</output>${lines.join('')}</decisionTable>`
}

/** Compiles decisions, each of which may use those before it. */
function compileModel(
  name: BenchModel['name'],
  decisions: Readonly<Record<string, string | TableText>>,
  inputs: readonly string[],
  words: Vocabulary,
): BenchModel {
  const names = Object.keys(decisions)
  const given = inputs.map(
    (input) => `<inputData id="i_${input}" name="${input}"><variable name="${input}"/></inputData>`,
  )
  const asked = inputs.map(
    (input) => `<informationRequirement><requiredInput href="#i_${input}"/></informationRequirement>`,
  )
  const used = names.map(
    (own) => `<informationRequirement><requiredDecision href="#d_${own}"/></informationRequirement>`,
  )
  const written = names.map((own, place) => {
    const logic = decisions[own] ?? ''
    const xml =
      typeof logic === 'string'
        ? `<literalExpression><text>${escaped(logic)}</text></literalExpression>`
        : tableXml(logic)
    return `<decision id="d_${own}" name="${own}">${[...asked, ...used.slice(0, place)].join('')}${xml}</decision>`
  })
  const text = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="${name}" namespace="urn:bench:${name}">${given.join('')}${written.join('')}</definitions>`
  const compilation = compilePolicies(
    [
      { folder: 'bench', file: `${name}.dmn`, kind: 'dmn', text },
      ...(name === 'household'
        ? [{ folder: 'bench', file: 'standards.yaml', kind: 'standards' as const, text: standards }]
        : []),
    ],
    { vocabulary: words },
  )
  if (!compilation.ok) throw new Error(compilation.errors.map((error) => describePolicyError(error)).join('\n'))
  return { name, policies: compilation.policies, decisions: names.slice(name === 'household' ? -2 : -1) }
}

const kinds = ['城镇', '农村'] as const

/** Ten bands of income for each of two kinds of registration: exactly one rule holds. */
export const bands = Array.from({ length: 20 }, (_, index) => {
  const band = Math.floor(index / 2)
  return {
    from: band * 100,
    until: band * 100 + 100,
    kind: kinds[index % 2] ?? '',
    amount: 1000 - band * 90 - (index % 2) * 13,
  }
})

export const bandTable: TableText = {
  inputs: ['收入', '户口'],
  rules: bands.map((band) => [`[${band.from}..${band.until})`, `"${band.kind}"`, String(band.amount)]),
  otherwise: '0',
}

/** Of one household's income and size: the top-up to the standard, at least the floor. */
export const topUp = 'if 收入 / 人口 >= 980 then 0 else max(50, 980 * 人口 - 收入)'

const smallVocabulary: Vocabulary = {
  ...emptyVocabulary,
  facts: [
    { name: '收入', column: 'income', type: { kind: 'number', unit: '' } },
    { name: '户口', column: 'kind', type: { kind: 'string' } },
    { name: '人口', column: 'size', type: { kind: 'number', unit: '' } },
  ],
}

/** Rows for the two small models. */
export function smallRows(count: number): readonly Row[] {
  const random = seededRandom(20_261_031)
  return Array.from({ length: count }, () => ({
    income: random.int(0, 999) + (random.chance(0.2) ? 0.5 : 0),
    kind: random.pick(kinds),
    size: random.int(1, 6),
  }))
}

/** The columns of the snapshot that the household model reads. */
export const householdReads = {
  household: ['registrationKind', 'businessIncome', 'propertyIncome', 'transferIncome', 'financialAssets'],
  members: [
    'relation',
    'age',
    'custody',
    'studentStage',
    'wage',
    'pension',
    'unemploymentBenefit',
    'vehicleCount',
    'seriousIllness',
    'disabilityType',
    'disabilityLevel',
  ],
} as const

const standards = `parameters:
  - name: 低保标准
    unit: 元/月
    by: [户口性质]
    rows:
      - { division: '36', 户口性质: 城镇, value: 980, from: 2025-04-01, document: 测量 }
      - { division: '36', 户口性质: 农村, value: 765, from: 2025-04-01, document: 测量 }
  - name: 每年月数
    unit: 月/年
    rows:
      - { division: '00', value: 12, from: 2020-01-01, document: 测量 }
  - name: 财产月数
    unit: 月
    rows:
      - { division: '00', value: 48, from: 2020-01-01, document: 测量 }
`

/** The same standards for an engine that has none, by name in FEEL. */
export const standardTexts: Readonly<Record<string, string>> = {
  低保标准: 'if 户口性质 = "城镇" then 980 else 765',
  每年月数: '12',
  财产月数: '48',
}

const ownIncome = '人.月均工资 + 人.月均养老金 + 人.月均失业保险金'
/** `in` is bracketed: feelin takes what follows it, an `or` too, for its right side. */
const isWeak = (of: string): string =>
  `${of}重特大疾病 != "无" or (${of}残疾等级 in [1..2]) or (${of}残疾等级 = 3 and ${of}残疾类别 in ("智力", "精神"))`

/** What the tables of the household model rest on, in FEEL, each using those before it. */
export const householdTexts: Readonly<Record<string, string>> = {
  计入成员: '成员[羁押失踪状态 = "无" and not(与户主关系 = "子女" and 年龄 >= 18 and 在读阶段 in ("硕士", "博士"))]',
  人口: 'count(计入成员)',
  工资性收入: `if 人口 = 0 then 0 else sum(for 人 in 计入成员 return ${ownIncome})`,
  就业成本: '0.3 * 低保标准 * count(计入成员[月均工资 > 0])',
  家庭月收入: 'max(0, 工资性收入 + (经营净收入 + 财产净收入 + 其他转移净收入) / 每年月数 - 就业成本)',
  人均月收入: '家庭月收入 / max(1, 人口)',
  财产符合: '金融资产 <= 财产月数 * 低保标准 * 人口 and every 人 in 计入成员 satisfies 人.机动车数 = 0',
  有重点成员: `some 人 in 计入成员 satisfies ${isWeak('人.')}`,
}

export const categoryTable: TableText = {
  inputs: ['人口', '人均月收入', '财产符合', '有重点成员'],
  rules: [
    ['0', '', '', '', '"无"'],
    ['', '< 低保标准', 'true', '', '"低保"'],
    ['', '< 1.5 * 低保标准', 'true', 'true', '"单人保"'],
    ['', '< 1.5 * 低保标准', 'true', '', '"边缘"'],
    ['', '', '', '', '"无"'],
  ],
}

/** The amount by category, rounded up to the yuan in the manner of the engine. */
export function amountTable(roundedUp: (text: string) => string): TableText {
  const share =
    'if 人.重特大疾病 != "无" then 0.3 else if 人.残疾等级 in [1..2] then 0.2 else if 人.年龄 >= 70 or 人.年龄 < 18 then 0.1 else 0'
  const gap = `max(0, 低保标准 * 人口 - 家庭月收入) + sum(for 人 in 计入成员 return 低保标准 * (${share}))`
  const weak = `sum(for 人 in 计入成员[${isWeak('')}] return max(0, 低保标准 - (${ownIncome})))`
  return {
    inputs: ['类别'],
    rules: [
      ['"低保"', roundedUp(gap)],
      ['"单人保"', roundedUp(weak)],
      ['', '0'],
    ],
  }
}

export function benchModels(): Readonly<Record<BenchModel['name'], BenchModel>> {
  const facts = ['户口性质', '经营净收入', '财产净收入', '其他转移净收入', '金融资产', '成员']
  return {
    table: compileModel('table', { 金额: bandTable }, ['收入', '户口'], smallVocabulary),
    expression: compileModel('expression', { 金额: topUp }, ['收入', '人口'], smallVocabulary),
    household: compileModel(
      'household',
      { ...householdTexts, 类别: categoryTable, 月金额: amountTable((text) => `ceiling(${text})`) },
      [...facts, ...Object.keys(standardTexts)],
      vocabulary,
    ),
  }
}
