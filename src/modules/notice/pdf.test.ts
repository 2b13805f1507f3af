import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type LetterContent, letterKinds } from '#contracts/notice'
import { gap, missingGlyphs, type Typefaces, typefacesAtHand } from './fonts.ts'
import { letterDocument } from './letters.zh.ts'
import { letterOfKind } from './testing.ts'
import { toPdf } from './to-pdf.ts'

/** A machine that has nothing but the fonts that we ship. */
const shippedOnly: Typefaces = { ...typefacesAtHand(), rare: [] }
/** A character for private use, to which no font gives a meaning that holds elsewhere. */
const unknown = '\u{F1234}'

function pdfOf(content: LetterContent, addressee = '王小二', faces?: Typefaces): Promise<Buffer> {
  const document = letterDocument(content, {
    number: '石城民驳〔2026〕17号',
    addressee,
    office: '石城县民政局',
    place: '石城县 琴江镇 城北社区',
    issuedOn: '2026-11-02',
  })
  return toPdf(document, faces)
}

/** Each object of a PDF by its number: its dictionary, and its stream as it was before it was packed. */
function objectsOf(pdf: Buffer): Map<string, { readonly head: string; readonly stream: string }> {
  const raw = pdf.toString('latin1')
  const found = [...raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:\nstream\n([\s\S]*?)\nendstream)?\nendobj/g)]
  return new Map(
    found.map(([, id = '', head = '', packed]) => {
      const stream = packed === undefined ? '' : unpacked(head, packed)
      return [id, { head, stream }]
    }),
  )
}

function unpacked(head: string, packed: string): string {
  return head.includes('/FlateDecode') ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1') : packed
}

/** The text of each glyph by its code, as the font tells it to whoever copies or searches. */
function glyphsOf(cmap: string): Map<number, string> {
  const glyphs = new Map<number, string>()
  for (const [, first = '', , texts = ''] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g)) {
    const read = [...texts.matchAll(/<([0-9a-f ]*)>/g)].map(([, hex = '']) =>
      Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
    )
    read.forEach((text, step) => glyphs.set(Number.parseInt(first, 16) + step, text))
  }
  return glyphs
}

/** What a reader finds who searches the PDF: the glyphs of all pages, by way of their fonts, as text. */
function textOfPdf(pdf: Buffer): string {
  const objects = objectsOf(pdf)
  const fonts = new Map<string, Map<number, string>>()
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1] ?? ''
      fonts.set(name, glyphsOf(objects.get(cmap)?.stream ?? ''))
    }
  }
  let text = ''
  for (const { stream } of objects.values()) {
    if (!stream.includes(' Tf')) continue
    let glyphs = new Map<number, string>()
    for (const [, font, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
      if (font !== undefined) glyphs = fonts.get(font) ?? new Map()
      for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/g)) {
        for (let at = 0; at < hex.length; at += 4) text += glyphs.get(Number.parseInt(hex.slice(at, at + 4), 16)) ?? '?'
      }
    }
  }
  return text
}

const pagesOf = (pdf: Buffer): number => [...pdf.toString('latin1').matchAll(/\/Type \/Page\n/g)].length

test('the text of a refusal can be searched in the PDF: number, reason, article, remedies', async () => {
  const text = textOfPdf(await pdfOf(letterOfKind.refusal))

  for (const words of [
    '不予确认决定书',
    '石城民驳〔2026〕17号',
    '王小二：',
    '超过当地标准 765 元',
    '《社会救助法》第十八条',
    '60日内，向石城县人民政府申请行政复议',
    '2026年11月2日',
    '1/1',
  ]) {
    expect(text).toContain(words)
  }
})

test.each(letterKinds)('a letter of kind %s prints, and two prints are the same bytes', async (kind) => {
  const [first, second] = [await pdfOf(letterOfKind[kind]), await pdfOf(letterOfKind[kind])]

  expect(first.subarray(0, 5).toString()).toBe('%PDF-')
  expect(first.equals(second)).toBe(true)
})

test('rare characters of names are printed as they are', async () => {
  const name = '㛃䶮喆𬭎㵾𠅤'

  const text = textOfPdf(await pdfOf(letterOfKind.refusal, name, shippedOnly))

  expect(text).toContain(`${name}：`)
  expect(missingGlyphs(name, shippedOnly)).toEqual([])
})

test('a character that no font has leaves a line to write on, and the letter says which one it is', async () => {
  const text = textOfPdf(await pdfOf(letterOfKind.refusal, `王${unknown}二`, shippedOnly))

  expect(missingGlyphs(`王${unknown}二${unknown}`, shippedOnly)).toEqual([unknown])
  expect(text).toContain(`王${gap}二：`)
  expect(text).toContain('手写：U+F1234')
})

test('another font at hand is used for what the first one lacks', async () => {
  const { bold } = shippedOnly
  const lacking = { ...shippedOnly, regular: { ...shippedOnly.regular, has: (code: number) => code !== 0x36c3 } }

  const helped = await pdfOf(letterOfKind.refusal, '王㛃', { ...lacking, rare: [{ ...bold, name: 'rare-0' }] })
  const alone = await pdfOf(letterOfKind.refusal, '王㛃', lacking)

  expect(textOfPdf(helped)).toContain('王㛃：')
  expect(textOfPdf(alone)).toContain(`王${gap}：`)
})

test('a reason of ten thousand characters runs on over pages and loses none', async () => {
  const long = Array.from({ length: 1000 }, (_, at) => `第${String(at).padStart(4, '0')}条理由。`).join('')
  const content = { ...letterOfKind.refusal, reasons: [{ text: long, article: null }] }

  const pdf = await pdfOf(content)

  expect(pagesOf(pdf)).toBeGreaterThan(5)
  const text = textOfPdf(pdf)
  for (const at of ['0000', '0499', '0999']) expect(text).toContain(`第${at}条理由。`)
})

test('a finding that is longer than a page does not break the table', async () => {
  const content = { ...letterOfKind['survey-form'], findings: [{ label: '经过', value: '长'.repeat(9000) }] }

  const pdf = await pdfOf(content)

  const text = textOfPdf(pdf)
  const drawn = [...objectsOf(pdf).values()].map(({ stream }) => stream).join('')
  const boxes = [...drawn.matchAll(/ (-?[\d.]+) re\n/g)].map(([, height]) => Math.abs(Number(height)))
  expect(boxes.length).toBeGreaterThan(10)
  expect(Math.max(...boxes)).toBeLessThan(400)
  expect(text.split('长')).toHaveLength(9001)
  expect(text).toContain('家里没有劳力')
})

test('control characters and halves of characters do not reach the paper', async () => {
  const content = { ...letterOfKind.refusal, reasons: [{ text: '甲\u0000乙\u0007\uD800丙\n丁', article: null }] }

  const text = textOfPdf(await pdfOf(content, '王\u{E0100}二', shippedOnly))

  expect(text).toContain('王二：')
  expect(text).toMatch(/甲乙.丙丁/u)
})

test('no line of a letter lies on another one', async () => {
  const pdf = await pdfOf(letterOfKind.refusal, '王小二', shippedOnly)

  const page = [...objectsOf(pdf).values()].find(({ stream }) => stream.includes(' Tf'))?.stream ?? ''
  const heights = [...page.matchAll(/1 0 0 1 [\d.]+ ([\d.]+) Tm/g)].map(([, y]) => Number(y)).toSorted((a, b) => a - b)
  const nearest = Math.min(...heights.slice(1).map((y, at) => y - (heights[at] ?? 0)))
  expect(heights.length).toBeGreaterThan(8)
  expect(nearest).toBeGreaterThan(12)
})

test('a table over several pages has its head on each of them', async () => {
  const findings = Array.from({ length: 60 }, (_, at) => ({ label: `项目${at}`, value: '无' }))

  const pdf = await pdfOf({ ...letterOfKind['survey-form'], findings, neighbours: [] })

  const text = textOfPdf(pdf)
  expect(pagesOf(pdf)).toBe(3)
  expect([...text.matchAll(/所见所问/g)]).toHaveLength(3)
  expect(text).toContain('项目59')
})
