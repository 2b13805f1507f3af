import { sql } from 'kysely'
import { benchCounty, benchToday, inDeliveredStore } from '#cli/bench-cases-store'
import type { Actor } from '#contracts/officer'
import type { DB, Store, Transaction } from '#db'
import { addDays, type Day } from '#kernel/day'
import { makeTurns } from '#kernel/turns'
import { generateVisits, planDay, previewMove, publishPlan, readDispatchDay } from '#modules/elder-care'
import { findOfficerInPost } from '#modules/officer'
import { loadEffectivePolicies } from '#policy-files/effective'

/** A Saturday with so many visits and 120 carers, and a Sunday with twice as many and 200. */
const saturday = addDays(benchToday, 5)
const sunday = addDays(benchToday, 6)
const carersOn = { saturday: 120, sunday: 200 } as const

/** So many agreements, each with a day of the working week; some have a visit on Saturday, twice as many on Sunday. */
async function furnish(tx: Transaction<DB>, plans: number, visits: number, officerId: string): Promise<void> {
  await sql`
    insert into division_point (code, county, longitude, latitude, source)
    select code, ${benchCounty}, 116.2 + 0.4 * random(), 26.1 + 0.4 * random(), 'demo' from division
    where code like ${`${benchCounty}%`} and level = 'village'`.execute(tx)
  await sql`
    with hubs as (
      insert into facility (county, division, kind, name, longitude, latitude, opened_on)
      select ${benchCounty}, p.code, 'village-station', p.code, p.longitude, p.latitude, '2026-01-01'
      from (select * from division_point where county = ${benchCounty} order by code limit 20) p returning id, division)
    insert into carer (county, division, name, facility_id, skills, shift_from, shift_until, weekdays, mode, active_from)
    select ${benchCounty}, h.division, 'bench-' || n, h.id, '{cleaning}', 480, 1080,
      case when n <= ${carersOn.saturday} then '{1,2,3,4,5,6,7}'::integer[] else '{7}' end, 'e-bike', '2026-01-01'
    from generate_series(1, ${carersOn.sunday}::integer) n
    join (select *, row_number() over (order by id) as place from hubs) h on h.place = 1 + n % 20`.execute(tx)
  await sql`
    insert into care_plan (county, division, household_id, person_id, service, ground, weekdays, window_from,
      window_until, first_day, officer_id)
    select ${benchCounty}, m.division, m.household_id, m.person_id, 'cleaning', 'own-cost',
      array[1 + m.n % 5] || case when m.n <= ${visits}::integer then '{6,7}'::integer[]
        when m.n <= ${2 * visits}::integer then '{7}' else '{}' end,
      480 + 60 * (m.n % 6), 480 + 60 * (m.n % 6) + 240, ${benchToday}, ${officerId}
    from (
      select h.division, m.household_id, m.person_id, (row_number() over (order by m.person_id))::integer as n
      from membership m join household h on h.id = m.household_id
      where m.valid_until is null and m.superseded_at is null limit ${plans}) m`.execute(tx)
}

async function secondsOf<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly answer: T }> {
  const from = performance.now()
  const answer = await work()
  return { seconds: Number(((performance.now() - from) / 1000).toFixed(3)), answer }
}

const rssMb = (): number => Math.round(process.memoryUsage.rss() / 2 ** 20)

/** Weighs the same kind of move again and again, as somebody does who drags a visit over the board. */
async function previews(means: { store: Store } & Parameters<typeof previewMove>[0], actor: Actor, day: Day) {
  const board = await means.store.within(benchCounty, (tx) =>
    readDispatchDay(tx, { county: benchCounty, day, mayPlan: true }),
  )
  const plan = board.draft ?? board.published
  if (plan === null) throw new Error('Nothing is planned')
  const stops = plan.routes.flatMap(({ stops: ofRoute }) =>
    ofRoute.flatMap(({ visitId }) => (visitId === null ? [] : [visitId])),
  )
  const took: number[] = []
  for (let turn = 0; turn < 60; turn++) {
    const visitId = stops[(turn * 37) % stops.length] ?? ''
    const carerId = board.carers[(turn * 11) % board.carers.length]?.id ?? ''
    const { seconds } = await secondsOf(() =>
      previewMove(means, actor, day, { planId: plan.id, visitId, part: 0, carerId }),
    )
    took.push(Math.round(seconds * 1000))
  }
  const [first = 0, ...others] = took
  const ordered = others.toSorted((a, b) => a - b)
  const at = (share: number): number => ordered[Math.floor(share * (ordered.length - 1))] ?? 0
  return { preview_first_ms: first, preview_p50_ms: at(0.5), preview_p95_ms: at(0.95) }
}

/**
 * `./doudi bench care [--plans N] [--visits N]`: the visits of so many agreements over the days ahead; the board, moves
 * and the publication of a day of so many visits.
 */
export function benchCare(of: { readonly plans: number; readonly visits: number }) {
  return inDeliveredStore(Math.round(of.plans * 1.15), async (store) => {
    const actor = await findOfficerInPost(store.plain, 'county-officer', benchCounty)
    if (actor === undefined) throw new Error('The demo has a county officer')
    const turns = makeTurns({ atOnce: 1, waiting: 0 })
    const means = { store, policies: loadEffectivePolicies(), today: benchToday, turns, minute: 0 }
    await store.within(benchCounty, (tx) => furnish(tx, of.plans, of.visits, actor.officerId))
    const before = rssMb()
    const days = { county: benchCounty, from: benchToday, until: addDays(benchToday, 13) }
    const generate = () => store.within(benchCounty, (tx) => generateVisits(tx, means.policies, days))
    const made = await secondsOf(generate)
    const again = await secondsOf(generate)
    const board = () =>
      store.within(benchCounty, (tx) => readDispatchDay(tx, { county: benchCounty, day: sunday, mayPlan: true }))
    await planDay(means, actor, sunday, { key: 'bench-care-sunday', seconds: 5, from: 'nothing' })
    const shown = [await secondsOf(board), await secondsOf(board), await secondsOf(board)]
    const plan = { key: 'bench-care-saturday', seconds: 5, from: 'nothing' } as const
    const { id } = await planDay(means, actor, saturday, plan)
    const weighed = await previews(means, actor, saturday)
    const published = await secondsOf(() =>
      publishPlan(means, actor, saturday, { key: 'bench-care-publish', planId: id }),
    )
    return {
      plans: of.plans,
      visits_made: made.answer,
      generate_seconds: made.seconds,
      generate_again_seconds: again.seconds,
      generate_extra_rss_mb: rssMb() - before,
      board_visits: shown[0]?.answer.visits.length,
      board_carers: shown[0]?.answer.carers.length,
      board_ms: shown.map(({ seconds }) => Math.round(seconds * 1000)),
      ...weighed,
      publish_seconds: published.seconds,
      peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    }
  })
}
