import { expressionWords, periods } from '#web/ui/expression.zh.ts'

type Kind = 'word' | 'text' | 'sign' | 'break' | 'plain'
export interface Piece {
  readonly kind: Kind
  readonly text: string
}

const signs: Readonly<Record<string, string>> = { '<=': '≤', '>=': '≥', '!=': '≠', '*': '×', '/': '÷', '-': '−' }
const words = expressionWords.map(([feel]) => feel).join('|')
// Names are Chinese, so that a Latin word at a boundary is a word of the language.
const token = new RegExp(
  `(duration\\("P\\d+[DMY]"\\))|("[^"]*")|\\b(${words})\\b|(<=|>=|!=|[<>=*/+-])|(\\()|(\\))|(\\s+)`,
  'g',
)

function spoken(duration: string): string {
  const match = /P(\d+)([DMY])/.exec(duration)
  return match === null ? duration : `${match[1] ?? ''}${periods[match[2] ?? ''] ?? ''}`
}

/** The pieces of an expression in the words of officers; a new line before each condition that must hold as well. */
export function piecesOf(expression: string): Piece[] {
  const pieces: Piece[] = []
  let depth = 0
  let end = 0
  for (const match of expression.matchAll(token)) {
    const [whole, duration, text, word, sign, opening, closing, space] = match
    if (match.index > end) pieces.push({ kind: 'plain', text: expression.slice(end, match.index) })
    end = match.index + whole.length
    if (duration !== undefined) pieces.push({ kind: 'plain', text: spoken(duration) })
    else if (text !== undefined) pieces.push({ kind: 'text', text: `“${text.slice(1, -1)}”` })
    else if (word !== undefined) {
      if (depth === 0 && /^(and|or|else)$/.test(word)) pieces.push({ kind: 'break', text: '\n' })
      pieces.push({ kind: 'word', text: expressionWords.find(([feel]) => feel === word)?.[1] ?? word })
    } else if (sign !== undefined) pieces.push({ kind: 'sign', text: signs[sign] ?? sign })
    else if (space !== undefined) pieces.push({ kind: 'plain', text: ' ' })
    else pieces.push({ kind: 'plain', text: whole })
    depth += opening === undefined ? (closing === undefined ? 0 : -1) : 1
  }
  if (end < expression.length) pieces.push({ kind: 'plain', text: expression.slice(end) })
  return pieces
}
