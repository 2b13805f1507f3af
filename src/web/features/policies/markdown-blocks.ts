export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'paragraph'; readonly text: string }

/** How an item of a list begins; a Chinese number is set apart by its own mark, with or without a space. */
const item = /^\s*(?:(?:[-*]|\d+\.)\s+|\d+、\s*)/

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
}

function blockOf(lines: readonly string[]): Block[] {
  const [first = ''] = lines
  const heading = /^(#{1,3})\s+(.*)$/.exec(first)
  if (heading !== null) {
    const level = heading[1]?.length === 1 ? 1 : heading[1]?.length === 2 ? 2 : 3
    return [{ kind: 'heading', level, text: heading[2] ?? '' }, ...(lines.length > 1 ? blockOf(lines.slice(1)) : [])]
  }
  const lists = (line: string): boolean => item.test(line)
  if (lists(first)) {
    const items: string[] = []
    for (const line of lines) {
      if (lists(line)) items.push(line.replace(item, ''))
      else items.push(`${items.pop() ?? ''}${line.trim()}`)
    }
    return [{ kind: 'list', items }]
  }
  if (first.trim().startsWith('|')) {
    return [{ kind: 'table', rows: lines.filter((line) => !/^[\s|:-]+$/.test(line)).map(cellsOf) }]
  }
  const list = lines.findIndex(lists)
  if (list > 0) return [...blockOf(lines.slice(0, list)), ...blockOf(lines.slice(list))]
  return [{ kind: 'paragraph', text: lines.map((line) => line.trim()).join('') }]
}

/** The blocks of a plain markdown text: headings, lists, tables, paragraphs. Nothing in it can become code or a tag. */
export function toBlocks(markdown: string): Block[] {
  return markdown
    .split(/\n\s*\n/)
    .map((part) => part.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)
    .flatMap(blockOf)
}
