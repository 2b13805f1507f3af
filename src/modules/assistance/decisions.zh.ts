import type { Programme } from '#contracts/assistance'

/** Which decisions of the policies answer for a programme, by their names there. */
export interface ProgrammeDecisions {
  /** Whether it is due at all; absent where everybody in need may have it. */
  readonly eligible?: string
  /** What is paid a month, all of it; uplift and care are parts of it, and the basic allowance is what is left. */
  readonly total?: string
  readonly uplift?: string
  readonly care?: string
  /** The most that may be given, where the amount goes by the need. */
  readonly cap?: string
}

export const decisionsOf: Readonly<Record<Programme, ProgrammeDecisions>> = {
  'subsistence-allowance': { eligible: '低保', total: '低保金', uplift: '分类施保金' },
  'individual-allowance': { eligible: '单人保本人资格', total: '单人保本人金额' },
  'destitute-support': { eligible: '特困', total: '特困供养金', care: '特困照料护理费' },
  'near-threshold': { eligible: '边缘' },
  'rigid-expenditure': { eligible: '刚性支出困难' },
  'emergency-aid': { cap: '急难型救助金上限' },
  'expenditure-aid': { eligible: '支出型救助资格', cap: '支出型救助金上限' },
  'disability-living-subsidy': { eligible: '困难残疾人生活补贴资格', total: '困难残疾人生活补贴' },
  'disability-care-subsidy': { eligible: '重度残疾人护理补贴资格', total: '重度残疾人护理补贴' },
  'orphan-allowance': { eligible: '孤儿资格', total: '孤儿基本生活费' },
  'unsupported-child-allowance': { eligible: '事实无人抚养资格', total: '事实无人抚养补贴' },
  'old-age-allowance': { eligible: '高龄津贴资格', total: '高龄津贴' },
  'disabled-elder-subsidy': { eligible: '高龄失能老人补贴资格', total: '高龄失能老人补贴' },
}

/** Who counts as living together, and whether nobody of them can work. */
export const countedMembers = '计入成员'
export const nobodyCanWork = '全员无劳动能力'

/** The category of a household in the register, by the programme that it means. */
export const registerCategories: Readonly<Record<string, Programme>> = {
  低保: 'subsistence-allowance',
  特困: 'destitute-support',
  单人保: 'individual-allowance',
  边缘: 'near-threshold',
  刚性支出: 'rigid-expenditure',
}

/** What the register says of who receives nothing. */
export const nothingReceived = '无'

/** Standards of other folders that the intake asks. */
export const adulthood = '成年年龄'
export const sampleShare = '特困抽查比例'

/** What a meeting compares: households of one kind side by side. */
export const meetingColumns = ['家庭人口', '家庭月收入', '家庭月人均收入'] as const
