import type pg from 'pg'
import type { Feed } from '#facts'
import type { Keys } from '#db'
import type { HeldCode, HeldRowKind } from '#contracts/exchange'
import { copyBytes, copyValue, CopyWriter } from './copy-text.ts'
import { stagedColumn, stagedDefinitions, stagedKeys } from './facts-sql.ts'
import { registerDefinitions, type ResidentCells } from './register-staging.ts'

/** Columns of a held row's cipher, so that it opens nowhere else. */
export const heldContent = 'held_row.content'

export interface HeldEntry {
  readonly kind: HeldRowKind
  readonly line: number
  readonly header: string | null
  readonly code: HeldCode
  readonly cells: Readonly<Record<string, string>>
  readonly personId: number | null
}

export interface StagedRow {
  readonly line: number
  readonly personId: number | null
  readonly householdId: number | null
  /** The name in the row, to be held against the register. */
  readonly name: string | null
  readonly values: ReadonlyMap<string, string | null>
  /** What the register takes from the row; only in the register's own feed. */
  readonly resident: ResidentCells | null
}

/** Typed rows on their way into temporary tables of the transaction, which vanish with it. */
export class Staging {
  readonly #writer: CopyWriter
  readonly #keys: Keys
  readonly #columns: readonly string[]
  readonly #target: string

  private constructor(client: pg.PoolClient, feed: Feed, keys: Keys) {
    this.#writer = new CopyWriter(client)
    this.#keys = keys
    this.#columns = stagedKeys(feed)
    const own = this.#columns.map(stagedColumn)
    const register = feed.about === 'register' ? registerDefinitions.map(([name]) => name) : []
    const table = feed.about === 'register' ? 'arrived' : 'staged'
    this.#target = `${table} (${['line', 'person_id', 'household_id', 'seen_name', ...register, ...own].join(', ')})`
  }

  static async open(client: pg.PoolClient, feed: Feed, keys: Keys): Promise<Staging> {
    const register = feed.about === 'register' ? registerDefinitions.map(([name, type]) => `${name} ${type}`) : []
    await client.query(`create temp table ${feed.about === 'register' ? 'arrived' : 'staged'} (
      ${['line integer', 'person_id bigint', 'household_id bigint', 'seen_name text', ...register, ...stagedDefinitions(feed)].join(', ')}
    ) on commit drop`)
    await client.query(`create temp table staged_held (kind text, line integer, column_header text, code text,
      content_cipher bytea, person_id bigint) on commit drop`)
    // Lines that changed anything in the register or in the facts.
    await client.query('create temp table changed_line (line integer) on commit drop')
    await client.query('create temp table changed_subject (id bigint) on commit drop')
    return new Staging(client, feed, keys)
  }

  /** True when it is time to send(). */
  add(row: StagedRow): boolean {
    const head = [row.line, row.personId, row.householdId, row.name].map(copyValue)
    const own = this.#columns.map((key) => copyValue(row.values.get(key) ?? null))
    const values = row.resident === null ? [...head, ...own] : [...head, ...row.resident, ...own]
    return this.#writer.add(this.#target, `${values.join('\t')}\n`)
  }

  addHeld(held: HeldEntry): boolean {
    const content = this.#keys.encrypt(heldContent, JSON.stringify(held.cells))
    const values = [held.kind, held.line, held.header, held.code].map(copyValue)
    const line = [...values, copyBytes(content), copyValue(held.personId)].join('\t')
    return this.#writer.add('staged_held (kind, line, column_header, code, content_cipher, person_id)', `${line}\n`)
  }

  send(): Promise<void> {
    return this.#writer.send()
  }

  finish(): Promise<void> {
    return this.#writer.finish()
  }
}
