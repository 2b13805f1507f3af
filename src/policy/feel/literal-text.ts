const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' }

/** The value of a string literal; a backslash that begins no escape of the grammar stands for itself. */
export function unquote(literal: string): string {
  const inner = literal.slice(1, -1)
  if (!inner.includes('\\')) return inner
  return inner.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{6})|(.))/gsu,
    (all: string, unit?: string, point?: string, single?: string) => {
      if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16))
      if (point !== undefined) {
        const code = Number.parseInt(point, 16)
        return code > 0x10ffff ? all : String.fromCodePoint(code)
      }
      return single === undefined ? all : (escapes[single] ?? all)
    },
  )
}

const written: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
  '"': String.raw`\"`,
  '\\': String.raw`\\`,
}

export function quote(value: string): string {
  return `"${value.replace(/[\n\r\t"\\]/g, (character) => written[character] ?? character)}"`
}
