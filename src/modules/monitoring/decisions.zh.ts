import type { KeptDecisions } from '#sweep'

/** The decisions of the policies that are kept for every household, by the names that the policies give them. */
export const keptDecisions: KeptDecisions = {
  category: '救助类别',
  amount: '应发月金额',
  income: '家庭月收入',
  incomePerHead: '家庭月人均收入',
  size: '家庭人口',
  registerCategory: '在册类别',
  registerAmount: '在册金额',
}
