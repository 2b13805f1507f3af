import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { clusterConnection, ensureRunning, stopPostmaster, type Cluster } from '#db/embedded'
import { StoreError } from '#db/store-error'

export type Holder = 'server' | 'command'

/** Keeps the embedded postmaster up while we hold it. */
export interface Lease {
  /** Settles when the cluster takes connections: at once, or after a postmaster that died is up again. */
  available(): Promise<void>
  /** Gives the cluster up; whoever was the last to hold it stops the postmaster. */
  release(): Promise<void>
}

export const databaseName = 'doudi'

/** Advisory locks of the database: they end with the process that holds them, however it ends. */
const leaseLock = "hashtext('doudi cluster in use')"
const serverLock = "hashtext('doudi server')"

/** Codes of a postmaster that stops under our hands: the cluster is then started anew. */
function isShutdown(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  const code = 'code' in cause ? String(cause.code) : ''
  return /^57P0|^ECONN|^ENOENT|^EPIPE/.test(code) || /terminated|ended|closed/.test(cause.message)
}

async function createDatabase(cluster: Cluster): Promise<void> {
  const client = new pg.Client(clusterConnection(cluster, 'postgres', 'postgres'))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${leaseLock})`)
    const known = await client.query('select from pg_database where datname = $1', [databaseName])
    if (known.rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

async function refuseSecondServer(client: pg.Client, cluster: Cluster): Promise<never> {
  const { rows } = await client.query<{ who: string; since: string }>(`
    select a.application_name as who, to_char(a.backend_start, 'YYYY-MM-DD HH24:MI') as since
    from pg_locks l join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.granted and a.application_name like 'doudi server %'`)
  const [first] = rows
  const { dataDir } = cluster
  throw new StoreError({ code: 'server-already-running', dataDir, who: first?.who ?? '-', since: first?.since ?? '-' })
}

async function takeOnce(cluster: Cluster, holder: Holder): Promise<pg.Client> {
  const client = new pg.Client({
    ...clusterConnection(cluster, 'postgres', databaseName),
    application_name: `doudi ${holder} pid ${process.pid}`,
    keepAlive: true,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock_shared(${leaseLock})`)
    if (holder === 'server') {
      const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(${serverLock}) as free`)
      if (rows[0]?.free !== true) await refuseSecondServer(client, cluster)
    }
    return client
  } catch (cause) {
    await client.end()
    throw cause
  }
}

async function take(cluster: Cluster, holder: Holder): Promise<pg.Client> {
  for (let attempt = 1; ; attempt++) {
    try {
      await ensureRunning(cluster)
      await createDatabase(cluster)
      return await takeOnce(cluster, holder)
    } catch (cause) {
      if (attempt === 20 || !isShutdown(cause)) throw cause
      await pause(100)
    }
  }
}

/** Starts or adopts the cluster of a data folder and holds it; a postmaster that dies meanwhile is restarted. */
export async function leaseCluster(cluster: Cluster, holder: Holder): Promise<Lease> {
  let client = await take(cluster, holder)
  let released = false
  let up: Promise<void> = Promise.resolve()

  function watch(): void {
    client.once('end', () => {
      if (released) return
      up = take(cluster, holder).then((next) => {
        client = next
        watch()
      })
      // Whoever needs the cluster meets the failure in available(); until then nobody listens.
      up.catch(() => undefined)
    })
  }
  watch()

  return {
    available: () => up,
    async release() {
      if (released) return
      released = true
      await up
      await client.query(`select pg_advisory_unlock_shared(${leaseLock})`)
      const { rows } = await client.query<{ last: boolean }>(`select pg_try_advisory_lock(${leaseLock}) as last`)
      // We stop the postmaster while the lock is held, so that nobody can take the lease in between.
      if (rows[0]?.last === true) await stopPostmaster(cluster)
      await client.end()
    },
  }
}
