import type { LetterBlock, LetterDocument } from '#contracts/notice'
import { drawableStroke, signatureBox } from './stroke.ts'
import { codeOf } from './fonts.ts'
import { pageWords } from './letters.zh.ts'

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text that stays text, whatever somebody is called. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? '')
}

const style = `
  @page { size: A4; margin: 25mm 22mm }
  body { font: 12pt/1.8 "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", SimSun, SimSun-ExtB, sans-serif;
    max-width: 44em; margin: 2em auto; padding: 0 1em; color: #000; background: #fff; overflow-wrap: anywhere }
  h1 { font-size: 18pt; text-align: center; margin: 0 0 .3em }
  h2 { font-size: 12pt; margin: 1em 0 .2em; break-after: avoid }
  p { margin: .4em 0; text-indent: 2em; white-space: pre-wrap }
  p.number { text-align: right; text-indent: 0 }
  p.to, p.small { text-indent: 0 }
  p.small { font-size: 10pt }
  table { border-collapse: collapse; width: 100%; margin: .6em 0 }
  th, td { border: 1px solid #000; padding: .2em .5em; text-align: left; vertical-align: top }
  tr, figure { break-inside: avoid }
  figure { display: inline-block; width: 45%; margin: .5em 2% }
  svg { display: block; width: 100%; height: 5em; border-bottom: 1px solid #000 }
  footer { margin-top: 2em; text-align: right; break-inside: avoid }
  footer p { text-indent: 0 }
  @media print { body { margin: 0; padding: 0; max-width: none } }
`

/** A page that needs nothing besides itself and carries no script. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>${style}</style></head>
<body>
${body}
</body>
</html>
`
}

const cells = (tag: 'th' | 'td', texts: readonly string[]): string =>
  texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')

export function htmlTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')
  return `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>\n${lines}\n</tbody></table>`
}

function htmlBlock(block: LetterBlock): string {
  switch (block.type) {
    case 'paragraph': {
      const text = escapeHtml(block.text)
      if (block.tone === 'heading') return `<h2>${text}</h2>`
      return block.tone === 'small' ? `<p class="small">${text}</p>` : `<p>${text}</p>`
    }
    case 'list':
      return `<ol>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('\n')}</ol>`
    case 'table':
      return htmlTable(block.head, block.rows)
    case 'signatures':
      return block.signatures
        .map(({ name, role, path }) => {
          const stroke = path === null ? undefined : drawableStroke(path)
          const drawn = stroke === undefined ? '' : `<path d="${stroke}" fill="none" stroke="#000" stroke-width="2"/>`
          const box = `0 0 ${signatureBox.width} ${signatureBox.height}`
          const below = `${escapeHtml(role)} ${escapeHtml(name)}${drawn === '' ? pageWords.toSign : ''}`
          return `<figure><svg viewBox="${box}">${drawn}</svg><figcaption>${below}</figcaption></figure>`
        })
        .join('\n')
  }
}

/**
 * The letter as a page to be read on a screen or printed by a browser. Which fonts the browser has is not known here:
 * the characters that ours lack are named at the foot, to be checked on the paper.
 */
export function toHtml(document: LetterDocument, lacking: readonly string[] = []): string {
  const { title, number, addressee, blocks, office, day } = document
  const to = addressee === null ? '' : `<p class="to">${escapeHtml(pageWords.to(addressee))}</p>`
  const body = `<h1>${escapeHtml(title)}</h1>
<p class="number">${escapeHtml(number)}</p>
${to}
${blocks.map(htmlBlock).join('\n')}
<footer><p>${escapeHtml(office)}</p><p>${escapeHtml(day)}</p></footer>
${lacking.length === 0 ? '' : `<p class="small">${escapeHtml(pageWords.byEye(lacking.map(codeOf)))}</p>`}`
  return htmlPage(`${title} ${number}`, body)
}
