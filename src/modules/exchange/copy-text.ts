import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

const special = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One value in the text format of COPY. */
export function copyValue(value: string | number | null): string {
  if (value === null) return '\\N'
  if (typeof value === 'number') return String(value)
  return special.test(value) ? value.replace(/[\\\t\n\r]/g, (c) => escapes[c] ?? c) : value
}

/** Bytes in the text format of COPY. */
export function copyBytes(value: Buffer | null): string {
  return value === null ? '\\N' : `\\\\x${value.toString('hex')}`
}

/** Characters that are collected before they go out: large enough that a COPY of its own costs nothing. */
const segmentLength = 2_000_000

/**
 * Writes lines into temporary tables by one COPY a segment, so that several tables can be written to by turns on
 * one connection. While a segment travels the next is prepared; never more than two are held.
 */
export class CopyWriter {
  readonly #client: pg.PoolClient
  readonly #segments = new Map<string, { lines: string[]; length: number }>()
  #sending: Promise<void> = Promise.resolve()

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  /** Adds a line, its values joined by tabs and ended by a newline. True when a segment is due to be sent. */
  add(target: string, line: string): boolean {
    let segment = this.#segments.get(target)
    if (segment === undefined) {
      segment = { lines: [], length: 0 }
      this.#segments.set(target, segment)
    }
    segment.lines.push(line)
    segment.length += line.length
    return segment.length >= segmentLength
  }

  /** Sends what has been collected, after what is still under way. */
  async send(): Promise<void> {
    await this.#sending
    const ready = [...this.#segments].filter(([, { length }]) => length > 0)
    this.#segments.clear()
    this.#sending = this.#copy(ready.map(([target, { lines }]) => [target, lines.join('')]))
    // Met by the next send() or by finish(); until then it is not unhandled.
    this.#sending.catch(() => undefined)
  }

  async finish(): Promise<void> {
    await this.send()
    await this.#sending
  }

  async #copy(segments: readonly (readonly [string, string])[]): Promise<void> {
    for (const [target, text] of segments) {
      const stream = this.#client.query(copyFrom(`copy ${target} from stdin`))
      stream.end(text)
      await finished(stream)
    }
  }
}
