/** Words that departments write in cells, and what they stand for. */

/** Open-ended, where a last day is asked for. */
export const openEndedWords: ReadonlySet<string> = new Set([
  '长期',
  '永久',
  '长期有效',
  '永久有效',
  '至今',
  '无固定期限',
])

/** Written into a cell to say that it is empty. */
export const blankWords: ReadonlySet<string> = new Set(['-', '--', '—', '——', '/', '\\', '空', 'NULL', 'null'])

export const yesWords: ReadonlySet<string> = new Set(['是', '有', '符合', 'Y', 'y', '1', 'TRUE', 'true', '√'])
export const noWords: ReadonlySet<string> = new Set(['否', '无', '不符合', 'N', 'n', '0', 'FALSE', 'false', '×'])

export const levelWords: ReadonlyMap<string, string> = new Map([
  ['一级', '1'],
  ['二级', '2'],
  ['三级', '3'],
  ['四级', '4'],
  ['一', '1'],
  ['二', '2'],
  ['三', '3'],
  ['四', '4'],
  ['1级', '1'],
  ['2级', '2'],
  ['3级', '3'],
  ['4级', '4'],
  ['1', '1'],
  ['2', '2'],
  ['3', '3'],
  ['4', '4'],
])

/** Around an amount: 人民币, ¥ and 元; around a number: its unit. */
export const amountAffixes = /^(?:人民币|[¥￥])|(?:元|圆)(?:整)?$/g
export const numberUnits = /(?:平方米|㎡|m2|平米|人|项|岁|辆|套|个|户)$/

/** Years, months and days between their signs: 2026年3月5日 and 2026年3月. */
export const writtenDay = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/
export const writtenMonth = /^(\d{4})年(\d{1,2})月(?:份)?$/

export const sexWords: ReadonlyMap<string, 'male' | 'female'> = new Map([
  ['男', 'male'],
  ['女', 'female'],
])

/** The unit of numbers that are written as grades. */
export const levelUnit = '级'
