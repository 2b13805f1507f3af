/** The characters of the FEEL grammar (DMN 1.5, 10.3.1.2, rules 28, 29, 61 and 62), as code points. */

function within(code: number, ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([low, high]) => code >= low && code <= high)
}

const wideSpaces = [
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200b],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
] as const

function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  return within(code, wideSpaces)
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

const wideNameStarts = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
] as const

/** `?` starts a name too; alone it is the value that is tested. */
export function isNameStart(code: number): boolean {
  if (code < 0x80) {
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code === 0x3f
  }
  // Han characters first: most names of our policies are made of them.
  return (code >= 0x4e00 && code <= 0x9fff) || (within(code, wideNameStarts) && !isSpace(code))
}

const wideNameParts = [
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
] as const

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code) || (code >= 0x80 && within(code, wideNameParts))
}

/** Where the run of name characters that begins at `from` ends; `from` itself when there is none. */
export function wordEnd(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.codePointAt(at)
    if (code === undefined || !isNamePart(code)) return at
    at += code > 0xffff ? 2 : 1
  }
}

export function spaceEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && isSpace(text.charCodeAt(at))) at++
  return at
}

/** The characters that are FEEL's own wherever they stand; every other one may be part of a name that is known. */
export function isPunctuation(symbol: string): boolean {
  return '()[]{},:;"`<>=!@'.includes(symbol)
}
