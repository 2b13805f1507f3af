import { benchModels } from '#cli/bench-policy-models.zh'
import { inPopulation } from '#cli/bench-sweep'
import { toSql } from '#policy'
import { runDuckDb } from '#sweep'
import { day } from '#kernel/day'
import { handwrittenSql } from '#cli/bench-handwritten.zh'
const { policies } = benchModels().household
const n = Number(process.argv[2])
await inPopulation(n, async ({ folder, source }) => {
  for (const names of [['计入成员'],['人口'], ['工资性收入'],['就业成本'], ['家庭月收入'], ['人均月收入'], ['财产符合'], ['有重点成员'], ['类别'], ['类别', '月金额']]) {
    const c = toSql(policies, { decisions: names.filter((x) => x !== '计入成员'), dialect: 'duckdb', day: day('2026-10-31'), within: '360735', source })
    if (!c.ok) { console.log(c.reason); continue }
    const r = await runDuckDb({ directory: folder, statements: [1, 2, 3].map(() => `create or replace table core as ${c.sql}`), questions: [] })
    console.log(names.join(), Math.min(...r.seconds).toFixed(2), c.sql.length)
    if (names.length === 2) console.log(c.sql)
  }
})
