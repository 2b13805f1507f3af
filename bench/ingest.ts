import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openStore } from '#db'
import { feeds, type Feed } from '#facts'
import { addDays, day } from '#kernel/day'
import { seededRandom } from '#kernel/random'
import { checkCharacter } from '#kernel/resident-id'
import { deliver } from '#modules/exchange'

/**
 * How long it takes to take in a register of N people and a wages file of M rows, most of which match:
 * `node bench/ingest.ts --data DIR [--people 400000] [--rows 1000000]` prints one JSON object.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    people: { type: 'string', default: '400000' },
    rows: { type: 'string', default: '1000000' },
  },
})
const people = Number(values.people)
const rows = Number(values.rows)
const dataDir = values.data ?? '.data-bench'
const county = '360735'
const today = day('2026-11-21')
const random = seededRandom(1)
const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const given = '伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建国文辉鹏飞'

/** From 1940 on; with 1,000 numbers a day this makes 29 million different people. */
const daysOfBirth = 29_000

function person(i: number): { id: string; name: string } {
  const birth = addDays(day('1940-01-01'), (i * 7919) % daysOfBirth).replaceAll('-', '')
  const first17 = `${county}${birth}${String(Math.floor(i / daysOfBirth)).padStart(3, '0')}`
  const letter = (of: string, at: number): string => of.charAt(at % of.length)
  return {
    id: first17 + checkCharacter(first17),
    name: letter(surnames, i) + letter(given, i * 7) + letter(given, i * 13),
  }
}

function writeCsv(
  path: string,
  feed: Feed,
  count: number,
  rowOf: (i: number) => Readonly<Record<string, string>>,
): void {
  const file = openSync(path, 'w')
  const columns = Object.entries(feed.columns)
  let text = `${columns.map(([, { header }]) => header).join(',')}\n`
  for (let i = 0; i < count; i++) {
    const row = rowOf(i)
    text += `${columns.map(([key]) => row[key] ?? '').join(',')}\n`
    if (text.length > 1_000_000) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
}

mkdirSync(dataDir, { recursive: true, mode: 0o755 })
const files = {
  residents: join(dataDir, 'residents_20261031.csv'),
  wages: join(dataDir, 'wages_20261031.csv'),
}
writeCsv(files.residents, feeds.residents, people, (i) => ({
  householdNumber: `H${Math.floor(i / 3)}`,
  division: '360735100001',
  address: `${Math.floor(i / 3)}号`,
  name: person(i).name,
  residentId: person(i).id,
  relation: i % 3 === 0 ? '户主' : '子女',
  phone: `199${String(i % 100_000_000).padStart(8, '0')}`,
  since: '2024-01-01',
}))
writeCsv(files.wages, feeds.wages, rows, (i) => {
  // One in fifty is of somebody whom the register does not know.
  const { id, name } = person(random.chance(0.02) ? people + i : random.int(0, people - 1))
  const month = String(1 + (i % 9)).padStart(2, '0')
  return {
    residentId: id,
    name,
    employerCode: `D${i % 5000}`,
    employer: '某某有限公司',
    wage: `${2000 + (i % 6000)}.5`,
    from: `2026${month}`,
    through: i % 4 === 0 ? '202610' : '',
  }
})

let peakRss = 0
const watch = setInterval(() => {
  peakRss = Math.max(peakRss, process.memoryUsage().rss)
}, 50)
const store = await openStore({ dataDir, databaseUrl: process.env['DATABASE_URL'], holder: 'command' })
const results: Record<string, unknown> = {}
try {
  for (const [name, path] of Object.entries(files)) {
    const began = performance.now()
    peakRss = 0
    const delivery = await deliver(store, { division: county }, { county, path, today })
    results[name] = {
      seconds: Math.round((performance.now() - began) / 100) / 10,
      peakRssMb: Math.round(peakRss / 1e6),
      ...(delivery.kind === 'loaded' ? delivery.counts : { kind: delivery.kind }),
    }
  }
} finally {
  clearInterval(watch)
  await store.close()
}
process.stdout.write(`${JSON.stringify({ people, rows, ...results })}\n`)
