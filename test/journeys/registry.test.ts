import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoAccounts } from '#cli/demo.zh'
import { facts, feeds } from '#facts'
import { sourceNames } from '#messages/registry'
import { ensureOfficers } from '#modules/officer'
import { aDeliveredCounty, aDesk, type DeliveredCounty, type Desk, sweepAll } from '../county.ts'

const oldTownship = '360735100'
const newTownship = '360735101'
/** As many people as a search shows at most. */
const shown = 20

interface Hit {
  readonly personId: string
  readonly householdId: string
  readonly householdNumber: string
  readonly name: string
}
interface Resident {
  readonly id: string
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly tail: string
  readonly number: string
  readonly household_id: string
}

let delivered: DeliveredCounty
let desk: Desk
let officer: Awaited<ReturnType<Desk['as']>>
beforeAll(async () => {
  delivered = await aDeliveredCounty({ people: 4000, seed: 13 })
  await sweepAll(delivered.store)
  desk = await aDesk(delivered.store)
  officer = await desk.as('county')
  await ensureOfficers(delivered.store, [
    {
      login: 'other-township',
      name: '邓新镇',
      password: demoAccounts[0]?.password ?? '',
      posts: [{ role: 'township-clerk', division: newTownship, title: '另一乡镇民政经办' }],
    },
  ])
}, 180_000)
afterAll(async () => {
  await desk.close()
  await delivered.close()
})

async function ask<T extends object>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
  const { rows } = await delivered.store.owner.query<T>(sql, [...values])
  return rows
}

async function one<T extends object>(sql: string, values: readonly unknown[] = []): Promise<T> {
  const [first] = await ask<T>(sql, values)
  if (first === undefined) throw new Error('The county has no such row')
  return first
}

async function search(text: string, as = officer): Promise<Hit[]> {
  const answer = await as.get(`/api/search?q=${encodeURIComponent(text)}`)
  expect(answer.status).toBe(200)
  return answer.body.items
}

/** People who live somewhere now, with what they can be found by. */
const living = `select p.id, p.name, p.pinyin, p.initials, p.resident_id_tail as tail, h.number, h.id as household_id
  from person p join membership m on m.person_id = p.id and m.superseded_at is null and m.valid_until is null
  join household h on h.id = m.household_id`

/** Somebody of a column's text that few enough others begin with for all of them to be shown. */
function somebody(by: 'name' | 'pinyin' | 'initials' | 'tail'): Promise<Resident> {
  return one<Resident>(
    `with living as (${living}),
     few as (select * from living where tail is not null and length(name) = 3 order by id limit 150)
     select * from few l where (select count(*) from living o where starts_with(o.${by}, l.${by})
         or starts_with(o.pinyin, l.${by}) or starts_with(o.initials, l.${by})) between 2 and $1 order by id limit 1`,
    [shown],
  )
}

async function idsWhere(condition: string, text: string): Promise<string[]> {
  const found = await ask<{ id: string }>(`with living as (${living}) select id from living where ${condition}`, [text])
  return found.map(({ id }) => id).toSorted()
}

const idsOf = (hits: readonly Hit[]): string[] => hits.map(({ personId }) => personId).toSorted()

test('a person is found by name and by its beginning, with everybody of that name', async () => {
  const person = await somebody('name')

  expect(idsOf(await search(person.name))).toEqual(await idsWhere('starts_with(name, $1)', person.name))
  expect(await search(` ${person.name} `)).toContainEqual(
    expect.objectContaining({ personId: person.id, householdId: person.household_id, householdNumber: person.number }),
  )
  const surname = person.name.slice(0, 1)
  const many = await search(surname)
  expect(many.length).toBeGreaterThan(0)
  expect(many.every(({ name }) => name.startsWith(surname))).toBe(true)
})

test('a person is found by the initials of the name in pinyin, in small letters or capitals', async () => {
  const person = await somebody('initials')
  const expected = await idsWhere('starts_with(initials, $1) or starts_with(pinyin, $1)', person.initials)

  expect(expected).toContain(person.id)
  expect(idsOf(await search(person.initials))).toEqual(expected)
  expect(idsOf(await search(person.initials.toUpperCase()))).toEqual(expected)
})

test('a person is found by the whole name in pinyin, also written in syllables', async () => {
  const person = await somebody('pinyin')
  const expected = await idsWhere('starts_with(pinyin, $1) or starts_with(initials, $1)', person.pinyin)

  expect(expected).toContain(person.id)
  expect(idsOf(await search(person.pinyin))).toEqual(expected)
  expect(idsOf(await search(`${person.pinyin.slice(0, 3)} ${person.pinyin.slice(3)}`))).toEqual(expected)
})

test('a surname is read as a surname', async () => {
  const [person] = await ask<Resident>(
    `with living as (${living}) select * from living where name ~ '^[曾单任]' limit 1`,
  )
  if (person === undefined) throw new Error('Nobody in the county has a surname of two readings')
  const reading = { 曾: 'zeng', 单: 'shan', 任: 'ren' }[person.name.slice(0, 1)]

  expect(person.pinyin.startsWith(reading ?? '-')).toBe(true)
  expect(idsOf(await search(person.pinyin))).toContain(person.id)
})

test('a person is found by the last four characters of the identity number, of which the last may be an X', async () => {
  const person = await somebody('tail')
  expect(idsOf(await search(person.tail))).toEqual(await idsWhere('tail = $1', person.tail))

  const withX = await one<Resident>(`with living as (${living}) select * from living where tail like '%X' limit 1`)
  expect(idsOf(await search(withX.tail))).toEqual(await idsWhere('tail = $1', withX.tail))
  expect(idsOf(await search(withX.tail.toLowerCase()))).toEqual(await idsWhere('tail = $1', withX.tail))
})

test('all members of a household are found by its number', async () => {
  const { number } = await one<{ number: string }>(
    `with living as (${living}) select number from living group by number having count(*) between 3 and 9 order by number limit 1`,
  )

  expect(idsOf(await search(number))).toEqual(await idsWhere('number = $1', number))
})

test('names with rare characters are found, beyond the basic plane too', async () => {
  const rare = await ask<Resident>(
    `with living as (${living}) select * from living where name ~ '[\u{20000}-\u{3ffff}㛃㵾䶮燚堃]' order by id`,
  )
  const beyond = rare.filter(({ name }) => /[\u{20000}-\u{3ffff}]/u.test(name))
  expect(beyond.length).toBeGreaterThan(0)
  expect(rare.length).toBeGreaterThan(beyond.length)

  for (const person of rare.slice(0, 40)) {
    expect([person.name, idsOf(await search(person.name))]).toEqual([
      person.name,
      await idsWhere('starts_with(name, $1)', person.name),
    ])
  }
})

test('a name with a middle dot is found whichever dot is typed', async () => {
  // The county may have nobody with such a name: somebody is given one, as the register would write it.
  const { id } = await somebody('name')
  await ask(`update person set name = '阿依古丽·艾合买提' where id = $1`, [id])
  const person = await one<Resident>(`with living as (${living}) select * from living where id = $1`, [id])

  for (const dot of ['·', '•', '・', '．', ' · ']) {
    expect([dot, idsOf(await search(person.name.replace('·', dot)))]).toEqual([
      dot,
      await idsWhere('starts_with(name, $1)', person.name),
    ])
  }
})

test('signs that mean something to a database are only signs', async () => {
  for (const text of ['%', '_', "'", '\\', "' or 1=1 --", '%张', '"', '\u{10ffff}']) {
    expect([text, await search(text)]).toEqual([text, []])
  }
})

test.each([
  ['all households', '', 'true'],
  ['of one township', `&division=${oldTownship}`, `h.division like '${oldTownship}%'`],
  [
    'of one category',
    `&category=${encodeURIComponent('低保')}`,
    `exists (select from determination d where d.household_id = h.id and d.superseded_at is null and d.category = '低保')`,
  ],
])('the pages of a list neither lose nor double a row: %s', async (_, filter, condition) => {
  const expected = await ask<{ id: string }>(
    `select h.id from household h where ${condition} order by h.division, h.id`,
  )
  const collected: string[] = []
  const totals = new Set<number>()
  const size = Math.max(7, Math.ceil(expected.length / 23))
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path = `/api/households?limit=${size}${filter}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
    const page = await officer.get(path)
    expect(page.status).toBe(200)
    expect(page.body.items.length).toBeGreaterThan(0)
    collected.push(...page.body.items.map(({ id }: { id: string }) => id))
    totals.add(page.body.total)
    cursor = page.body.next
  }

  expect(expected.length).toBeGreaterThan(size)
  expect(collected).toEqual(expected.map(({ id }) => id))
  expect([...totals]).toEqual([expected.length])
})

test('a page of exactly all rows has no next', async () => {
  const { n } = await one<{ n: string }>(
    `select count(*) as n from household where division = (select min(division) from household)`,
  )
  const { division } = await one<{ division: string }>('select min(division) as division from household')

  const page = await officer.get(`/api/households?division=${division}&limit=${n}`)

  expect([page.body.items.length, page.body.next]).toEqual([Number(n), null])
})

test('a household file lists every fact that is believed, each with its source and its batch', async () => {
  const { id } = await one<{ id: string }>(
    `select m.household_id as id from fact f join membership m on m.person_id = f.subject_id
     where f.subject = 'p' and f.fact = 'wage' and f.superseded_at is null and m.superseded_at is null
       and m.valid_until is null and exists (select from fact o where o.subject = 'o' and o.subject_id = m.household_id)
     order by m.household_id limit 1`,
  )
  const believed = await ask<{ fact: keyof typeof facts; batch_id: string; feed: keyof typeof feeds }>(
    `select f.fact, f.batch_id, b.feed from fact f join batch b on b.id = f.batch_id where f.superseded_at is null and (
       (f.subject in ('h', 'o') and f.subject_id = $1) or (f.subject = 'p' and f.subject_id in (
         select person_id from membership where household_id = $1 and superseded_at is null and valid_until is null)))`,
    [id],
  )

  const { body } = await officer.get(`/api/households/${id}`)

  type Shown = { name: string; source: string; batchId: string; validFrom: string; recordedAt: string }
  const listed: Shown[] = [
    ...body.facts,
    ...body.members.flatMap((member: { facts: Shown[] }) => member.facts),
    ...body.obligors.flatMap((obligor: { facts: Shown[] }) => obligor.facts),
  ]
  const told = listed.map(({ name, source, batchId }) => `${name} ${source} ${batchId}`).toSorted()
  const expected = believed.map(({ fact, batch_id }) => {
    const { zh, source } = facts[fact]
    return `${zh} ${sourceNames[source]} ${batch_id}`
  })
  expect(told).toEqual(expected.toSorted())
  expect(body.obligors.length).toBeGreaterThan(0)
  expect(new Set(believed.map(({ feed }) => feed)).size).toBeGreaterThan(3)
  expect(listed.every(({ validFrom }) => /^\d{4}-\d\d-\d\d$/.test(validFrom))).toBe(true)
  const wage = listed.find(({ name }) => name === facts.wage.zh)
  const report = await officer.get(`/api/batches/${wage?.batchId ?? ''}`)
  expect(report.body.batch).toMatchObject({ feed: 'wages', feedTitle: feeds.wages.title })
})

test('when a household moves, everything of it leaves the old clerk and comes to the new one', async () => {
  const before = await desk.as('township')
  const after = await desk.as('other-township')
  const moving = await one<{ id: string; number: string; name: string; signal_id: string }>(
    `select h.id, h.number, p.name, s.id as signal_id from household h join signal s on s.household_id = h.id
     join determination d on d.household_id = h.id and d.superseded_at is null
     join membership m on m.household_id = h.id and m.relation = '户主' and m.superseded_at is null and m.valid_until is null
     join person p on p.id = m.person_id
     where h.division like '${oldTownship}%' and s.status <> 'closed'
       and (select count(*) from membership o where o.household_id = h.id and o.superseded_at is null) > 1
     order by h.id, s.id limit 1`,
  )
  const { code } = await one<{ code: string }>(
    `select code from division where code like '${newTownship}%' and level = 'village' order by code limit 1`,
  )
  const seenBy = async (clerk: typeof before) => ({
    people: idsOf(await search(moving.number, clerk)).length,
    byName: (await search(moving.name, clerk)).filter(({ householdId }) => householdId === moving.id).length,
    listed: (await clerk.get(`/api/households?q=${moving.number}`)).body.total,
    file: (await clerk.get(`/api/households/${moving.id}`)).status,
    reason: (await clerk.get(`/api/households/${moving.id}/reason`)).status,
    signals: (await clerk.get(`/api/signals?householdId=${moving.id}`)).body.total,
    signal: (await clerk.get(`/api/signals/${moving.signal_id}`)).status,
  })
  const nothing = { people: 0, byName: 0, listed: 0, file: 404, reason: 404, signals: 0, signal: 404 }
  const everything = await seenBy(before)
  const { facts: ofHousehold, members } = (await before.get(`/api/households/${moving.id}`)).body
  expect(everything).toMatchObject({ listed: 1, file: 200, reason: 200, signal: 200 })
  expect(everything.people).toBeGreaterThan(1)
  expect(everything.signals).toBeGreaterThan(0)
  expect(await seenBy(after)).toEqual(nothing)

  await delivered.store.owner.query('update household set division = $2 where id = $1', [moving.id, code])

  expect(await seenBy(before)).toEqual(nothing)
  // The reason too, though the row of the last sweep lies in the old place until the next.
  expect(await seenBy(after)).toEqual(everything)
  await sweepAll(delivered.store)
  expect(await seenBy(before)).toEqual(nothing)
  expect(await seenBy(after)).toMatchObject({ file: 200, reason: 200, signal: 200 })
  const file = (await after.get(`/api/households/${moving.id}`)).body
  expect([file.facts, file.members]).toEqual([ofHousehold, members])
  expect(file.determination).not.toBeNull()
  expect((await after.get(`/api/signals/${moving.signal_id}`)).body.events.length).toBeGreaterThan(0)

  // Beneath the routes too: a transaction opened for the old township finds no row of the household or its people.
  const people = members.map(({ personId }: { personId: string }) => personId)
  const rowsWithin = (division: string) =>
    delivered.store.reading(division, async (client) => {
      const counts: Record<string, boolean> = {}
      for (const [table, condition, values] of [
        ['person', 'id = any($1::bigint[])', people],
        ['membership', 'household_id = any($1::bigint[])', [moving.id]],
        ['fact', `subject = 'p' and subject_id = any($1::bigint[])`, people],
        ['determination', 'household_id = any($1::bigint[])', [moving.id]],
        ['episode', 'household_id = any($1::bigint[])', [moving.id]],
        ['signal', 'household_id = any($1::bigint[])', [moving.id]],
        ['signal_event', 'signal_id = any($1::bigint[])', [moving.signal_id]],
      ] as const) {
        const found = await client.query(`select from ${table} where ${condition} limit 1`, [values])
        counts[table] = found.rowCount === 1
      }
      return counts
    })
  const each = (there: boolean) => ({
    person: there,
    membership: there,
    fact: there,
    determination: there,
    episode: there,
    signal: there,
    signal_event: there,
  })
  expect(await rowsWithin(oldTownship)).toEqual(each(false))
  expect(await rowsWithin(newTownship)).toEqual(each(true))
})
