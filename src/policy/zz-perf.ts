import { writeFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { householdColumns, memberColumns, obligorColumns, type ColumnDefinition } from '#facts'
import { day } from '#kernel/day'
import { answer, toSql } from '#policy'
import { loadPolicies } from '#policy-files'
import { randomHouseholds } from '#policy/testing'
const asOf = day('2026-10-31')
const households = randomHouseholds(12_000, 20_261_031, asOf).map((r) => ({ ...r, division: '360735100001' }))
const dt = (c: ColumnDefinition) => c.type === 'number' ? (/元|平方米/.test(c.unit ?? '') ? 'DECIMAL(18,2)' : 'INTEGER') : { text: 'VARCHAR', boolean: 'BOOLEAN', day: 'DATE' }[c.type]
const fields = (cs: Record<string, ColumnDefinition>) => Object.entries(cs).map(([k, c]) => `"${k}" ${dt(c)}`).join(', ')
const c = loadPolicies(); if (!c.ok) throw new Error('x')
const p = c.policies
writeFileSync('/tmp/perf.ndjson', households.map((r) => JSON.stringify(r)).join('\n'))
const db = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '6GB', autoinstall_known_extensions: 'false' })
const con = await db.connect()
const hh = Object.entries(householdColumns).map(([k, col]) => `"${k}": '${dt(col)}'`)
await con.run(`CREATE TABLE small AS SELECT * FROM read_json('/tmp/perf.ndjson', format='newline_delimited', columns={${[...hh, `members: 'STRUCT(${fields(memberColumns)})[]'`, `obligors: 'STRUCT(${fields(obligorColumns)})[]'`].join(',')}})`)
await con.run(`COPY (SELECT s.* REPLACE (s."householdId" || '-' || i AS "householdId") FROM range(84) r(i), small s) TO '/tmp/perf.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`)
await con.run(`CREATE TABLE big AS SELECT * FROM '/tmp/perf.parquet'`)
const time = async (label: string, sql: string, cols: string[]) => { for (let i = 0; i < 3; i++) { const t = performance.now(); await con.run(`CREATE OR REPLACE TABLE out AS ${sql}`); console.log(label, (performance.now() - t).toFixed(0), 'ms') } }
const sets: Record<string, string[]> = {
  members: ['家庭人口'], income: ['家庭月收入'], perCapita: ['家庭月人均收入'], property: ['低保财产符合', '边缘财产符合'],
  category: ['救助类别'], amount: ['救助类别', '应发月金额'],
  all: ['家庭人口', '家庭月收入', '家庭月人均收入', '救助类别', '应发月金额', '在册类别', '在册金额', ...p.indicators.map((i) => i.code)],
}
for (const src of ['big', `'/tmp/perf.parquet'`]) {
  await time('scan ' + src, `SELECT "householdId", len(list_transform(members, lambda m: m.wage+1)) l, len(list_transform(members, lambda m: m."benefitCategory" || 'x')) k FROM ${src}`, [])
  for (const [label, names] of Object.entries(sets)) for (const within of ['360735']) {
    const s = toSql(p, { decisions: names, dialect: 'duckdb', day: asOf, source: src, ...(within ? { within } : {}) })
    if (!s.ok) { console.log(s); continue }
    await time(`${src} ${label} ${within ?? ''}`, s.sql, names)
    if (label === 'all') writeFileSync('/tmp/all.sql', s.sql)
  }
}
const s = toSql(p, { decisions: sets.all, dialect: 'duckdb', day: asOf, source: 'big' }); if (s.ok) await time('big all (no within)', s.sql, [])
const t = performance.now(); const n = 3000; for (const r of households.slice(0, n)) answer(p, sets.all, r, asOf)
console.log('answer', (n / (performance.now() - t) * 1000).toFixed(0), 'households/s')
console.log((await con.runAndReadAll('select count(*) from big')).getRowsJson(), (await con.runAndReadAll('select sum(len(members)) from big')).getRowsJson())
