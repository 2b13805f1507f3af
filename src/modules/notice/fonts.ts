import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fontkit from 'fontkit'

/** A font in which a letter may be printed. */
export interface Typeface {
  readonly name: string
  readonly file: Buffer
  /** Which font of a collection; undefined for a file of one font. */
  readonly postscriptName: string | undefined
  has(codePoint: number): boolean
}

function openTypeface(name: string, path: string, postscriptName?: string): Typeface {
  const file = readFileSync(path)
  const font = fontkit.create(file, postscriptName)
  return { name, file, postscriptName, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) }
}

/** Fonts that a machine may have for characters outside the one we ship. */
const systemFonts: readonly (readonly [path: string, postscriptName?: string])[] = [
  ['C:/Windows/Fonts/simsunb.ttf'],
  ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', 'NotoSansCJKsc-Regular'],
  ['/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc', 'NotoSansCJKsc-Regular'],
]

export interface Typefaces {
  readonly regular: Typeface
  readonly bold: Typeface
  /** Asked one after the other for what the regular one lacks. */
  readonly rare: readonly Typeface[]
}

/** Each named in full, so that who looks for what uses the package finds it. */
const shipped = {
  regular: import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: import.meta.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
} as const

let opened: Typefaces | undefined

/** The fonts at hand, read when the first letter is printed: 21 MB that most processes never need. */
export function typefacesAtHand(): Typefaces {
  opened ??= {
    regular: openTypeface('regular', fileURLToPath(shipped.regular)),
    bold: openTypeface('bold', fileURLToPath(shipped.bold)),
    rare: systemFonts
      .filter(([path]) => existsSync(path))
      .map(([path, postscriptName], at) => openTypeface(`rare-${at}`, path, postscriptName)),
  }
  return opened
}

/** What stands in the place of a character that cannot be printed: a line to write it on. */
export const gap = '＿'

/** Neighbouring characters that are printed in one font. */
export interface Run {
  readonly face: Typeface
  readonly text: string
}

/** Marks that say which form of a character is meant: without a font for them the character itself is printed. */
const variationSelector = /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/u

function isPrinted(character: string): boolean {
  return !/\p{Cc}/u.test(character) && !variationSelector.test(character)
}

/** The text in runs; line ends stay, other control characters go, what no font has becomes a gap. */
export function runsOf(text: string, wanted: Typeface, faces: Typefaces): Run[] {
  const runs: Run[] = []
  for (const character of text.toWellFormed()) {
    if (character !== '\n' && !isPrinted(character)) continue
    const face = character === '\n' ? wanted : faceOf(character, wanted, faces)
    const shown = face === undefined ? gap : character
    const last = runs.at(-1)
    if (last !== undefined && last.face === (face ?? wanted))
      runs[runs.length - 1] = { ...last, text: last.text + shown }
    else runs.push({ face: face ?? wanted, text: shown })
  }
  return runs
}

function faceOf(character: string, wanted: Typeface, faces: Typefaces): Typeface | undefined {
  const codePoint = character.codePointAt(0) ?? 0
  return [wanted, faces.regular, ...faces.rare].find((face) => face.has(codePoint))
}

/** The characters of a text that no font at hand can print, each once, in the order of the text. */
export function missingGlyphs(text: string, faces: Typefaces = typefacesAtHand()): string[] {
  const printed = Array.from(text.toWellFormed()).filter((character) => character !== '\n' && isPrinted(character))
  return [...new Set(printed)].filter((character) => faceOf(character, faces.regular, faces) === undefined)
}

/** `U+20BB7`, by which a character is found in any table of characters. */
export function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
