import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '#db'
import type { Day } from '#kernel/day'
import { runDuckDb } from '#sweep/duckdb'
import { exportRegister, type Scope } from '#sweep/register-export'
import { fromFiles, registerFiles } from '#sweep/register'
import { snapshotStatements } from '#sweep/snapshot-sql'
import { sqlText } from '#sweep/sql-text'

export interface Snapshot {
  readonly county: string
  readonly asOf: Day
  readonly scope: Scope
  readonly path: string
  readonly households: number
  readonly people: number
}

/** Where all Parquet files lie. */
export function parquetRoot(store: Store): string {
  return join(store.dataDir, 'parquet')
}

/** Where the Parquet files of a county lie. */
export function parquetFolder(store: Store, county: string): string {
  return join(parquetRoot(store), county)
}

/**
 * Writes the population of a county as one Parquet file. The file appears under its name only when it is whole, so
 * that a process that is killed half way leaves nothing that a sweep could read.
 */
export async function takeSnapshot(store: Store, of: { county: string; asOf: Day; scope: Scope }): Promise<Snapshot> {
  const folder = parquetFolder(store, of.county)
  await mkdir(folder, { recursive: true })
  const workplace = await mkdtemp(join(folder, 'making-'))
  try {
    const files = registerFiles(workplace)
    const target = join(workplace, 'snapshot.parquet')
    const { covered } = await store.reading(of.county, (client) =>
      exportRegister(client, files, { asOf: of.asOf, households: of.scope }),
    )
    const { rows } = await runDuckDb({
      directory: workplace,
      statements: snapshotStatements(fromFiles(files), { asOf: of.asOf, covered, target }),
      questions: [
        `select count(*) as households, coalesce(sum(len(members)), 0)::bigint as people from read_parquet(${sqlText(target)})`,
      ],
    })
    const counted = rows[0]?.[0]
    const path = join(folder, `${of.scope}-${of.asOf}-${Date.now()}.parquet`)
    await rename(target, path)
    return { ...of, path, households: Number(counted?.['households']), people: Number(counted?.['people']) }
  } finally {
    await rm(workplace, { recursive: true, force: true })
  }
}

/** Full snapshots that are kept, so that a week can be looked at again. */
const keptFull = 8

/** After a new full snapshot: removes older full ones beyond a week and the touched ones that it contains. */
export async function forgetSnapshots(folder: string, newest: Snapshot): Promise<void> {
  if (newest.scope !== 'full') return
  const taken = (name: string): number => Number(/-(\d+)\.parquet$/.exec(name)?.[1] ?? 0)
  const names = (await readdir(folder)).filter((name) => taken(name) > 0 && join(folder, name) !== newest.path)
  const full = names.filter((name) => name.startsWith('full-')).toSorted((a, b) => taken(b) - taken(a))
  const until = taken(newest.path)
  const over = [
    ...full.slice(keptFull - 1),
    ...names.filter((name) => name.startsWith('touched-') && taken(name) < until),
  ]
  await Promise.all(over.map((name) => rm(join(folder, name), { force: true })))
}
