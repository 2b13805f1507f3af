/**
 * The store: PostgreSQL, started and supervised by us unless DATABASE_URL names another, its schema brought up to
 * date on opening, and every transaction limited by row-level security to the division it was opened for.
 *
 * Rows of people are reached through `within` and `copying` only; without a division they do not exist. Fields that
 * identify a person are encrypted by `keys`, whose master key lies beside the data and never in the database.
 *
 * The embedded server outlives a killed process and is adopted by the next; the last process that holds it stops
 * it. It does not back itself up, and it knows nothing of the work done with the rows: that is in the modules.
 */
export type { Transaction } from 'kysely'
export { describeStoreFault, type StoreFault } from '#db/messages.zh'
export type { Keys } from '#db/keys'
export { openStore, type Store, type StoreOptions } from '#db/open-store'
export type { DB, JsonValue } from '#db/schema.generated'
export { StoreError } from '#db/store-error'
