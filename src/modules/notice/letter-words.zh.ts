import type { Programme } from '#contracts/assistance'
import type { Amounts, LetterBlock, Reason, Remedies } from '#contracts/notice'
import { programmeNames as deskNames } from '#messages/assistance'
import { type Fen, fen, formatYuan, parseYuan } from '#kernel/fen'

/** As printed: what the desk shortens is written out. */
export const programmeNames: Readonly<Record<Programme, string>> = {
  ...deskNames,
  'individual-allowance': '最低生活保障（单人）',
}

/** In the place of an amount, where a notice tells that what was given is to end. */
export const toStop = '拟终止发放'

/** `2026-11-02` → `2026年11月2日`. */
export function dayText(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** `2026-11` → `2026年11月`. */
export function monthText(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`
}

export const paragraph = (text: string): LetterBlock => ({ type: 'paragraph', text, tone: 'plain' })
export const heading = (text: string): LetterBlock => ({ type: 'paragraph', text, tone: 'heading' })
export const small = (text: string): LetterBlock => ({ type: 'paragraph', text, tone: 'small' })
export const list = (items: readonly string[]): LetterBlock => ({ type: 'list', items: [...items] })
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): LetterBlock => ({
  type: 'table',
  head: [...head],
  rows: rows.map((row) => [...row]),
})

/** A heading and its list; nothing at all when there is nothing to list. */
export function section(title: string, items: readonly string[]): LetterBlock[] {
  return items.length === 0 ? [] : [heading(title), list(items)]
}

export function reasonsSection(title: string, reasons: readonly Reason[]): LetterBlock[] {
  return section(
    title,
    reasons.map(({ text, article }) => (article === null ? text : `${text}（依据：${article}）`)),
  )
}

export function remediesSection(of: Remedies): LetterBlock[] {
  return [
    heading('不服本决定的救济途径'),
    paragraph(
      `如对本决定不服，可以自知道本决定之日起${of.reconsiderationDays}日内，向${of.reconsiderationBody}申请行政复议；` +
        `也可以自知道本决定之日起${of.litigationMonths}个月内，向${of.court}提起行政诉讼。`,
    ),
  ]
}

export function amountOf(text: string): Fen {
  const amount = parseYuan(text)
  if (amount === undefined) throw new Error(`Not an amount: ${text}`)
  return amount
}

/** Programmes that give a sum once, and not so much a month. */
const paidOnce: ReadonlySet<Programme> = new Set<Programme>(['emergency-aid', 'expenditure-aid'])

/** An amount with how often it is given. */
export function proposedText(programme: Programme, yuan: string): string {
  return paidOnce.has(programme) ? `共${yuan}元` : `每月${yuan}元`
}

/** The sum of the three parts, in yuan. */
export function totalOf({ basic, uplift, care }: Amounts): string {
  return formatYuan(fen(amountOf(basic) + amountOf(uplift) + amountOf(care)))
}

const columns: readonly { readonly title: string; readonly of: (amounts: Amounts) => string }[] = [
  { title: '基本部分', of: (amounts) => amounts.basic },
  { title: '分类施保（增发）', of: (amounts) => amounts.uplift },
  { title: '照料护理', of: (amounts) => amounts.care },
]

/** The parts that somebody receives and their sum; nothing when there are no parts to tell apart. */
export function amountsTable(
  rows: readonly { readonly label: string; readonly amounts: Amounts }[],
  unit: string,
): LetterBlock[] {
  const received = columns.filter((column) => rows.some(({ amounts }) => amountOf(column.of(amounts)) !== 0n))
  if (received.length < 2) return []
  return [
    table(
      [`项目（${unit}）`, ...received.map((column) => column.title), '合计'],
      rows.map(({ label, amounts }) => [label, ...received.map((column) => column.of(amounts)), totalOf(amounts)]),
    ),
  ]
}

export function hotlineBlocks(hotline: string | null): LetterBlock[] {
  return hotline === null ? [] : [paragraph(`咨询、反映情况电话：${hotline}`)]
}
