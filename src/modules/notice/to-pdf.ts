import PdfDocument from 'pdfkit'
import type { LetterBlock, LetterDocument, Signature } from '#contracts/notice'
import { codeOf, missingGlyphs, runsOf, type Typeface, type Typefaces, typefacesAtHand } from './fonts.ts'
import { pageWords } from './letters.zh.ts'
import { drawableStroke, signatureBox } from './stroke.ts'

type Pdf = InstanceType<typeof PdfDocument>

interface Pen {
  readonly pdf: Pdf
  readonly faces: Typefaces
}

/** All lengths are points, 72 to the inch. */
const margin = 68
const size = { title: 18, text: 12, table: 10.5, small: 9.5 } as const
const lineGap = 5
const padding = 4

/** The letter as a PDF of A4 pages whose text can be searched and copied. The same document gives the same bytes. */
export async function toPdf(document: LetterDocument, faces: Typefaces = typefacesAtHand()): Promise<Buffer> {
  const pdf = new PdfDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    // A time of making would make two prints of one letter differ.
    info: { Title: `${document.title} ${document.number}`, Author: document.office, CreationDate: new Date(0) },
  })
  const chunks: Buffer[] = []
  const written = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  for (const face of [faces.regular, faces.bold, ...faces.rare]) {
    pdf.registerFont(face.name, face.file, face.postscriptName)
  }
  drawLetter({ pdf, faces }, document)
  numberPages({ pdf, faces }, document.number)
  pdf.end()
  return written
}

function drawLetter(pen: Pen, document: LetterDocument): void {
  const { pdf, faces } = pen
  writeAligned(pen, document.title, { face: faces.bold, size: size.title, align: 'center' })
  pdf.moveDown(0.3)
  writeAligned(pen, document.number, { face: faces.regular, size: size.text, align: 'right' })
  pdf.moveDown(0.5)
  if (document.addressee !== null) flow(pen, pageWords.to(document.addressee), { indent: 0 })
  for (const block of document.blocks) drawBlock(pen, block)
  keepTogether(pen, 80)
  pdf.moveDown(1.5)
  writeAligned(pen, document.office, { face: faces.regular, size: size.text, align: 'right' })
  writeAligned(pen, document.day, { face: faces.regular, size: size.text, align: 'right' })
  const missing = missingGlyphs(textOf(document), faces)
  if (missing.length === 0) return
  pdf.moveDown(1)
  flow(pen, pageWords.byHand(missing.map(codeOf)), { indent: 0, size: size.small })
}

/** Everything of a document that is printed. */
export function textOf(document: LetterDocument): string {
  const texts = document.blocks.flatMap((block) => {
    switch (block.type) {
      case 'paragraph':
        return [block.text]
      case 'list':
        return block.items
      case 'table':
        return [...block.head, ...block.rows.flat()]
      case 'signatures':
        return block.signatures.flatMap(({ name, role }) => [name, role])
    }
  })
  return [document.title, document.number, document.addressee ?? '', ...texts, document.office, document.day].join('\n')
}

function drawBlock(pen: Pen, block: LetterBlock): void {
  switch (block.type) {
    case 'paragraph':
      drawParagraph(pen, block.text, block.tone)
      return
    case 'list':
      block.items.forEach((item, at) => flow(pen, `${at + 1}. ${item}`, { indent: 0 }))
      return
    case 'table':
      drawTable(pen, block.head, block.rows)
      return
    case 'signatures':
      drawSignatures(pen, block.signatures)
  }
}

function drawParagraph(pen: Pen, text: string, tone: 'plain' | 'heading' | 'small'): void {
  if (tone === 'heading') {
    keepTogether(pen, 60)
    flow(pen, text, { indent: 0, face: pen.faces.bold })
    return
  }
  flow(pen, text, tone === 'small' ? { indent: 0, size: size.small } : { indent: 2 * size.text })
}

/** A text that runs on over lines and pages. */
function flow(
  pen: Pen,
  text: string,
  of: { readonly indent: number; readonly face?: Typeface; readonly size?: number },
): void {
  const { pdf, faces } = pen
  const runs = runsOf(text, of.face ?? faces.regular, faces)
  pdf.fontSize(of.size ?? size.text)
  pdf.x = margin
  runs.forEach((run, at) => {
    pdf.font(run.face.name).text(run.text, { indent: of.indent, lineGap, continued: at < runs.length - 1 })
  })
  pdf.moveDown(0.2)
}

/** A single line at the middle or the end; one that is too long runs on from the start. */
function writeAligned(
  pen: Pen,
  text: string,
  of: { readonly face: Typeface; readonly size: number; readonly align: 'center' | 'right' },
): void {
  const { pdf, faces } = pen
  const runs = runsOf(text.replaceAll('\n', ' '), of.face, faces)
  pdf.fontSize(of.size)
  const width = runs.reduce((sum, run) => sum + pdf.font(run.face.name).widthOfString(run.text), 0)
  const free = widthOfPage(pdf) - width
  const start = free <= 0 ? margin : margin + (of.align === 'center' ? free / 2 : free)
  const { y } = pdf
  runs.forEach((run, at) => {
    const options = { lineGap, continued: at < runs.length - 1, lineBreak: free <= 0 }
    pdf.font(run.face.name)
    if (at === 0) pdf.text(run.text, start, y, options)
    else pdf.text(run.text, options)
  })
  pdf.x = margin
  // A text that is not to be broken leaves the pen on its own line.
  if (free > 0) pdf.y = y + pdf.currentLineHeight(true) + lineGap
}

function widthOfPage(pdf: Pdf): number {
  return pdf.page.width - 2 * margin
}

function bottomOf(pdf: Pdf): number {
  return pdf.page.height - margin
}

/** Begins a new page when less than this is left, and tells whether it did. */
function keepTogether({ pdf }: Pen, height: number): boolean {
  const isFull = pdf.y + height > bottomOf(pdf)
  if (isFull) pdf.addPage()
  return isFull
}

function drawTable(pen: Pen, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const { pdf } = pen
  const widths = columnWidths(widthOfPage(pdf), head, rows)
  const tallest = (bottomOf(pdf) - margin) / 2
  const drawHead = (): void => drawRow(pen, head, widths, pen.faces.bold)
  keepTogether(pen, 80)
  drawHead()
  for (const row of rows) {
    const height = heightOfRow(pen, row, widths)
    // A cell that would fill pages is no cell any more: its text runs on below the table.
    if (height > tallest) flow(pen, row.join('：'), { indent: 0, size: size.table })
    else {
      if (keepTogether(pen, height)) drawHead()
      drawRow(pen, row, widths, pen.faces.regular)
    }
  }
  pdf.x = margin
  pdf.moveDown(0.4)
}

/** Each column as wide as its longest text asks for, none below its fair half. */
function columnWidths(total: number, head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const wishes = head.map((title, column) =>
    Math.min(24, Math.max(4, title.length, ...rows.map((row) => (row[column] ?? '').length))),
  )
  const wished = wishes.reduce((sum, wish) => sum + wish, 0)
  return wishes.map((wish) => (total * (wish / wished + 1 / head.length)) / 2)
}

function heightOfRow({ pdf, faces }: Pen, row: readonly string[], widths: readonly number[]): number {
  pdf.font(faces.regular.name).fontSize(size.table)
  const heights = row.map((text, column) =>
    pdf.heightOfString(text, { width: (widths[column] ?? 0) - 2 * padding, lineGap: 2 }),
  )
  return Math.max(...heights) + 2 * padding
}

function drawRow(pen: Pen, row: readonly string[], widths: readonly number[], face: Typeface): void {
  const { pdf, faces } = pen
  const height = heightOfRow(pen, row, widths)
  const top = pdf.y
  let left = margin
  row.forEach((text, column) => {
    const width = widths[column] ?? 0
    pdf.rect(left, top, width, height).lineWidth(0.6).stroke()
    const runs = runsOf(text, face, faces)
    pdf.fontSize(size.table)
    runs.forEach((run, at) => {
      const options = { width: width - 2 * padding, lineGap: 2, continued: at < runs.length - 1 }
      pdf.font(run.face.name)
      if (at === 0) pdf.text(run.text, left + padding, top + padding, options)
      else pdf.text(run.text, options)
    })
    left += width
  })
  pdf.x = margin
  pdf.y = top + height
}

/** Two signatures beside each other, each over a line with the name below it. */
function drawSignatures(pen: Pen, signatures: readonly Signature[]): void {
  const { pdf, faces } = pen
  const width = widthOfPage(pdf) / 2 - 20
  const scale = width / signatureBox.width
  const height = signatureBox.height * scale
  for (let at = 0; at < signatures.length; at += 2) {
    keepTogether(pen, height + 40)
    const top = pdf.y + 4
    signatures.slice(at, at + 2).forEach(({ name, role, path }, column) => {
      const left = margin + column * (width + 40)
      const stroke = path === null ? undefined : drawableStroke(path)
      if (stroke !== undefined) {
        pdf.save().translate(left, top).scale(scale).path(stroke).lineWidth(2).stroke().restore()
      }
      pdf
        .moveTo(left, top + height)
        .lineTo(left + width, top + height)
        .lineWidth(0.6)
        .stroke()
      pdf.fontSize(size.table)
      const label = `${role} ${name}${stroke === undefined ? pageWords.toSign : ''}`
      runsOf(label, faces.regular, faces).forEach((run, part, runs) => {
        const options = { width, lineBreak: false, continued: part < runs.length - 1 }
        pdf.font(run.face.name)
        if (part === 0) pdf.text(run.text, left, top + height + 3, options)
        else pdf.text(run.text, options)
      })
    })
    pdf.x = margin
    pdf.y = top + height + 26
  }
}

/** `琴江民受〔2026〕17号 1/2` at the foot of each page, so that pages which came apart find each other. */
function numberPages({ pdf, faces }: Pen, number: string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page)
    // Below the margin a text would begin a new page.
    pdf.page.margins.bottom = 0
    pdf.font(faces.regular.name).fontSize(size.small)
    const text = `${number}  ${page - start + 1}/${count}`
    pdf.text(text, margin, pdf.page.height - margin / 2, { lineBreak: false })
  }
}
