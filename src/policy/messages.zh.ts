import { say, type TextFor } from '#kernel/text'
import type { PolicyError, Problem } from '#policy/problem'

function near(words: readonly string[]): string {
  return words.length === 0 ? '' : `是否想写${words.map((word) => `“${word}”`).join('、')}？`
}

const literalWords = { number: '数字', date: '日期', duration: '时长' } as const

const typeWords: Readonly<Record<string, string>> = {
  number: '数字',
  string: '文字',
  boolean: '是非',
  date: '日期',
  'years and months duration': '年月时长',
  'days and time duration': '天数时长',
  list: '列表',
  context: '组合',
  range: '区间',
  function: '函数',
  null: '空值',
  any: '任意',
}

/** FEEL's own names of types in Chinese; what is not a type's name stays as it is. */
function typeText(type: string): string {
  return type.replace(/years and months duration|days and time duration|[a-z]+/g, (word) => typeWords[word] ?? word)
}

const problems: TextFor<Problem> = {
  'xml-malformed': (p) => `文件不是完整的 XML（${p.detail}），请检查标签是否成对。`,
  'not-dmn': (p) => `文件应以 DMN 的 <definitions> 开头，实际是 <${p.found}>。`,
  'unsupported-element': (p) => `本系统暂不支持元素 <${p.element}>，请改用已支持的写法。`,
  'unsupported-syntax': (p) => `暂不支持这种写法（${p.what}），请换一种写法。`,
  'unsupported-hit-policy': (p) => `暂不支持命中策略 ${p.found}。`,
  'missing-part': (p) => `<${p.element}> 缺少 ${p.part}，请补上。`,
  'duplicate-name': (p) => `名称“${p.name}”在本模型中重复定义，请改名。`,
  'name-taken': (p) => `名称“${p.name}”已经是事实或标准的名称，请改名。`,
  'broken-reference': (p) => `找不到编号为“${p.href}”的元素。`,
  'unknown-import': (p) => `找不到命名空间为“${p.namespace}”的模型。`,
  'unknown-type': (p) => `类型“${p.name}”未定义。${near(p.nearest)}`,
  syntax: (p) => `“${p.found}”附近有语法错误。`,
  'bad-literal': (p) => `“${p.text}”不是正确的${literalWords[p.type]}。`,
  'unknown-name': (p) => `不认识“${p.name}”。${near(p.nearest)}`,
  'unknown-field': (p) => `这里没有名为“${p.name}”的项目。${near(p.nearest)}`,
  'unknown-function': (p) => `没有名为“${p.name}”的函数。${near(p.nearest)}`,
  'not-required': (p) =>
    `用到了“${p.name}”，但没有列入本元素的依赖（informationRequirement 或 knowledgeRequirement）。`,
  cycle: (p) => `以下各项循环依赖：${p.names.join(' → ')}。`,
  'type-clash': (p) => `此处应为${typeText(p.expected)}，实际是${typeText(p.found)}。`,
  'operand-clash': (p) => `“${p.op}”不能用于${typeText(p.left)}和${typeText(p.right)}。`,
  'argument-count': (p) => `函数“${p.name}”需要 ${p.expected} 个参数，实际有 ${p.found} 个。`,
  'unit-clash': (p) =>
    `单位不一致：${p.left}与${p.right}不能直接运算或比较${p.hint === undefined ? '' : '，请先用“每年月数”换算'}。`,
  'cell-count': (p) => `本行有 ${p.found} 个单元格，而决策表有 ${p.expected} 列。`,
  'yaml-malformed': (p) => `文件不是正确的 YAML：${p.detail}。`,
  'standard-invalid': (p) => `${p.field} 的值“${p.found}”不符合要求。`,
  'standards-overlap': (p) => `标准“${p.parameter}”有两行期间重叠：${p.first}；${p.second}。请调整起止日期。`,
  'indicator-without-decision': (p) => `指标 ${p.indicator} 没有同名的决策。`,
  'duplicate-decision': (p) => `决策“${p.name}”在 ${p.other} 中已有定义，全部政策中名称不能重复。`,
}

/** One error as a line of Chinese. */
export function describeInChinese(error: PolicyError): string {
  const within = [
    error.decision === undefined ? '' : `决策“${error.decision}”`,
    error.cell === undefined ? '' : `单元格 ${error.cell}`,
  ].filter((part) => part !== '')
  const place = `${error.folder}/${error.file} 第${error.line}行第${error.column}列`
  return `${place}${within.length === 0 ? '' : `（${within.join('，')}）`}：${say(problems, error.problem)}`
}
