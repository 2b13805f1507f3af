import type { Deviation, Example } from '#policy-files/examples'
import { valueText as text } from '#policy-files/words.zh'

/** Of an indicator, or of its evidence, that no decision of the policies gives. */
export const indicatorTexts = {
  zh: (indicator: string) => `指标 ${indicator} 没有同名的决策。`,
  en: (indicator: string) => `The indicator ${indicator} has no decision of that name.`,
} as const

/** What `doudi policy` says. */
export const policyMessages = {
  usage: [
    '用法：doudi policy <子命令>',
    '  check                   检查 policies/ 中的全部政策',
    '  test                    按手算的算例核对',
    '  explain --example 名称 [--letter]  说明某个算例的答案是怎样得来的（名称可以只写一部分）；--letter 写成告知书的语句',
    '  compile [--decision 名称 …] [--day 日期] [--within 区划]  输出 DuckDB 的 SQL',
    '  通用：--policies 目录   改用别处的政策；--english  错误用英文',
  ].join('\n'),
  checked: (decisions: number, parameters: number, indicators: number) =>
    `政策无误：${decisions} 项决策，${parameters} 行标准，${indicators} 个指标。`,
  broken: (count: number) => `政策有 ${count} 处错误，全部停用，请改正后再试。`,
  unknownCommand: (name: string) => `没有子命令“${name}”。`,
  noExample: (name: string, known: readonly string[]) =>
    `没有名称含“${name}”的算例。现有算例：\n${known.map((one) => `  ${one}`).join('\n')}`,
  noDecision: (name: string) => `没有决策“${name}”，请用 doudi policy check 核对政策。`,
  badDay: (day: string) => `“${day}”不是日期，请写成 2026-10-31。`,
  deviation: (example: Example, line: Deviation) =>
    `${example.folder}：${example.name}（${example.clause}）：${line.decision} 应为 ${text(line.expected)}，实际为 ${text(line.found)}`,
  exampleTitle: (example: Example) => `${example.name}（${example.day}，${example.clause}）`,
  missing: (labels: readonly string[]) => `还缺：${labels.join('、')}`,
  refused: (decision: string, reason: string) => `决策“${decision}”不能写成 SQL：${reason}`,
} as const
