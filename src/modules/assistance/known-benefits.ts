import { sql } from 'kysely'
import { type Programme, personProgrammes } from '#contracts/assistance'
import type { DB, Transaction } from '#db'
import { fen } from '#kernel/fen'
import { recordStatedFacts, type StatedFact } from '#modules/exchange'
import { nothingReceived, registerCategories } from './decisions.zh.ts'
import { noAmounts, type Proposal, recipientsOf, totalOf } from './model.ts'
import type { Moved } from './store.ts'

const categoryOf = new Map<Programme, string>(
  Object.entries(registerCategories).map(([category, programme]) => [programme, category]),
)

/** Yuan as the register writes them. */
function yuanText(amount: bigint): string {
  const cents = amount % 100n
  return cents === 0n ? String(amount / 100n) : `${amount / 100n}.${String(cents).padStart(2, '0')}`
}

/** What the calendar ends is over like what a decision stops. */
const over: Pick<Proposal, 'outcome' | 'amounts' | 'members'> = { outcome: 'stop', amounts: noAmounts, members: [] }

function factsOf(move: Moved, stillHelped: ReadonlySet<string>): StatedFact[] {
  const category = categoryOf.get(move.after.programme)
  if (category === undefined) return []
  return move.happened.flatMap((event) => {
    if (event.type !== 'decided' && event.type !== 'ended') return []
    const { outcome, amounts, members } = event.type === 'ended' ? over : event.proposal
    if (outcome === 'keep' || outcome === 'refuse' || outcome === 'grace') return []
    const gone = (move.before === undefined ? [] : recipientsOf(move.before)).filter(
      ({ personId }) => outcome === 'stop' || (outcome === 'change' && !members.includes(personId)),
    )
    const state = (personId: string, fact: StatedFact['fact'], value: string): StatedFact => ({
      subject: 'person',
      subjectId: personId,
      fact,
      value,
      validFrom: event.day,
    })
    return [
      ...members.flatMap((personId) => [
        state(personId, 'benefitCategory', category),
        state(personId, 'benefitAmount', yuanText(fen(totalOf(amounts)))),
        state(personId, 'benefitApprovedOn', event.day),
      ]),
      ...gone
        .filter(({ personId }) => !stillHelped.has(personId))
        .flatMap(({ personId }) => [
          state(personId, 'benefitCategory', nothingReceived),
          state(personId, 'benefitAmount', '0'),
          state(personId, 'benefitEndedOn', event.day),
        ]),
    ]
  })
}

/** By case, the people of its household to whom another case of these programmes gives something: they are not left without. */
async function otherBenefits(tx: Transaction<DB>, moved: readonly Moved[]): Promise<Map<string, Set<string>>> {
  const ending = moved.filter(({ happened }) => happened.some(({ type }) => type === 'decided' || type === 'ended'))
  if (ending.length === 0) return new Map()
  const { rows } = await sql<{ id: string; person: string }>`
    select c.id, m.person_id as person from assistance_case c
    join assistance_case o on o.household_id = c.household_id and o.id <> c.id and o.status in ('active', 'grace')
      and o.programme = any(${[...categoryOf.keys()]}::text[])
    join membership m on m.household_id = o.household_id and m.valid_until is null and m.superseded_at is null
      and (m.person_id = o.person_id or o.programme <> all(${[...personProgrammes]}::text[]))
    where c.id = any(${ending.map(({ of }) => of.id)}::bigint[])`.execute(tx)
  const byCase = Map.groupBy(rows, ({ id }) => id)
  return new Map([...byCase].map(([id, list]) => [id, new Set(list.map(({ person }) => person))]))
}

/**
 * What has been decided becomes known like what departments deliver: monitoring, other programmes and the next sweep
 * read who receives what from the facts. The caller's transaction holds the county's register.
 */
export async function recordBenefits(tx: Transaction<DB>, officerId: string, moved: readonly Moved[]): Promise<void> {
  const others = await otherBenefits(tx, moved)
  const facts = moved.flatMap((move) => factsOf(move, others.get(move.of.id) ?? new Set()))
  const [first] = moved
  if (facts.length === 0 || first === undefined) return
  const source = moved.length === 1 ? `case:${first.of.id} decision` : `cases:${first.of.id} decisions`
  await recordStatedFacts(tx, { county: first.of.county, division: first.of.county, officerId, source, facts })
}
