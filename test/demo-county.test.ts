import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Workbook } from '@cj-tech-master/excelts'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/day'
import { feeds, type FeedColumn } from '#facts'
import { run } from '#cli/county'
import { generateCounty } from '#demo-county'

const asOf = day('2026-10-31')
const folders: string[] = []

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'doudi-test-county-'))
  folders.push(folder)
  return folder
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function aCounty(of: { people?: number; seed?: number; dirtScale?: number } = {}): Promise<string> {
  const folder = await aFolder()
  const { people = 2000, seed = 1, dirtScale = 1 } = of
  const outcome = await generateCounty({ division: '360735', people, seed, asOf, folder, dirtScale })
  if (!outcome.ok) throw new Error(outcome.fault.code)
  expect(outcome.result.files.toSorted()).toEqual((await readdir(folder)).toSorted())
  return folder
}

async function digests(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted()
  const entries = await Promise.all(
    names.map(async (name) => [
      name,
      createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex'),
    ]),
  )
  return Object.fromEntries(entries)
}

async function tableOf(folder: string, name: string): Promise<string[][]> {
  const bytes = await readFile(join(folder, name))
  if (name.endsWith('.xlsx')) {
    const workbook = new Workbook()
    await workbook.xlsx.readFile(join(folder, name))
    const rows: string[][] = []
    workbook.worksheets[0]?.eachRow((row) => {
      const { values } = row
      if (!Array.isArray(values)) throw new Error('A row without values')
      // A cell is a text, a number or a day; the empty ones are missing from the list.
      rows.push(
        Array.from(values.slice(1), (value) => (typeof value === 'string' ? value : JSON.stringify(value ?? ''))),
      )
    })
    return rows
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb
  const text = new TextDecoder(marked ? 'utf-8' : 'gb18030', { fatal: true }).decode(bytes)
  const rows: unknown = parse(text, { relax_column_count: false })
  // csv-parse types its rows as unknown; without options that cast they are lists of texts.
  return rows as string[][]
}

async function truthOf(folder: string, query: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false' })
  const connection = await instance.connect()
  try {
    const result = await connection.runAndReadAll(query.replaceAll('TRUTH', `'${join(folder, 'truth.parquet')}'`))
    return result.getRowObjectsJson()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

test('the same seed gives the same bytes in every file, another seed other persons', async () => {
  const [once, again, other] = [await aCounty(), await aCounty(), await aCounty({ seed: 2 })]

  expect(await digests(again)).toEqual(await digests(once))
  expect((await digests(other))['truth.parquet']).not.toBe((await digests(once))['truth.parquet'])
})

test('every feed is delivered, under its title and with headers that its contract knows', async () => {
  const folder = await aCounty()
  const names = await readdir(folder)

  for (const feed of Object.values(feeds)) {
    const files = names.filter((name) => name.startsWith(`${feed.title}_`)).toSorted()
    expect(files.length, feed.title).toBeGreaterThan(0)
    expect(files.at(-1)).toContain('_20261031.')
    const columns: FeedColumn[] = Object.values(feed.columns)
    for (const file of files) {
      const [headers = [], ...rows] = await tableOf(folder, file)
      expect(rows.length, file).toBeGreaterThan(0)
      headers.forEach((header, index) => {
        const column = columns[index]
        expect([column?.header, ...(column?.aliases ?? [])], file).toContain(header)
      })
      expect(headers).toHaveLength(columns.length)
    }
  }
  expect(names.filter((name) => name.startsWith(feeds.medicalSettlements.title)).toSorted()).toEqual(
    ['20260131', '20260430', '20260731', '20261031'].map((end) => `${feeds.medicalSettlements.title}_${end}.csv`),
  )
})

test('children without parents at home have been looked into: orphans, unsupported and left-behind ones occur', async () => {
  const folder = await aCounty({ people: 20_000, dirtScale: 0 })

  const [headers = [], ...rows] = await tableOf(folder, `${feeds.childSituations.title}_20261031.xlsx`)
  const [father, mother] = [headers.indexOf('父亲状况'), headers.indexOf('母亲状况')]
  const pairs = rows.map((row) => `${row[father]} ${row[mother]}`)
  const count = (pair: string): number => pairs.filter((one) => one === pair).length
  expect(count('死亡 死亡')).toBeGreaterThan(1)
  expect(count('死亡 失联')).toBeGreaterThan(1)
  expect(count('外出务工 外出务工')).toBeGreaterThan(20)
  const [, ...nursed] = await tableOf(folder, `${feeds.workInjuryNursing.title}_20261031.xlsx`)
  expect(nursed.length).toBeGreaterThan(3)
})

test('as many persons and households are registered as asked for, each with a number of their own', async () => {
  const folder = await aCounty({ people: 3000, dirtScale: 0 })

  const [, ...rows] = await tableOf(folder, `${feeds.residents.title}_20261031.csv`)
  expect(rows).toHaveLength(3000)
  expect(new Set(rows.map((row) => row[6])).size).toBe(3000)
  const households = new Set(rows.map((row) => row[0]))
  expect(await truthOf(folder, 'select count(*) as n, sum(persons) as people from TRUTH')).toEqual([
    { n: String(households.size), people: '3000' },
  ])
})

test('each event is planted at least five times, and without dirt all of them can be found out', async () => {
  const folder = await aCounty({ people: 3000, dirtScale: 0 })

  const rows = await truthOf(
    folder,
    `select e.code as code, count(*) filter (e.planted) as planted, count(*) filter (not e.revealed) as hidden
     from (select unnest(events) as e from TRUTH) group by 1 order by 1`,
  )
  expect(rows.map((row) => row['code'])).toEqual([
    'D01',
    'F01',
    'J01',
    'M01',
    'M02',
    'M04',
    'N01',
    'P01',
    'Q01',
    'Q02',
    'Q03',
    'X01',
    'X02',
    'X03',
  ])
  expect(rows.filter((row) => Number(row['planted']) < 5)).toEqual([])
  expect(rows.filter((row) => Number(row['hidden']) > 0)).toEqual([])
})

test('in a county of fifty thousand the categories have their usual parts and the register is mostly right', async () => {
  const folder = await aCounty({ people: 50_000 })

  const shares = await truthOf(
    folder,
    'select category, sum(persons) / 50000.0 as share, count(*) as households from TRUTH group by 1',
  )
  const shareOf = (...categories: string[]): number =>
    shares
      .filter((row) => categories.includes(String(row['category'])))
      .reduce((sum, row) => sum + Number(row['share']), 0)
  expect(shareOf('低保')).toBeGreaterThan(0.03)
  expect(shareOf('低保')).toBeLessThan(0.05)
  expect(shareOf('特困')).toBeGreaterThan(0.005)
  expect(shareOf('特困')).toBeLessThan(0.01)
  expect(shareOf('边缘', '单人保')).toBeGreaterThan(0.01)
  expect(shareOf('边缘', '单人保')).toBeLessThan(0.02)
  expect(shareOf('刚性支出')).toBeGreaterThan(0)

  const paid = `('特困', '低保', '单人保')`
  const [match] = await truthOf(
    folder,
    `select count(*) filter (category = registerCategory and abs(amount - registerAmount) < 50) / count(*) as share
     from TRUTH where category in ${paid} or registerCategory in ${paid}`,
  )
  expect(Number(match?.['share'])).toBeGreaterThan(0.91)
  expect(Number(match?.['share'])).toBeLessThan(0.97)

  const [events] = await truthOf(
    folder,
    `select count(*) as all_events, count(*) filter (not e.revealed) as hidden
     from (select unnest(events) as e from TRUTH)`,
  )
  expect(Number(events?.['hidden'])).toBeGreaterThan(0)
  expect(Number(events?.['hidden'])).toBeLessThan(Number(events?.['all_events']) * 0.1)
})

test('a request that cannot be met is refused before anything is written', async () => {
  const folder = await aFolder()
  const request = { people: 1000, seed: 1, asOf, dirtScale: 1 }

  expect(await generateCounty({ ...request, division: '999999', folder })).toEqual({
    ok: false,
    fault: { code: 'division-unknown', division: '999999' },
  })
  expect(await generateCounty({ ...request, division: '360735', folder: '/dev/null/county' })).toMatchObject({
    ok: false,
    fault: { code: 'folder-unwritable', folder: '/dev/null/county' },
  })
  expect(await readdir(folder)).toEqual([])
  expect(await run(['--division', '360735', '--people', '999', '--out', folder])).toBe(2)
  expect(await run(['--people', '1000', '--out', folder])).toBe(2)
  expect(await readdir(folder)).toEqual([])
})

test('a county row of the census takes the place of the province', async () => {
  const folder = await aFolder()
  const censusFile = join(folder, 'nowhere.csv')

  expect(
    await generateCounty({ division: '360735', people: 1000, seed: 1, asOf, folder, dirtScale: 1, censusFile }),
  ).toMatchObject({ ok: false, fault: { code: 'census-file-unreadable' } })
})
