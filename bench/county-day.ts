import { parseArgs } from 'node:util'
import { aCountyDay } from '#dispatch/testing'

/**
 * Writes a day of a county made from a seed, for `./doudi dispatch solve`:
 * `node bench/county-day.ts [--carers 120] [--visits 1000] [--meals 0] [--seed 1] > day.json`.
 */
const { values } = parseArgs({
  options: {
    carers: { type: 'string', default: '120' },
    visits: { type: 'string', default: '1000' },
    meals: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
  },
})
const day = aCountyDay({
  carers: Number(values.carers),
  visits: Number(values.visits),
  meals: Number(values.meals),
  seed: Number(values.seed),
})
process.stdout.write(`${JSON.stringify(day)}\n`)
