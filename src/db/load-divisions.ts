import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** One division of the seed, whatever else it carries. A longer code starts with the codes of all its ancestors. */
export interface SeedDivision {
  readonly code: string
  readonly name: string
  readonly level: string
}

/** How long the code of the level above is; a province has none above. */
const parentLength: ReadonlyMap<number, number> = new Map([
  [4, 2],
  [6, 4],
  [9, 6],
  [12, 9],
])

/**
 * The day from which the codes of the seed are taken to be in force: the statistical codes of 2023 state the
 * divisions as of 30 June 2023. Earlier changes are not in the seed.
 */
const seedDay = '2023-06-30'

function copyText(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (c) => `\\${{ '\\': '\\', '\t': 't', '\n': 'n', '\r': 'r' }[c] ?? c}`)
}

/** Fills the empty table of divisions by COPY, all or nothing; gives the number of rows. */
export async function loadDivisions(
  owner: pg.Pool,
  seed: AsyncIterable<SeedDivision> | Iterable<SeedDivision>,
): Promise<number> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    // Of two first starts only one loads; the other finds the rows when it gets the lock.
    await client.query('lock table division in share row exclusive mode')
    const known = await client.query('select from division limit 1')
    let count = 0
    if (known.rowCount === 0) {
      const stream = client.query(copyFrom('copy division (code, name, level, parent, valid_from) from stdin'))
      let chunk = ''
      for await (const { code, name, level } of seed) {
        const length = parentLength.get(code.length)
        const parent = length === undefined ? '\\N' : code.slice(0, length)
        chunk += `${code}\t${copyText(name)}\t${level}\t${parent}\t${seedDay}\n`
        count++
        if (chunk.length < 65_536) continue
        if (!stream.write(chunk)) await once(stream, 'drain')
        chunk = ''
      }
      stream.end(chunk)
      await finished(stream)
    }
    await client.query('commit')
    if (count > 0) await client.query('analyze division')
    client.release()
    return count
  } catch (cause) {
    client.release(true)
    throw cause
  }
}
