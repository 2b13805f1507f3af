import {
  type Driver,
  Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type Transaction,
} from 'kysely'
import type pg from 'pg'
import type { DB } from '#db'

/** Speaks through one client whose transaction was begun, and will be ended, by somebody else. */
class BorrowedClientDriver extends PostgresDriver {
  override async beginTransaction(): Promise<void> {
    // Begun by who lent the client.
  }
  override async commitTransaction(): Promise<void> {
    // Nothing counts before the lender commits.
  }
  override async rollbackTransaction(): Promise<void> {
    // The error goes on to the lender, who gives the transaction up.
  }
  override async releaseConnection(): Promise<void> {
    // The client stays with the lender.
  }
}

class BorrowedClientDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }
  override createDriver(): Driver {
    return new BorrowedClientDriver(this.#config)
  }
}

/** Typed queries in the transaction that a raw client is in already, so that both are kept or given up together. */
export function inClientTransaction<T>(client: pg.PoolClient, work: (tx: Transaction<DB>) => Promise<T>): Promise<T> {
  const pool = { connect: async () => client, end: async () => undefined, options: {} }
  return new Kysely<DB>({ dialect: new BorrowedClientDialect({ pool }) }).transaction().execute(work)
}
