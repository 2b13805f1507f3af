import { householdColumns, memberColumns, noneOf, obligorColumns, type ColumnDefinition } from '#facts'
import { addDays, type Day } from '#kernel/day'
import { vocabulary } from '#policy-files/vocabulary.zh'
import { seededRandom, type Random } from '#kernel/random'
import {
  compilePolicies,
  describePolicyError,
  type Cell,
  type HouseholdRow,
  type Policies,
  type PolicySource,
} from '#policy'

type Columns = Readonly<Record<string, ColumnDefinition>>
type Cells = Readonly<Record<string, Cell>>
/** The cells of a household and its rows by their English names. */
export type Given<Keys extends string = string> = { readonly [K in Keys]?: Cell }

/** A row in which nothing is the matter: every column says "none", amounts are zero. */
function plainRow(columns: Columns): Cells {
  return Object.fromEntries(
    Object.entries(columns).map(([key, column]) => [key, column.type === 'boolean' ? false : noneOf[column.type]]),
  )
}

export function aMember(given: Given<keyof typeof memberColumns> = {}): Cells {
  return {
    ...plainRow(memberColumns),
    personId: 'p1',
    relation: '户主',
    sex: '男',
    birthDay: '1980-06-01',
    age: 45,
    ...given,
  }
}

export function aHousehold(
  given: Given<keyof typeof householdColumns> & {
    readonly members?: readonly Cells[]
    readonly obligors?: readonly Cells[]
  } = {},
): HouseholdRow {
  return {
    ...plainRow(householdColumns),
    householdId: 'h1',
    division: '360735100001',
    registrationKind: '城镇',
    members: [aMember()],
    obligors: [],
    ...given,
  }
}

const texts: Readonly<Record<string, readonly string[]>> = {
  registrationKind: ['城镇', '农村'],
  relation: ['户主', '配偶', '子女', '子女', '父母'],
  sex: ['男', '女'],
  custody: ['无', '无', '无', '无', '无', '无', '无', '服刑'],
  studentStage: ['无', '无', '无', '本科', '硕士', '小学'],
  seriousIllness: ['无', '无', '无', '恶性肿瘤'],
  disabilityType: ['无', '无', '肢体', '智力', '精神', '视力', '听力'],
  benefitCategory: ['无', '无', '无', '低保', '特困', '单人保', '边缘', '刚性支出'],
  category: ['无', '无', '无', '低保', '特困'],
  status: ['无', '无', '无', '服刑'],
  fatherStatus: ['健在', '健在', '死亡', '失联', '服刑在押', '残疾'],
  motherStatus: ['健在', '健在', '宣告失踪', '外出务工', '重病', '残疾'],
  fatherDisabilityType: ['肢体', '智力'],
  motherDisabilityType: ['听力', '精神'],
  childPlacement: ['散居', '散居', '机构养育'],
  careKind: ['居家社区', '机构'],
}

const divisions = [
  '360735100001',
  '360701001001',
  '310101001001',
  '210101001001',
  '330102001001',
  '440103001001',
  '500101001001',
]

function randomCell(key: string, column: ColumnDefinition, random: Random, asOf: Day): Cell {
  if (key === 'abilityComa' || key === 'abilityDisorder') return random.chance(0.1)
  if (column.type === 'boolean') return random.chance(0.7)
  if (column.type === 'day') return random.chance(0.6) ? '9999-12-31' : addDays(asOf, -random.int(-10, 1200))
  if (column.type === 'text') return random.pick(texts[key] ?? ['甲'])
  if (key === 'age') return random.int(0, 95)
  if (key.endsWith('TermMonths')) return random.int(1, 24)
  if (key === 'abilityScore') return random.int(0, 90)
  if (key === 'abilityLevel') return random.int(0, 4)
  if (key === 'careIncidents') return random.pick([0, 0, 0, 1, 2, 3])
  if (key.endsWith('isabilityLevel')) return random.pick([0, 0, 1, 2, 3, 4])
  if (key === 'houseArea') return (random.int(0, 20_000) / 100).toFixed(2)
  if (/Count$|size|Size|children|supported|Failures/.test(key)) return random.pick([0, 0, 0, 1, 1, 2, 3, 6])
  const most = random.pick([0, 0, 900, 2_000, 5_000, 60_000])
  // Money of all kinds: round, with fen, and now and then a loss.
  const fen = random.int(0, most * 100) * (random.chance(0.02) ? -1 : 1)
  return random.chance(0.5) ? String(Math.round(fen / 100)) : (fen / 100).toFixed(2)
}

function randomRow(columns: Columns, random: Random, asOf: Day, unknownRate: number): Cells {
  return Object.fromEntries(
    Object.entries(columns).map(([key, column]) => [
      key,
      random.chance(unknownRate) ? null : randomCell(key, column, random, asOf),
    ]),
  )
}

/** Invented households with everything that policies look at, most of them with all facts known. */
export function randomHouseholds(count: number, seed: number, asOf: Day): readonly HouseholdRow[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, index) => {
    const unknownRate = random.pick([0, 0, 0, 0, 0, 0.003, 0.02, 0.2])
    const members = random.pick([1, 1, 1, 2, 2, 3, 4, 6])
    return {
      ...randomRow(householdColumns, random, asOf, unknownRate),
      householdId: `h${index}`,
      division: random.chance(unknownRate) ? null : random.pick(divisions),
      members: Array.from({ length: members }, () => randomRow(memberColumns, random, asOf, unknownRate)),
      obligors: Array.from({ length: random.pick([0, 0, 0, 1, 2]) }, () =>
        randomRow(obligorColumns, random, asOf, unknownRate),
      ),
    }
  })
}

/** What a small model in a test says; decisions may use each other, the requirements are worked out. */
export interface ModelText {
  readonly folder?: string
  readonly file?: string
  readonly namespace?: string
  readonly imports?: readonly { readonly name: string; readonly namespace: string }[]
  /** Name and expression; XML is escaped here. */
  readonly decisions: Readonly<Record<string, string>>
  /** Elements of DMN to stand before the decisions. */
  readonly elements?: string
  /** Requirements for every decision besides the decisions of this model. */
  readonly requires?: string
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A DMN file, one line an element, so that positions are easy to tell. */
export function aModel(of: ModelText): PolicySource {
  const namespace = of.namespace ?? 'urn:test'
  const required = Object.keys(of.decisions)
    .map((name) => `<informationRequirement><requiredDecision href="#d_${name}"/></informationRequirement>`)
    .join('')
  const decisions = Object.entries(of.decisions).map(([name, text]) => {
    const logic = text.startsWith('<') ? text : `<literalExpression><text>${escapeXml(text)}</text></literalExpression>`
    const own = `<informationRequirement><requiredDecision href="#d_${name}"/></informationRequirement>`
    return `<decision id="d_${name}" name="${name}">${required.replace(own, '')}${of.requires ?? ''}\n${logic}\n</decision>`
  })
  const imports = (of.imports ?? []).map(
    (one) =>
      `<import name="${one.name}" namespace="${one.namespace}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`,
  )
  const text = [
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="test" namespace="${namespace}">`,
    ...imports,
    ...(of.elements === undefined ? [] : [of.elements]),
    ...decisions,
    '</definitions>',
  ].join('\n')
  return { folder: of.folder ?? 'test', file: of.file ?? 'test.dmn', kind: 'dmn', text }
}

export function standards(text: string): PolicySource {
  return { folder: 'test', file: 'standards.yaml', kind: 'standards', text }
}

/** The policies of some sources that must compile. */
export function compiled(...sources: readonly PolicySource[]): Policies {
  const compilation = compilePolicies(sources, { vocabulary })
  if (!compilation.ok) throw new Error(compilation.errors.map((error) => describePolicyError(error)).join('\n'))
  return compilation.policies
}

/** What a compilation complains of, in Chinese. */
export function complaints(...sources: readonly PolicySource[]): readonly string[] {
  const compilation = compilePolicies(sources, { vocabulary })
  return compilation.ok ? [] : compilation.errors.map((error) => describePolicyError(error))
}
