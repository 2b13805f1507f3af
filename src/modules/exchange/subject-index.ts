import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

const blindSize = 32

/**
 * All persons that a delivery may speak of, found by blind index. A million of them fit in 48 MB: the blind
 * indexes lie end to end in one buffer, and an open table of places in it is addressed by their first bytes.
 */
export class PersonIndex {
  readonly #blinds: Buffer
  readonly #ids: Float64Array
  readonly #places: Int32Array
  readonly #mask: number
  #count = 0

  constructor(capacity: number) {
    this.#blinds = Buffer.alloc(capacity * blindSize)
    this.#ids = new Float64Array(capacity)
    let size = 1024
    while (size < capacity * 2) size *= 2
    this.#places = new Int32Array(size).fill(-1)
    this.#mask = size - 1
  }

  add(blind: Buffer, id: number): void {
    blind.copy(this.#blinds, this.#count * blindSize)
    this.#ids[this.#count] = id
    let slot = blind.readUInt32LE(0) & this.#mask
    while ((this.#places[slot] ?? -1) >= 0) slot = (slot + 1) & this.#mask
    this.#places[slot] = this.#count++
  }

  find(blind: Buffer): number | undefined {
    for (let slot = blind.readUInt32LE(0) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const place = this.#places[slot] ?? -1
      if (place < 0) return undefined
      const start = place * blindSize
      if (blind.compare(this.#blinds, start, start + blindSize) === 0) return this.#ids[place]
    }
  }
}

/** The lines that a COPY gives, without their ends. */
async function* copiedLines(client: pg.PoolClient, query: string): AsyncGenerator<string> {
  let rest = ''
  // A COPY stream without an encoding gives buffers.
  for await (const chunk of client.query(copyTo(query)) as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

/** Only rows of the transaction's division: nobody elsewhere can be matched. */
export async function loadPersonIndex(client: pg.PoolClient): Promise<PersonIndex> {
  const { rows } = await client.query<{ n: string }>(
    'select count(*) as n from person where resident_id_blind is not null',
  )
  const index = new PersonIndex(Number(rows[0]?.n ?? 0))
  const query = `copy (select encode(resident_id_blind, 'hex'), id from person where resident_id_blind is not null) to stdout`
  for await (const line of copiedLines(client, query)) {
    index.add(Buffer.from(line.slice(0, blindSize * 2), 'hex'), Number(line.slice(blindSize * 2 + 1)))
  }
  return index
}

/** The households of the transaction's division by their numbers. */
export async function loadHouseholds(client: pg.PoolClient, county: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ number: string; id: string }>(
    'select number, id from household where county = $1',
    [county],
  )
  return new Map(rows.map(({ number, id }) => [number, Number(id)]))
}
