import pg from 'pg'
import { StoreError } from '#db/store-error'

/** OID of the type date: read as 'YYYY-MM-DD', since a Date would move with the time zone. */
const dateOid = 1082

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === dateOid && format !== 'binary' ? (text: string) => text : pg.types.getTypeParser(oid, format),
}

export function createPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, types })
  // A connection that breaks while idle is dropped by the pool, and one in use fails its own query; without a
  // listener either would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export async function checkVersion(owner: pg.Pool): Promise<void> {
  const version = await owner.query<{ number: string; text: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as text`,
  )
  const [found] = version.rows
  if (found !== undefined && Number(found.number) < 150_000) {
    throw new StoreError({ code: 'postgres-too-old', version: found.text })
  }
}

/** Refuses an application role that row-level security would not bind. */
export async function checkRole(app: pg.Pool): Promise<void> {
  const role = await app.query<{ name: string; strong: boolean }>(`
    select rolname as name, rolsuper or rolbypassrls or exists (
      select from pg_class where relowner = pg_roles.oid and relnamespace = 'public'::regnamespace) as strong
    from pg_roles where rolname = current_user`)
  const [found] = role.rows
  if (found === undefined || found.strong) {
    throw new StoreError({ code: 'app-role-too-strong', role: found?.name ?? '-' })
  }
}
