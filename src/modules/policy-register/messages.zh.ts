import type { TextFor } from '#kernel/text'
import type { PolicyRegisterRefusal } from '#contracts/policy-register'

export const refusals: TextFor<PolicyRegisterRefusal> = {
  'policy-not-found': () => '没有这项政策，请从政策目录重新选择。',
  'household-not-in-snapshot': () => '这户还没有参加过筛查，暂无认定理由。请先发起一次筛查。',
}

export const reasonTexts = {
  yes: '是',
  no: '否',
  unknown: '尚不能确定',
  hidden: '●●●',
  none: '无',
  never: '未发生',
  members: (count: number) => `${count}人`,
} as const

/** The decisions that explain a household's category and amount, in the order in which an officer asks for them. */
export const reasonQuestions = ['救助类别', '应发月金额'] as const

/** The unit of a number of people. */
export const headCount = '人'

/** Folders by the names that officers know them by. */
export const folderTitles: Readonly<Record<string, string>> = {
  assistance: '救助类别认定',
  'destitute-support': '特困人员救助供养',
  household: '家庭成员、收入与财产',
  monitoring: '监测预警指标',
  'near-threshold': '低保边缘家庭',
  'rigid-expenditure': '刚性支出困难家庭',
  'subsistence-allowance': '最低生活保障',
}
