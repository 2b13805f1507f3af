import { sql } from 'kysely'
import type { DB, Store, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { lockRegister } from '#modules/exchange'
import { type CaseMeans, settleMeans } from './commands.ts'
import { settle } from './settle.ts'
import { recordBenefits } from './known-benefits.ts'
import { lockCases, type Moved } from './store.ts'

const chunk = 500

/**
 * Ends what the calendar has ended: a grace whose last month is over, a recognition whose term is. The decision that
 * set the end was told then; nothing is left to decide.
 *
 * @returns how many cases have ended
 */
export async function endWhatIsOver(means: CaseMeans, county: string): Promise<number> {
  let ended = 0
  for (;;) {
    const done = await means.store.within(county, async (tx) => {
      await lockRegister(tx, county)
      const due = await tx
        .selectFrom('assistance_case')
        .select('id')
        .where('county', '=', county)
        .where('status', 'in', ['active', 'grace'])
        .where('round', '=', 'none')
        .where('valid_until', '<', means.today)
        .orderBy('id')
        .limit(chunk)
        .execute()
      if (due.length === 0) return 0
      const cases = await lockCases(
        tx,
        due.map(({ id }) => id),
      )
      // Somebody may have opened a round since.
      const over = cases.filter(({ state }) => state.round === null)
      const ended = await settle(
        tx,
        settleMeans(means),
        null,
        over.map((of) => ({
          of,
          events: [{ type: 'ended', reason: of.state.status === 'grace' ? 'grace-over' : 'term-over' }],
        })),
      )
      await recordEnds(tx, ended)
      return over.length
    })
    ended += done
    if (done === 0) return ended
  }
}

/** Others hear that it is over in the name of whoever set the end. */
async function recordEnds(tx: Transaction<DB>, ended: readonly Moved[]): Promise<void> {
  if (ended.length === 0) return
  const rows = await tx
    .selectFrom('assistance_event')
    .select(['case_id', 'officer_id'])
    .distinctOn('case_id')
    .where(
      'case_id',
      'in',
      ended.map(({ of }) => of.id),
    )
    .where('type', '=', 'decided')
    .where('officer_id', 'is not', null)
    .orderBy('case_id')
    .orderBy('seq', 'desc')
    .execute()
  const setBy = new Map(rows.map(({ case_id, officer_id }) => [case_id, officer_id]))
  for (const [officerId, moved] of Map.groupBy(ended, ({ of }) => setBy.get(of.id))) {
    if (officerId != null) await recordBenefits(tx, officerId, moved)
  }
}

/** Who is told of a clock's colour: first the desk itself, then one above, then the head of the county. */
const told = sql`case
    when colour = 'red' then 'county-leader'
    when colour = 'orange' then case when turn in ('township', 'both') then 'county-officer' else 'county-leader' end
    else case turn when 'county' then 'county-officer' when 'leader' then 'county-leader' else 'township-clerk' end
  end`

/** Each clock that runs: of cases, of referrals that wait, of small aid whose papers are due. */
function runningClocks(today: Day) {
  return sql`select 'case:' || id as subject, county, division, step as clock, turn, due_on,
      case when due_on < ${today}::date then 'red' when orange_on <= ${today}::date then 'orange' else 'yellow' end as colour
    from assistance_case where yellow_on <= ${today}::date and not paused
    union all
    select 'referral:' || id, county, division, 'referral', 'county', due_on, 'red'
    from referral where result is null and due_on < ${today}::date
    union all
    select 'quick-aid:' || id, county, division, 'quick-aid', 'township',
      case when status = 'paid' then papers_due_on else finish_by end, 'red'
    from quick_aid where (status in ('requested', 'approved') and finish_by < ${today}::date)
      or (status = 'paid' and papers_due_on < ${today}::date)`
}

/**
 * Tells whoever must know that a clock runs out, once for each clock and colour, and strikes off what has been done
 * since. Can be run as often as one likes.
 */
export async function raiseEscalations(store: Store, county: string, today: Day): Promise<{ raised: number }> {
  return store.within(county, async (tx) => {
    await settleEscalations(tx, county, today)
    const { rows } = await sql<{ n: string }>`with clock as (${runningClocks(today)}), new as (
        insert into escalation (county, division, subject, clock, level, due_on, told_role, raised_on)
        select county, division, subject, clock, colour, due_on, ${told}, ${today}::date from clock
        where due_on is not null and county = ${county}
        on conflict (subject, clock, due_on, level) do nothing returning 1)
      select count(*) as n from new`.execute(tx)
    return { raised: Number(rows[0]?.n ?? 0) }
  })
}

async function settleEscalations(tx: Transaction<DB>, county: string, today: Day): Promise<void> {
  await sql`with clock as (${runningClocks(today)})
    update escalation e set settled_on = ${today}::date
    where e.county = ${county} and e.settled_on is null and not exists (
      select from clock c where c.subject = e.subject and c.clock = e.clock and c.due_on = e.due_on and c.colour = e.level)`.execute(
    tx,
  )
}
