import { say, type TextFor } from '#kernel/text'
import type { PolicyError, Problem, ProblemPlace } from '#policy/problem'
import type { XmlFault } from '#policy/xml/index'

function near(words: readonly string[]): string {
  return words.length === 0 ? '' : `是否想写${words.map((word) => `“${word}”`).join('、')}？`
}

/** Full-width signs are letters to FEEL, or nothing at all; an input method writes them unasked. */
function halfWidth(found: string): string {
  return /[“”‘’，。；：（）【】＝＜＞＋－×÷]/.test(found) ? '其中有全角标点，请改用半角。' : ''
}

const literalWords = { number: '数字', date: '日期', duration: '时长' } as const

const typeWords: Readonly<Record<string, string>> = {
  number: '数字',
  string: '文字',
  boolean: '是非',
  date: '日期',
  time: '时刻',
  'date and time': '日期时刻',
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
  return type.replace(
    /years and months duration|days and time duration|date and time|[a-z]+/g,
    (word) => typeWords[word] ?? word,
  )
}

const xmlFaults: Readonly<Record<XmlFault, (found: string) => string>> = {
  'attribute-malformed': (found) => `“${found}”处的属性写法不对，应为 名称="值"`,
  'attribute-twice': (found) => `属性“${found}”写了两次，请删去一个`,
  'character-forbidden': (found) => `含有不允许的字符 ${found}，请删去`,
  'doctype-refused': () => '出于安全不接受 <!DOCTYPE> 声明，请删去',
  'entity-unknown': (found) => `不认识“${found}”；“&”本身应写作 &amp;`,
  'file-too-large': (found) => `文件超过 ${found} 个字符，请拆成几个文件`,
  'nested-too-deep': (found) => `元素嵌套超过 ${found} 层，请减少嵌套`,
  'prefix-unknown': (found) => `“${found}”的前缀没有用 xmlns 声明`,
  'root-missing': () => '文件里没有任何元素',
  'section-unclosed': (found) => `“${found}”没有结束`,
  'tag-malformed': (found) => `“${found}”不是正确的标签`,
  'tag-mismatch': (found) => `结束标签 ${found} 与开始标签不成对`,
  'tag-unclosed': (found) => `标签“${found}”没有结束`,
  'text-outside-root': (found) => `“${found}”在最外层元素之外`,
}

const problems: TextFor<Problem> = {
  'xml-malformed': (p) => `文件不是可以读取的 XML：${xmlFaults[p.detail](p.found)}。`,
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
  syntax: (p) => (p.found === '' ? '表达式没有写完，请补全。' : `“${p.found}”附近有语法错误。${halfWidth(p.found)}`),
  'bad-literal': (p) => `“${p.text}”不是正确的${literalWords[p.type]}。`,
  'unknown-name': (p) => `不认识“${p.name}”。${near(p.nearest)}${halfWidth(p.name)}`,
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
  'table-overlap': (p) =>
    `第${p.first}行与第${p.second}行的条件有重叠（例如：${p.example}），两行会同时命中。请收窄其中一行，或改用其他命中策略。`,
  'table-gap': (p) => `有的情况没有任何一行命中（例如：${p.example}）。请补一行，或给输出设默认值。`,
  'too-deep': () => '表达式嵌套层数太多，请拆成几个决策。',
  'too-much': () => '政策展开后的规模太大或层数太多，请减少决策、函数和上下文之间的重复引用。',
  'too-long': () => '表达式太长，请拆成几个决策。',
  'yaml-malformed': (p) => `文件不是正确的 YAML：${p.detail}。`,
  'standard-invalid': (p) => `${p.field} 的值“${p.found}”不符合要求。`,
  'standards-overlap': (p) => `标准“${p.parameter}”有两行期间重叠：${p.first}；${p.second}。请调整起止日期。`,
  'duplicate-decision': (p) => `决策“${p.name}”在 ${p.other} 中已有定义，全部政策中名称不能重复。`,
}

/** What stands before the text of an error. */
export function placeInChinese(place: ProblemPlace): string {
  const within = [
    place.decision === undefined ? '' : `决策“${place.decision}”`,
    place.cell === undefined ? '' : `单元格 ${place.cell}`,
  ].filter((part) => part !== '')
  const position = `${place.folder}/${place.file} 第${place.line}行第${place.column}列`
  return `${position}${within.length === 0 ? '' : `（${within.join('，')}）`}：`
}

/** One error as a line of Chinese. */
export function describeInChinese(error: PolicyError): string {
  return `${placeInChinese(error)}${say(problems, error.problem)}`
}
