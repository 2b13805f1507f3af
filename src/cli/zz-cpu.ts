import { DuckDBInstance } from '@duckdb/node-api'
import { handwrittenSql } from '#cli/bench-handwritten.zh'
import { benchCounty, benchDay, inPopulation } from '#cli/bench-sweep'
import { keptDecisions } from '#modules/monitoring'
import { loadEffectivePolicies } from '#policy-files/effective'
import { toSql } from '#policy'
await inPopulation(300000, async ({ source }) => {
  const p = loadEffectivePolicies()
  const c = toSql(p, { decisions: [...Object.values(keptDecisions), ...p.indicators.map(({ code }) => code)], dialect: 'duckdb', day: benchDay, within: benchCounty, source })
  if (!c.ok) return
  const db = await (await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '3GB' })).connect()
  const out: number[][] = [[], []]
  for (let t = 0; t < 4; t++) for (const [i, q] of [c.sql, handwrittenSql(source, benchDay)].entries()) {
    const c0 = process.cpuUsage()
    await db.run(`create or replace table t${i} as ${q}`)
    const d = process.cpuUsage(c0)
    out[i]?.push((d.user + d.system) / 1e6)
  }
  const [a = [], b = []] = out
  console.log('cpu ours', a, 'hand', b, 'ratio', Math.min(...a) / Math.min(...b))
})
