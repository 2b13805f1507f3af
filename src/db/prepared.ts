import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Statements that are prepared at most; texts differ by the length of their lists, and those beyond are sent plainly. */
const mostNames = 1000
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= mostNames) return undefined
  const name = `q${createHash('sha1').update(text).digest('hex').slice(0, 16)}`
  names.set(text, name)
  return name
}

/**
 * The same client, but a question that it is asked again is planned once for each connection. Row-level security makes
 * planning dear: for the pages of the desk it costs more than answering.
 */
export function preparing(client: pg.PoolClient): pg.PoolClient {
  const query = (text: unknown, values?: unknown, ...rest: unknown[]): unknown => {
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
    // The driver's own overloads say what goes with what; here everything is handed on as it came.
    const ask = client.query.bind(client) as (...given: unknown[]) => unknown
    return name === undefined ? ask(text, values, ...rest) : ask({ name, text, values }, ...rest)
  }
  // A client in every respect but for the one method, so that the pool's own is not changed under its feet.
  return Object.create(client, { query: { value: query } }) as pg.PoolClient
}
