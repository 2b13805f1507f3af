import { benchModels, householdReads, smallRows } from '#cli/bench-policy-models.zh'
import { ourLane } from '#cli/bench-policy-peers'
import { benchDay, inPopulation } from '#cli/bench-sweep'
import { runDuckDb } from '#sweep'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
const [what = 'household', trace = 'false'] = process.argv.slice(2)
const models = benchModels()
let rows: any
if (what !== 'household') rows = smallRows(2000)
else if (existsSync('/tmp/h4/rows.json')) rows = JSON.parse(readFileSync('/tmp/h4/rows.json', 'utf8'))
else await inPopulation(20000, async ({ folder, source }) => {
  const own = householdReads.household.map((column) => `"${column}"`).join(', ')
  const cells = householdReads.members.map((column) => `"${column}" := x."${column}"`).join(', ')
  const r = await runDuckDb({ directory: folder, questions: [`select division, ${own}, list_transform(members, lambda x: struct_pack(${cells})) as members from ${source} where businessIncome is not null and financialAssets is not null order by "householdId"::bigint limit 10000`] })
  rows = r.rows[0]; writeFileSync('/tmp/h4/rows.json', JSON.stringify(rows))
})
const lane = ourLane('ours', models[what as 'household'], rows, trace === 'true')
const best = []
for (let t = 0; t < 12; t++) { const s = performance.now(); const passes = what === 'household' ? 2 : 100; for (let p = 0; p < passes; p++) await lane.decide(0, rows.length); best.push(passes * rows.length / ((performance.now() - s) / 1000)) }
console.log(what, trace, Math.round(Math.max(...best)))
