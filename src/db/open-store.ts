import { mkdirSync } from 'node:fs'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import type pg from 'pg'
import { readDivisionSeed } from '#division-seed'
import { databaseName, leaseCluster, type Holder, type Lease } from '#db/cluster-lease'
import { checkRole, checkVersion, createPool } from '#db/connection'
import { clusterConnection, describeCluster } from '#db/embedded'
import type { Keys } from '#db/keys'
import { loadDivisions } from '#db/load-divisions'
import { openKeys } from '#db/master-key'
import { migrate } from '#db/migrate'
import { preparing } from '#db/prepared'
import type { DB } from '#db/schema.generated'
import { StoreError } from '#db/store-error'

export interface StoreOptions {
  readonly dataDir: string
  /** A PostgreSQL of one's own (15 or newer); its user owns the tables. Without it the embedded one serves. */
  readonly databaseUrl?: string | undefined
  /** One server at most holds the embedded store; commands may join it. */
  readonly holder: Holder
  /** 64 hexadecimal characters; by default DOUDI_MASTER_KEY, then `<dataDir>/master.key`. */
  readonly masterKey?: string | undefined
  /** Divisions for an empty database; by default the whole seed. */
  readonly divisions?: Parameters<typeof loadDivisions>[1]
}

export interface Store {
  /** A transaction that sees and writes only rows below the division prefix ('360735', '36', or '' for the nation). */
  within<T>(division: string, work: (tx: Transaction<DB>) => Promise<T>): Promise<T>
  /** Tables without rows of people: divisions, officers, posts, sessions. */
  readonly plain: Kysely<DB>
  /** A raw client in such a transaction, for COPY. */
  copying<T>(division: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  /** The same, but it writes nothing and all its questions see the store of one moment. */
  reading<T>(division: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  readonly keys: Keys
  readonly dataDir: string
  close(): Promise<void>
}

interface Connections {
  readonly owner: pg.PoolConfig
  readonly app: pg.PoolConfig
  readonly lease: Lease
}

/** The range of codes below a prefix. Digits lie between '0' and '~' in C order, and a code never starts with 0. */
function divisionRange(division: string): readonly [from: string, until: string] {
  if (!/^(?:[1-9]\d{1,11})?$/.test(division)) throw new StoreError({ code: 'division-malformed' })
  return division === '' ? ['0', '~'] : [division, `${division}~`]
}

async function connectEmbedded(dataDir: string, holder: Holder): Promise<Connections> {
  const cluster = describeCluster(dataDir)
  const held = await leaseCluster(cluster, holder)
  const lease = holder === 'command' ? untilInterrupted(held) : held
  return {
    owner: clusterConnection(cluster, 'postgres', databaseName),
    app: clusterConnection(cluster, 'doudi_app', databaseName),
    lease,
  }
}

function connectByUrl(databaseUrl: string): Connections {
  return {
    owner: { connectionString: databaseUrl },
    // As a start-up option, so that `reset role` leads back to the weak role and not to the owner.
    app: { connectionString: databaseUrl, options: '-c role=doudi_app' },
    lease: { available: async () => undefined, release: async () => undefined },
  }
}

/** Two that open a new store at once may not both change the role: PostgreSQL refuses the second. */
const letAppRoleIn = `do $$ begin
  perform pg_advisory_xact_lock(hashtext('doudi role'));
  if not (select rolcanlogin from pg_roles where rolname = 'doudi_app') then alter role doudi_app login; end if;
end $$`

async function prepare(owner: pg.Pool, app: pg.Pool, options: StoreOptions): Promise<Keys> {
  await checkVersion(owner)
  await migrate(owner)
  if (options.databaseUrl === undefined) await owner.query(letAppRoleIn)
  await checkRole(app)
  await loadDivisions(owner, options.divisions ?? readDivisionSeed())
  return openKeys(owner, options.dataDir, options.masterKey ?? process.env['DOUDI_MASTER_KEY'])
}

/** Opens the store: starts or adopts the database, brings the schema up to date and holds it until close(). */
export async function openStore(options: StoreOptions): Promise<Store> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o755 })
  const { owner, app, lease } =
    options.databaseUrl === undefined
      ? await connectEmbedded(options.dataDir, options.holder)
      : connectByUrl(options.databaseUrl)
  const ownerPool = createPool({ ...owner, max: 2 })
  const pool = createPool({ ...app, max: 12 })
  let keys: Keys
  try {
    keys = await prepare(ownerPool, pool, options)
  } catch (cause) {
    await Promise.all([pool.end(), ownerPool.end()])
    await lease.release()
    throw cause
  }
  await ownerPool.end()
  const connect = async (): Promise<pg.PoolClient> => {
    await lease.available()
    return pool.connect()
  }
  return buildStore({ connect, keys, dataDir: options.dataDir, close: closing(pool, lease) })
}

function closing(pool: pg.Pool, lease: Lease): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= pool.end().then(() => lease.release()))
}

/**
 * A command that is broken off by Ctrl-C still gives the store up, so that it does not run on for nobody. From then
 * on it gets no more connections: what it was about fails with the server and is not tried further.
 */
function untilInterrupted(lease: Lease): Lease {
  const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const
  let interrupted = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupted = true
      const leave = (): never => process.exit(exitCodes[signal])
      lease.release().then(leave, leave)
    })
  }
  return {
    available: () => (interrupted ? new Promise<never>(() => undefined) : lease.available()),
    release: () => (interrupted ? new Promise<never>(() => undefined) : lease.release()),
  }
}

interface Parts {
  readonly connect: () => Promise<pg.PoolClient>
  readonly keys: Keys
  readonly dataDir: string
  readonly close: () => Promise<void>
}

function buildStore({ connect, keys, dataDir, close }: Parts): Store {
  const plain = new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: { connect: async () => preparing(await connect()), end: async () => undefined, options: {} },
    }),
  })
  return {
    plain,
    keys,
    dataDir,
    close,
    within(division, work) {
      const [from, until] = divisionRange(division)
      return plain.transaction().execute(async (tx) => {
        await sql`select set_config('app.division_from', ${from}, true), set_config('app.division_until', ${until}, true)`.execute(
          tx,
        )
        return work(tx)
      })
    },
    copying: (division, work) => inTransaction(connect, 'begin', division, work),
    reading: (division, work) =>
      inTransaction(connect, 'begin isolation level repeatable read, read only', division, work),
  }
}

async function inTransaction<T>(
  connect: Parts['connect'],
  begin: string,
  division: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const [from, until] = divisionRange(division)
  const client = await connect()
  try {
    await client.query(begin)
    await client.query(`select set_config('app.division_from', $1, true), set_config('app.division_until', $2, true)`, [
      from,
      until,
    ])
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (cause) {
    // The connection is given up with its transaction: a half-done COPY cannot be talked to any more.
    client.release(true)
    throw cause
  }
}
