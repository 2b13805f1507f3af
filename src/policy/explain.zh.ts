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
