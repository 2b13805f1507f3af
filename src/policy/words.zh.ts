import { listNames } from '#facts'

/** The words of the policy language that are Chinese and that the engine must know. */
export const words = {
  asOf: '基准日',
  /** The annotation column of a decision table that cites the article. */
  article: '依据',
  members: listNames.members,
  obligors: listNames.obligors,
  item: 'item',
} as const

/** Units of things that are counted; they vanish in products. */
export const countUnits: readonly string[] = ['人', '项', '级', '辆', '套', '份']

/** The two units of time that must be converted by 每年月数 before they meet. */
export const calendarUnits: readonly string[] = ['年', '月']

/** The units that a parameter may have, and the names of item definitions that stand for a number of that unit. */
export const knownUnits: readonly string[] = [
  '元',
  '元/月',
  '元/年',
  '岁',
  '天',
  '月',
  '年',
  '月/年',
  '工作日',
  '平方米',
  ...countUnits,
]

/** How a decision's description introduces the article that it rests on. */
export const articlePattern = /依据[：:]\s*(.+)/s

/** Units whose snapshot columns are DECIMAL(18,2); the others are whole numbers. */
export const fractionalUnit = /元|平方米/
