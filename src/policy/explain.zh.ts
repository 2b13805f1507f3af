import type { PlainValue, TraceInput, TraceNode } from '#policy/answer/index'

const truths = { true: '是', false: '否' } as const

function valueText(value: PlainValue, unit: string | undefined): string {
  if (value === null) return '未知'
  if (typeof value === 'boolean') return truths[value ? 'true' : 'false']
  if (typeof value === 'string') return value === '' ? '（空）' : `${value}${unit ?? ''}`
  if (isList(value)) return value.length === 0 ? '（无）' : value.map((item) => valueText(item, unit)).join('、')
  return Object.entries(value)
    .map(([name, field]) => `${name}=${valueText(field, undefined)}`)
    .join('，')
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value)
}

function inputText(input: TraceInput): string {
  const source = input.source === undefined ? '' : `，${input.source}`
  const kind = { fact: '事实', parameter: '标准', decision: '推断' }[input.kind]
  return `${input.name}：${valueText(input.value, input.unit)}（${kind}${source}）`
}

/** The reasons of an answer as an indented tree, a line each. */
export function explain(trace: readonly TraceNode[]): readonly string[] {
  return trace.flatMap((node) => nodeLines(node, 0))
}

function nodeLines(node: TraceNode, depth: number): string[] {
  const indent = '　'.repeat(depth)
  const lines = [`${indent}${node.decision} = ${valueText(node.value, node.unit)}`]
  if (node.article !== undefined) lines.push(`${indent}　依据：${node.article}`)
  if (node.rule !== undefined) lines.push(`${indent}　适用决策表第${node.rule.row}行`)
  if (node.expressionText !== '') lines.push(`${indent}　算法：${node.expressionText.replace(/\s+/g, ' ')}`)
  for (const input of node.inputs) if (input.kind !== 'decision') lines.push(`${indent}　· ${inputText(input)}`)
  const below = new Set(node.children.map((child) => child.decision))
  for (const input of node.inputs) {
    if (input.kind === 'decision' && !below.has(input.name)) lines.push(`${indent}　· ${inputText(input)}`)
  }
  return [...lines, ...node.children.flatMap((child) => nodeLines(child, depth + 1))]
}

/** A value that adds nothing to a letter: nothing found, nothing owed, not so. */
function isIdle(value: PlainValue): boolean {
  return value === '0' || value === false || value === '' || (isList(value) && value.length === 0)
}

/** A quotient is told to the fen; what was decided with is the whole number, in the file. */
function letterText(value: PlainValue, unit: string | undefined): string {
  const isLong = typeof value === 'string' && /^-?\d+\.\d{3,}$/.test(value)
  return isLong ? `约${valueText(Number(value).toFixed(2), unit)}` : valueText(value, unit)
}

function readingText(input: TraceInput): string {
  if (input.value === null) return `${input.name}尚未查明`
  const source = input.source === undefined ? '' : `（${input.source}）`
  return `${input.name}为${letterText(input.value, input.unit)}${source}`
}

/** A sentence of a letter, and the article that it rests on when the policy names one. */
export interface Reason {
  readonly text: string
  readonly article: string | null
}

function sentence(node: TraceNode): Reason {
  // A letter names what was decided and the standards; the facts of each person stay in the file.
  const read = node.inputs.filter((input) => !/\d\./.test(input.name) && !isIdle(input.value))
  const reasons = read.length === 0 ? '' : `：${read.map(readingText).join('，')}`
  const found = node.value === null ? '暂不能认定' : `认定为${letterText(node.value, node.unit)}`
  return { text: `${node.decision}${found}${reasons}。`, article: node.article ?? null }
}

/**
 * The reasons of an answer as sentences for a letter: first what was decided, then what it rests on, each thing once.
 * What turned out to be nothing is left out below the decision itself.
 */
export function explainInSentences(trace: readonly TraceNode[]): readonly string[] {
  return explainAsReasons(trace).map(({ text, article }) => (article === null ? text : `依据${article}，${text}`))
}

/** The same sentences, with the article that each rests on apart. */
export function explainAsReasons(trace: readonly TraceNode[]): readonly Reason[] {
  const told = new Set<string>()
  const tell = (node: TraceNode, isRoot: boolean): Reason[] => {
    const isNew = !told.has(node.decision) && (isRoot || !isIdle(node.value))
    told.add(node.decision)
    return [...(isNew ? [sentence(node)] : []), ...node.children.flatMap((child) => tell(child, false))]
  }
  return trace.flatMap((node) => tell(node, true))
}
