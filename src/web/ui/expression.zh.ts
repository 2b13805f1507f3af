/** Words of the expression language (FEEL) as officers read them. Longer ones stand before those they begin with. */
export const expressionWords: readonly (readonly [feel: string, zh: string])[] = [
  ['round half up', '四舍五入'],
  ['list contains', '包含'],
  ['string join', '连接文字'],
  ['is defined', '已知'],
  ['satisfies', '满足'],
  ['ceiling', '向上取整'],
  ['return', '取'],
  ['string', '写作文字'],
  ['every', '每一个'],
  ['floor', '向下取整'],
  ['month', '月份'],
  ['date', '日期'],
  ['year', '年份'],
  ['false', '否'],
  ['count', '个数'],
  ['some', '至少一个'],
  ['true', '是'],
  ['null', '未知'],
  ['then', '则'],
  ['else', '否则'],
  ['sum', '合计'],
  ['max', '较大者'],
  ['min', '较小者'],
  ['abs', '绝对值'],
  ['not', '不是'],
  ['and', '且'],
  ['for', '对每一个'],
  ['or', '或'],
  ['if', '如果'],
  ['in', '属于'],
]

/** What a cell of a decision table says when it asks for nothing. */
export const anything = '不限'

export const periods: Readonly<Record<string, string>> = { D: '天', M: '个月', Y: '年' }
