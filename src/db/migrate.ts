import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely'
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration'
import type pg from 'pg'
import { StoreError } from '#db/store-error'

const folder = join(import.meta.dirname, 'migrations')

/** Each file is one migration, in the order of its number; there is no way back. */
const provider: MigrationProvider = {
  async getMigrations() {
    const migrations: Record<string, Migration> = {}
    for (const file of readdirSync(folder).toSorted()) {
      const match = /^(\d{4}-[a-z0-9-]+)\.sql$/.exec(file)
      if (match?.[1] === undefined) throw new Error(`A migration is not named NNNN-verb-thing.sql: ${file}`)
      const text = readFileSync(join(folder, file), 'utf8')
      migrations[match[1]] = {
        async up(db) {
          await sql.raw(text).execute(db)
        },
      }
    }
    return migrations
  },
}

/** A pool that Kysely may end without ending the one beneath it. */
function borrowed(pool: pg.Pool): PostgresPool {
  return { connect: () => pool.connect(), end: async () => undefined, options: {} }
}

/** Brings the schema up to date as its owner, all in one transaction; gives the names of what it applied. */
export async function migrate(owner: pg.Pool): Promise<readonly string[]> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: borrowed(owner) }) })
  const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest()
  if (error !== undefined) {
    const detail = error instanceof Error ? error.message : inspect(error)
    if (detail.startsWith('corrupted migrations')) throw new StoreError({ code: 'store-newer-than-program', detail })
    const failed = results.find((result) => result.status === 'Error')
    throw new StoreError(
      { code: 'migration-failed', migration: failed?.migrationName ?? '-', detail },
      { cause: error },
    )
  }
  return results.map((result) => result.migrationName)
}
