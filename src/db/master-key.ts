import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { deriveKeys, type Keys } from '#db/keys'
import { StoreError } from '#db/store-error'

function parseMasterKey(text: string, from: string): Buffer {
  const plain = text.trim()
  if (!/^[0-9a-fA-F]{64}$/.test(plain)) throw new StoreError({ code: 'master-key-malformed', from })
  return Buffer.from(plain, 'hex')
}

/** Puts a new key in place whole or not at all: a race of two first starts leaves both with the winner's. */
function createMasterKey(file: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, file)
  } catch (cause) {
    if (!existsSync(file)) throw cause
  } finally {
    unlinkSync(draft)
  }
}

/**
 * The keys of this database: from DOUDI_MASTER_KEY or `<dataDir>/master.key`, made on the very first start only.
 * A database that already holds ciphers is never given another key.
 */
export async function openKeys(owner: pg.Pool, dataDir: string, fromEnvironment: string | undefined): Promise<Keys> {
  const file = join(dataDir, 'master.key')
  const known = await owner.query<{ fingerprint: Buffer }>('select fingerprint from master_key')
  const recorded = known.rows[0]?.fingerprint
  const from = fromEnvironment === undefined ? file : 'DOUDI_MASTER_KEY'
  if (fromEnvironment === undefined && !existsSync(file)) {
    if (recorded !== undefined) throw new StoreError({ code: 'master-key-missing', file })
    createMasterKey(file)
  }
  const keys = deriveKeys(parseMasterKey(fromEnvironment ?? readFileSync(file, 'utf8'), from))
  if (recorded === undefined) {
    await owner.query('insert into master_key (fingerprint) values ($1) on conflict do nothing', [keys.fingerprint])
    return openRecorded(owner, keys, from)
  }
  if (!recorded.equals(keys.fingerprint)) throw new StoreError({ code: 'master-key-of-another-store', from })
  return keys
}

async function openRecorded(owner: pg.Pool, keys: Keys, from: string): Promise<Keys> {
  const { rows } = await owner.query<{ fingerprint: Buffer }>('select fingerprint from master_key')
  if (rows[0]?.fingerprint.equals(keys.fingerprint) !== true) {
    throw new StoreError({ code: 'master-key-of-another-store', from })
  }
  return keys
}
