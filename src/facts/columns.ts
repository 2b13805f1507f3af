import type { FactName } from '#facts/catalogue'
import { columnsOfChildren } from '#facts/columns-of-children'
import { columnsOfElders } from '#facts/columns-of-elders'
import { obligorColumns } from '#facts/columns-of-obligors'
import type { Sensitivity, Unit, ValueType } from '#facts/definition'

/**
 * How a snapshot column is made from recorded facts, as known on the day of the snapshot:
 * - `latest` the value that holds on the day (the newest start wins);
 * - `window-mean` a rate: Σ(amount × months it held within the last 12) ÷ 12, in 元/月;
 * - `window-sum` a flow: the sum over the last 12 months, in 元;
 * - `count`, `sum` over the instances that hold on the day;
 * - `started` the day from which the value that holds on the day has held without a break;
 * - `current` a rate: the amount a month that holds on the day itself (several instances add up);
 */
export type Aggregate = 'latest' | 'window-mean' | 'window-sum' | 'count' | 'sum' | 'started' | 'current'

/**
 * What a column says when its source has delivered in full and the subject does not occur in it: there is none.
 * It is written as a value of the column's type, so that null always and only means unknown.
 */
export const noneOf = { number: '0', text: '无', day: '9999-12-31', boolean: 'false' } as const satisfies Record<
  ValueType,
  string
>

export interface ColumnDefinition {
  readonly zh: string
  readonly type: ValueType
  readonly unit?: Unit
  readonly sensitivity: Sensitivity
  /** Where the value comes from: a recorded fact, or the registry (membership, birth day, division). */
  readonly from: { readonly fact: FactName; readonly aggregate: Aggregate } | 'registry'
  /** When no record in a complete delivery means that there is none. Without a complete delivery it is unknown. */
  readonly absent?: 'none'
}

/** One row a household; `members` and `obligors` are lists of rows of the two tables below. */
export const householdColumns = {
  householdId: { zh: '户编号', type: 'text', sensitivity: 'ordinary', from: 'registry' },
  division: { zh: '居住区划', type: 'text', sensitivity: 'ordinary', from: 'registry' },
  registrationKind: {
    zh: '户口性质',
    type: 'text',
    sensitivity: 'ordinary',
    from: { fact: 'registrationKind', aggregate: 'latest' },
  },
  businessIncome: {
    zh: '经营净收入',
    type: 'number',
    unit: '元/年',
    sensitivity: 'sensitive',
    from: { fact: 'businessIncome', aggregate: 'latest' },
  },
  propertyIncome: {
    zh: '财产净收入',
    type: 'number',
    unit: '元/年',
    sensitivity: 'sensitive',
    from: { fact: 'propertyIncome', aggregate: 'latest' },
  },
  transferIncome: {
    zh: '其他转移净收入',
    type: 'number',
    unit: '元/年',
    sensitivity: 'sensitive',
    from: { fact: 'transferIncome', aggregate: 'latest' },
  },
  financialAssets: {
    zh: '金融资产',
    type: 'number',
    unit: '元',
    sensitivity: 'sensitive',
    from: { fact: 'financialAssets', aggregate: 'latest' },
  },
  educationSpending: {
    zh: '教育支出',
    type: 'number',
    unit: '元/年',
    sensitivity: 'ordinary',
    from: { fact: 'educationSpending', aggregate: 'latest' },
  },
  rehabilitationSpending: {
    zh: '残疾康复支出',
    type: 'number',
    unit: '元/年',
    sensitivity: 'sensitive',
    from: { fact: 'rehabilitationSpending', aggregate: 'latest' },
  },
} as const satisfies Record<string, ColumnDefinition>

export const memberColumns = {
  personId: { zh: '人员编号', type: 'text', sensitivity: 'ordinary', from: 'registry' },
  relation: { zh: '与户主关系', type: 'text', sensitivity: 'ordinary', from: 'registry' },
  sex: { zh: '性别', type: 'text', sensitivity: 'ordinary', from: 'registry' },
  birthDay: { zh: '出生日期', type: 'day', sensitivity: 'ordinary', from: 'registry' },
  age: { zh: '年龄', type: 'number', unit: '岁', sensitivity: 'ordinary', from: 'registry' },
  /** True for the person whom a case is about; in a snapshot of the population nobody is. */
  isApplicant: { zh: '是否申请人', type: 'boolean', sensitivity: 'ordinary', from: 'registry' },
  deathDay: {
    zh: '死亡日期',
    type: 'day',
    sensitivity: 'ordinary',
    from: { fact: 'deathDay', aggregate: 'latest' },
    absent: 'none',
  },
  custody: {
    zh: '羁押失踪状态',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'custody', aggregate: 'latest' },
    absent: 'none',
  },
  studentStage: {
    zh: '在读阶段',
    type: 'text',
    sensitivity: 'ordinary',
    from: { fact: 'studentStage', aggregate: 'latest' },
    absent: 'none',
  },
  selfCareFailures: {
    zh: '生活自理丧失项数',
    type: 'number',
    unit: '项',
    sensitivity: 'sensitive',
    from: { fact: 'selfCareFailures', aggregate: 'latest' },
  },
  wage: {
    zh: '月均工资',
    type: 'number',
    unit: '元/月',
    sensitivity: 'sensitive',
    from: { fact: 'wage', aggregate: 'window-mean' },
    absent: 'none',
  },
  currentWage: {
    zh: '当前月工资',
    type: 'number',
    unit: '元/月',
    sensitivity: 'sensitive',
    from: { fact: 'wage', aggregate: 'current' },
    absent: 'none',
  },
  pension: {
    zh: '月均养老金',
    type: 'number',
    unit: '元/月',
    sensitivity: 'sensitive',
    from: { fact: 'pension', aggregate: 'window-mean' },
    absent: 'none',
  },
  basicPension: {
    zh: '月均基础养老金',
    type: 'number',
    unit: '元/月',
    sensitivity: 'sensitive',
    from: { fact: 'basicPension', aggregate: 'window-mean' },
    absent: 'none',
  },
  unemployedSince: {
    zh: '失业登记日期',
    type: 'day',
    sensitivity: 'ordinary',
    from: { fact: 'unemployedSince', aggregate: 'latest' },
    absent: 'none',
  },
  unemploymentBenefit: {
    zh: '月均失业保险金',
    type: 'number',
    unit: '元/月',
    sensitivity: 'sensitive',
    from: { fact: 'unemploymentBenefit', aggregate: 'window-mean' },
    absent: 'none',
  },
  currentUnemploymentBenefit: {
    zh: '当前失业保险金',
    type: 'number',
    unit: '元/月',
    sensitivity: 'sensitive',
    from: { fact: 'unemploymentBenefit', aggregate: 'current' },
    absent: 'none',
  },
  currentWorkInjuryNursing: {
    zh: '当前工伤生活护理费',
    type: 'number',
    unit: '元/月',
    sensitivity: 'sensitive',
    from: { fact: 'workInjuryNursing', aggregate: 'current' },
    absent: 'none',
  },
  medicalSelfPay: {
    zh: '近12个月医疗自付',
    type: 'number',
    unit: '元',
    sensitivity: 'sensitive',
    from: { fact: 'medicalSelfPay', aggregate: 'window-sum' },
    absent: 'none',
  },
  seriousIllness: {
    zh: '重特大疾病',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'seriousIllness', aggregate: 'latest' },
    absent: 'none',
  },
  seriousIllnessSince: {
    zh: '重特大疾病确诊日期',
    type: 'day',
    sensitivity: 'sensitive',
    from: { fact: 'seriousIllness', aggregate: 'started' },
    absent: 'none',
  },
  disabilityType: {
    zh: '残疾类别',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'disabilityType', aggregate: 'latest' },
    absent: 'none',
  },
  disabilityLevel: {
    zh: '残疾等级',
    type: 'number',
    unit: '级',
    sensitivity: 'sensitive',
    from: { fact: 'disabilityLevel', aggregate: 'latest' },
    absent: 'none',
  },
  disabilityIssuedOn: {
    zh: '残疾证发证日期',
    type: 'day',
    sensitivity: 'sensitive',
    from: { fact: 'disabilityIssuedOn', aggregate: 'latest' },
    absent: 'none',
  },
  vehicleCount: {
    zh: '机动车数',
    type: 'number',
    unit: '辆',
    sensitivity: 'sensitive',
    from: { fact: 'vehicle', aggregate: 'count' },
    absent: 'none',
  },
  vehicleValue: {
    zh: '机动车价值',
    type: 'number',
    unit: '元',
    sensitivity: 'sensitive',
    from: { fact: 'vehicle', aggregate: 'sum' },
    absent: 'none',
  },
  houseCount: {
    zh: '住宅套数',
    type: 'number',
    unit: '套',
    sensitivity: 'sensitive',
    from: { fact: 'house', aggregate: 'count' },
    absent: 'none',
  },
  houseArea: {
    zh: '住宅面积',
    type: 'number',
    unit: '平方米',
    sensitivity: 'sensitive',
    from: { fact: 'house', aggregate: 'sum' },
    absent: 'none',
  },
  nonResidentialCount: {
    zh: '非住宅套数',
    type: 'number',
    unit: '套',
    sensitivity: 'sensitive',
    from: { fact: 'nonResidentialHouse', aggregate: 'count' },
    absent: 'none',
  },
  benefitCount: {
    zh: '在册证数',
    type: 'number',
    unit: '份',
    sensitivity: 'sensitive',
    from: { fact: 'benefitCategory', aggregate: 'count' },
    absent: 'none',
  },
  benefitCategory: {
    zh: '在册救助类别',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'benefitCategory', aggregate: 'latest' },
    absent: 'none',
  },
  benefitAmount: {
    zh: '在册户月保障金',
    type: 'number',
    unit: '元/月',
    sensitivity: 'sensitive',
    from: { fact: 'benefitAmount', aggregate: 'latest' },
    absent: 'none',
  },
  benefitApprovedOn: {
    zh: '在册批准日期',
    type: 'day',
    sensitivity: 'ordinary',
    from: { fact: 'benefitApprovedOn', aggregate: 'latest' },
    absent: 'none',
  },
  benefitLastPaidOn: {
    zh: '最近发放日期',
    type: 'day',
    sensitivity: 'ordinary',
    from: { fact: 'benefitLastPaidOn', aggregate: 'latest' },
    absent: 'none',
  },
  benefitEndedOn: {
    zh: '退出或不予确认日期',
    type: 'day',
    sensitivity: 'ordinary',
    from: { fact: 'benefitEndedOn', aggregate: 'latest' },
    absent: 'none',
  },
  ...columnsOfChildren,
  ...columnsOfElders,
} as const satisfies Record<string, ColumnDefinition>

/** The names under which policies reach the two lists of a household. */
export const listNames = { members: '成员', obligors: '法定义务人' } as const

const sensitiveNames: ReadonlySet<string> = new Set(
  Object.values<ColumnDefinition>({ ...householdColumns, ...obligorColumns, ...memberColumns })
    .filter(({ sensitivity }) => sensitivity === 'sensitive')
    .map(({ zh }) => zh),
)

/** True for the Chinese name of a column, bare or behind its list (`成员2.月均工资`), that is masked until a purpose is given. */
export function isSensitiveName(name: string): boolean {
  return sensitiveNames.has(name.split('.').at(-1) ?? name)
}
