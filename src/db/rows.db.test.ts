import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store, StoreError } from '#db'
import { generateSchema } from '#db/schema-generator'
import { testMasterKey, testStore, type TestStore } from '#db/testing'

const county = '360735'
const here = '360735100'
const there = '360735101'
let store: TestStore

async function aHousehold(division: string, number: string, into: Store = store): Promise<void> {
  await into.within(county, async (tx) => {
    const batch = await tx
      .insertInto('batch')
      .values({ county, division, feed: 'residents', file_name: `${number}.csv`, digest: number })
      .returning('id')
      .executeTakeFirstOrThrow()
    const household = await tx
      .insertInto('household')
      .values({ county, division, number, batch_id: batch.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    const person = await tx
      .insertInto('person')
      .values({ county, division, name: number, pinyin: 'ren', initials: 'r', batch_id: batch.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('membership')
      .values({
        county,
        division,
        household_id: household.id,
        person_id: person.id,
        relation: '户主',
        valid_from: '2026-01-01',
        batch_id: batch.id,
      })
      .execute()
  })
}

beforeAll(async () => {
  store = await testStore()
  await aHousehold(`${here}001`, 'here')
  await aHousehold(`${there}001`, 'there')
})
afterAll(() => store.close())

test('without a division there are no rows of people at all', async () => {
  for (const table of ['household', 'person', 'membership', 'fact', 'batch'] as const) {
    expect(await store.plain.selectFrom(table).selectAll().execute()).toEqual([])
  }
})

test('a township sees only its own rows in a list, a count and a join', async () => {
  const seen = await store.within(here, async (tx) => ({
    list: await tx.selectFrom('household').select('number').execute(),
    count: await tx.selectFrom('person').select(tx.fn.countAll<string>().as('n')).executeTakeFirst(),
    join: await tx
      .selectFrom('membership')
      .innerJoin('household', 'household.id', 'membership.household_id')
      .innerJoin('person', 'person.id', 'membership.person_id')
      .select(['household.number', 'person.name'])
      .execute(),
  }))

  expect(seen).toEqual({ list: [{ number: 'here' }], count: { n: '1' }, join: [{ number: 'here', name: 'here' }] })
})

test('the county and the nation see both', async () => {
  for (const division of [county, '36', '']) {
    const rows = await store.within(division, (tx) => tx.selectFrom('household').select('number').execute())
    expect(rows).toHaveLength(2)
  }
})

test('a neighbouring code that only starts alike in part is not below the prefix', async () => {
  expect(await store.within('3607351', (tx) => tx.selectFrom('household').select('id').execute())).toHaveLength(2)
  expect(await store.within('360736', (tx) => tx.selectFrom('household').select('id').execute())).toEqual([])
})

test('a township can neither insert a row elsewhere nor move one there nor change one that lies there', async () => {
  await expect(
    store.within(here, (tx) =>
      tx
        .insertInto('touched_household')
        .values({ household_id: '1', county, division: `${there}001` })
        .execute(),
    ),
  ).rejects.toThrow('row-level security')
  await expect(
    store.within(here, (tx) =>
      tx
        .updateTable('household')
        .set({ division: `${there}001` })
        .execute(),
    ),
  ).rejects.toThrow('row-level security')

  const change = await store.within(here, (tx) =>
    tx.updateTable('household').set({ address: '-' }).where('number', '=', 'there').executeTakeFirst(),
  )
  const remove = await store.within(here, (tx) =>
    tx.deleteFrom('fact').where('division', '=', `${there}001`).executeTakeFirst(),
  )

  expect(change.numUpdatedRows).toBe(0n)
  expect(remove.numDeletedRows).toBe(0n)
})

test('a transaction leaves its division to nobody who gets its connection afterwards', async () => {
  for (let i = 0; i < 30; i++) {
    await store.within(county, (tx) => tx.selectFrom('household').select('id').execute())
    await store.copying(county, (client) => client.query('select from household'))
    expect(await store.plain.selectFrom('household').select('id').execute()).toEqual([])
  }
})

test('a failed transaction leaves nothing behind, neither rows nor its division', async () => {
  const failing = store.within(county, async (tx) => {
    await tx.updateTable('household').set({ address: 'changed' }).execute()
    throw new Error('stop')
  })

  await expect(failing).rejects.toThrow('stop')
  expect(await store.plain.selectFrom('household').select('id').execute()).toEqual([])
  const rows = await store.within(county, (tx) => tx.selectFrom('household').select('address').execute())
  expect(rows.map((row) => row.address)).not.toContain('changed')
})

test('the application role is no superuser, owns nothing and cannot turn row-level security off', async () => {
  const role = await sql<{ name: string; super: boolean; bypass: boolean; owned: string }>`
    select rolname as name, rolsuper as super, rolbypassrls as bypass,
      (select count(*) from pg_class where relowner = r.oid and relnamespace = 'public'::regnamespace) as owned
    from pg_roles r where rolname = current_user`.execute(store.plain)
  await expect(
    store.within(here, async (tx) => {
      await sql`set local row_security = off`.execute(tx)
      return tx.selectFrom('household').selectAll().execute()
    }),
  ).rejects.toThrow('row-level security')
  await expect(sql`alter table household disable row level security`.execute(store.plain)).rejects.toThrow(
    'must be owner',
  )
  const afterReset = await store.within(here, async (tx) => {
    await sql`reset role`.execute(tx)
    return tx.selectFrom('household').select('number').execute()
  })

  expect(role.rows).toEqual([{ name: 'doudi_app', super: false, bypass: false, owned: '0' }])
  expect(afterReset).toEqual([{ number: 'here' }])
})

test('every table that carries a division is limited by it, but for posts, which say who may look where', async () => {
  const { rows } = await store.owner.query<{ name: string }>(`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'division'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and (not c.relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))
    order by 1`)

  expect(rows).toEqual([{ name: 'post' }])
})

test('a household that moves takes everything about it along', async () => {
  await aHousehold(`${here}002`, 'mover')

  await store.within(county, (tx) =>
    tx
      .updateTable('household')
      .set({ division: `${there}002` })
      .where('number', '=', 'mover')
      .execute(),
  )

  const left = await store.within(`${here}002`, (tx) => tx.selectFrom('person').select('name').execute())
  const arrived = await store.within(`${there}002`, async (tx) => [
    await tx.selectFrom('person').select('name').execute(),
    await tx.selectFrom('membership').select('relation').execute(),
  ])
  expect(left).toEqual([])
  expect(arrived).toEqual([[{ name: 'mover' }], [{ relation: '户主' }]])
})

test('days come as text and numbers lose nothing', async () => {
  const { rows } = await sql<{ day: string; number: string; big: string }>`
    select date '2026-03-05' as day, 12345678901234567.89::numeric as number, 9007199254740993::int8 as big`.execute(
    store.plain,
  )

  expect(rows).toEqual([{ day: '2026-03-05', number: '12345678901234567.89', big: '9007199254740993' }])
})

test('a division that is no prefix of a code is refused before any query', () => {
  for (const division of ['0', "36' or", '360735~', '1234567890123']) {
    expect(() => store.within(division, async () => undefined)).toThrow(StoreError)
  }
})

test('the generated row types are those of the migrated schema', async () => {
  const committed = readFileSync(join(import.meta.dirname, 'schema.generated.ts'), 'utf8')

  expect(committed).toBe(await generateSchema(store.owner))
})

test('an owner that is no superuser can migrate, and a move of a household still reaches every row', async () => {
  const name = `doudi_owner_${process.pid}`
  await store.owner.query(`create role ${name} login password 'owner-of-a-test'`)
  await store.owner.query(`grant doudi_app to ${name}`)
  await store.owner.query(`create database ${name} owner ${name}`)
  const url = new URL(store.databaseUrl)
  url.username = name
  url.password = 'owner-of-a-test'
  url.pathname = `/${name}`

  const own = await openStore({
    dataDir: store.dataDir,
    databaseUrl: url.href,
    holder: 'command',
    masterKey: testMasterKey,
    divisions: [],
  })
  await aHousehold(`${here}002`, 'mover', own)
  await own.within(county, (tx) =>
    tx
      .updateTable('household')
      .set({ division: `${there}002` })
      .execute(),
  )
  const arrived = await own.within(there, (tx) => tx.selectFrom('person').select('name').execute())
  await own.close()

  expect(arrived).toEqual([{ name: 'mover' }])
  await store.owner.query(`drop database ${name}`)
  await store.owner.query(`drop role ${name}`)
})

test('a temporary table does not slip under a function that runs as the owner', async () => {
  const found = await store.copying(county, async (client) => {
    await client.query('create temp table audit_entry (id bigint, county text, digest text) on commit drop')
    await client.query(`insert into audit_entry values (1, '360735', 'forged')`)
    await client.query('grant select on audit_entry to public')
    const { rows } = await client.query<{ digest: string | null }>(`select last_audit_digest('360735') as digest`)
    return rows[0]?.digest
  })
  expect(found).toBeNull()
})

test('every table with the rows of a division is walled by it', async () => {
  const { rows } = await store.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'county'
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and p.polwithcheck is not null))`,
  )
  expect(rows).toEqual([])
})
