import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { blockedAt, findBinaries, postgresRunner, type Runner } from '#db/embedded-binaries'
import { StoreError } from '#db/store-error'

/** Where the cluster of one data folder lies and how it is reached; computed, so that every process agrees. */
export interface Cluster {
  readonly dataDir: string
  readonly folder: string
  readonly socketDir: string
  readonly logFile: string
  readonly runner: Runner
}

/** Longest socket path that every platform takes (104 bytes on macOS, 108 on Linux, with the final zero). */
const longestSocketPath = 100
const socketName = '.s.PGSQL.5432'

/** Modest for 2 cores and 24 GB; durability is never traded: fsync and synchronous_commit stay on. */
const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '512MB',
  work_mem: '64MB',
  maintenance_work_mem: '256MB',
  effective_cache_size: '4GB',
  max_wal_size: '4GB',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  jit: 'off',
  // A delivery changes tables at a stroke; plans must not go by yesterday's sizes for long.
  autovacuum_naptime: '10s',
  autovacuum_analyze_scale_factor: '0.05',
  synchronous_commit: 'on',
  log_checkpoints: 'off',
  // A failed statement or COPY line may hold personal data: neither belongs in a log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  timezone: 'Asia/Shanghai',
} as const

export function describeCluster(dataDir: string): Cluster {
  const absolute = resolve(dataDir)
  const folder = join(absolute, 'postgres')
  const tooLong = Buffer.byteLength(join(folder, socketName)) > longestSocketPath
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  return {
    dataDir: absolute,
    folder,
    socketDir: tooLong ? join(tmpdir(), `doudi-${digest}`) : folder,
    logFile: join(absolute, 'postgres.log'),
    runner: postgresRunner(),
  }
}

/** Puts the data folder in place and makes sure that the user of postgres can get there. */
function prepareFolder(cluster: Cluster): void {
  const { dataDir, runner } = cluster
  if (runner.other) {
    const blockedBy = blockedAt(dataDir, runner)
    if (blockedBy !== undefined) {
      throw new StoreError({ code: 'folder-not-reachable', folder: dataDir, blockedBy, user: runner.name })
    }
  }
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  } catch (cause) {
    throw new StoreError({ code: 'folder-not-writable', folder: dataDir }, { cause })
  }
}

/** Creates the cluster beside its place and renames it there, so that a half-made one never lies in the way. */
function createCluster(cluster: Cluster, binaries: string): void {
  const { folder, runner } = cluster
  const draft = `${folder}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (runner.other) chownSync(draft, runner.uid, runner.gid)
  const made = spawnSync(
    join(binaries, 'bin', 'initdb'),
    [
      ['-D', draft, '-U', 'postgres', '-E', 'UTF8', '--auth=trust', '--no-instructions', '--data-checksums'],
      ['--locale-provider=icu', '--icu-locale=zh-Hans-CN-u-co-pinyin', '--locale=C'],
    ].flat(),
    { ...spawnAs(runner), encoding: 'utf8' },
  )
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    const detail = (made.error?.message ?? made.stderr).trim().slice(-400)
    throw new StoreError({ code: 'cluster-not-created', folder, detail })
  }
  try {
    renameSync(draft, folder)
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true })
    // Another process was first; its cluster serves both.
    if (!existsSync(join(folder, 'PG_VERSION'))) throw cause
  }
}

function spawnAs(runner: Runner): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  const place = { cwd: tmpdir(), env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'], TZ: 'Asia/Shanghai' } }
  return runner.other ? { ...place, uid: runner.uid, gid: runner.gid } : place
}

/** A socket folder in the common temporary folder must be ours alone: anyone could have made it first. */
function prepareSocketDir(cluster: Cluster): void {
  const { socketDir, folder, runner } = cluster
  if (socketDir === folder) return
  mkdirSync(socketDir, { recursive: true, mode: 0o700 })
  if (runner.other && statSync(socketDir).uid === 0) chownSync(socketDir, runner.uid, runner.gid)
  const { uid, mode } = statSync(socketDir)
  if (uid !== runner.uid || (mode & 0o077) !== 0) {
    throw new StoreError({ code: 'folder-not-writable', folder: socketDir })
  }
}

export function clusterConnection(cluster: Cluster, user: string, database: string): pg.ClientConfig {
  return { host: cluster.socketDir, port: 5432, user, database }
}

type Reach = 'ready' | 'starting' | 'absent'

/** Codes of PostgreSQL for "not yet": starting up, shutting down, crash recovery. */
const notYet: ReadonlySet<string> = new Set(['57P03', '57P01', '57P02'])

async function reach(cluster: Cluster): Promise<Reach> {
  const client = new pg.Client({ ...clusterConnection(cluster, 'postgres', 'postgres'), connectionTimeoutMillis: 5000 })
  // A connection that breaks at once is reported by connect() too.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return 'ready'
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'absent'
    if (notYet.has(code) || code === 'ECONNRESET' || code === 'EPIPE') return 'starting'
    if (cause instanceof Error && /terminated|timeout/.test(cause.message)) return 'starting'
    throw cause
  }
}

/** Starts a postmaster that outlives us: its own session (Ctrl-C is ours, not its) and its own log file. */
function startPostmaster(cluster: Cluster, binaries: string, extra: Readonly<Record<string, string>>): Promise<number> {
  const log = openSync(cluster.logFile, 'a', 0o600)
  const configured = Object.entries({ ...settings, ...extra }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(
    join(binaries, 'bin', 'postgres'),
    ['-D', cluster.folder, '-k', cluster.socketDir, '-p', '5432', ...configured],
    { ...spawnAs(cluster.runner), detached: true, stdio: ['ignore', log, log] },
  )
  closeSync(log)
  child.unref()
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', (code) => done(code ?? 1))
  })
}

function endOfLog(cluster: Cluster): string {
  return existsSync(cluster.logFile)
    ? readFileSync(cluster.logFile, 'utf8').trim().split('\n').slice(-3).join(' / ')
    : ''
}

/**
 * Makes sure that a postmaster serves the cluster: adopts a live one, waits for one that recovers, or starts one.
 * PostgreSQL's own lock file decides between two starters; we never touch it.
 */
export async function ensureRunning(cluster: Cluster, extra: Readonly<Record<string, string>> = {}): Promise<void> {
  prepareFolder(cluster)
  const binaries = findBinaries(cluster.dataDir, cluster.runner)
  if (!existsSync(join(cluster.folder, 'PG_VERSION'))) createCluster(cluster, binaries)
  prepareSocketDir(cluster)
  // Crash recovery of a large store may take minutes; a start that fails outright is given up much sooner.
  const patience = { polls: 6000, failures: 40 }
  let starting: { exited: boolean } | undefined
  let failures = 0
  for (let poll = 0; poll < patience.polls && failures < patience.failures; poll++) {
    const found = await reach(cluster)
    if (found === 'ready') return
    if (found === 'absent' && (starting === undefined || starting.exited)) {
      if (starting !== undefined) {
        // Another starter holds the lock file, or backends of a killed postmaster have not gone yet.
        failures++
        await pause(250)
      }
      const attempt = { exited: false }
      starting = attempt
      startPostmaster(cluster, binaries, extra).then(
        () => (attempt.exited = true),
        () => (attempt.exited = true),
      )
    }
    await pause(25)
  }
  throw new StoreError({ code: 'postgres-does-not-start', logFile: cluster.logFile, detail: endOfLog(cluster) })
}

/** A postmaster removes its lock file as its last act, maybe while we look: to look and to read are one step. */
function lockFileOf(cluster: Cluster): string | undefined {
  try {
    return readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw cause
  }
}

/** Process id of the postmaster by its own lock file, if that process is alive. */
export function postmasterPid(cluster: Cluster): number | undefined {
  const pid = Number(lockFileOf(cluster)?.split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 1) return undefined
  try {
    process.kill(pid, 0)
    return pid
  } catch {
    // No such process: the lock file was left by a crash, and postgres itself will deal with it.
    return undefined
  }
}

/** Fast shutdown: sessions are ended, everything acknowledged is on disk. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  const pid = postmasterPid(cluster)
  if (pid === undefined) return
  process.kill(pid, 'SIGINT')
  for (let poll = 0; poll < 2400; poll++) {
    if (postmasterPid(cluster) === undefined) {
      if (cluster.socketDir !== cluster.folder) rmSync(cluster.socketDir, { recursive: true, force: true })
      return
    }
    await pause(25)
  }
}
