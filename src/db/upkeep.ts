import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { databaseName, leaseCluster } from '#db/cluster-lease'
import { createPool } from '#db/connection'
import { clusterConnection, describeCluster } from '#db/embedded'
import { migrate } from '#db/migrate'
import { generateSchema } from '#db/schema-generator'

const schemaFile = join(import.meta.dirname, 'schema.generated.ts')

/** Work of the owner on a whole database, such as `./doudi db` does it; holds the embedded store meanwhile. */
async function asOwner<T>(
  dataDir: string,
  databaseUrl: string | undefined,
  work: (owner: pg.Pool) => Promise<T>,
): Promise<T> {
  const cluster = describeCluster(dataDir)
  const lease = databaseUrl === undefined ? await leaseCluster(cluster, 'command') : undefined
  const owner = createPool(
    databaseUrl === undefined
      ? clusterConnection(cluster, 'postgres', databaseName)
      : { connectionString: databaseUrl },
  )
  try {
    return await work(owner)
  } finally {
    await owner.end()
    await lease?.release()
  }
}

export function migrateStore(dataDir: string, databaseUrl?: string): Promise<readonly string[]> {
  return asOwner(dataDir, databaseUrl, migrate)
}

/** Drops everything in the embedded database, for development; the master key stays. */
export function resetStore(dataDir: string): Promise<void> {
  return asOwner(dataDir, undefined, async (owner) => {
    await owner.query('drop schema public cascade')
    await owner.query('create schema public')
    await owner.query('grant usage on schema public to public')
  })
}

/** Writes schema.generated.ts from a migrated database. */
export function writeSchemaTypes(dataDir: string, databaseUrl?: string): Promise<string> {
  return asOwner(dataDir, databaseUrl, async (owner) => {
    await migrate(owner)
    writeFileSync(schemaFile, await generateSchema(owner))
    return schemaFile
  })
}
