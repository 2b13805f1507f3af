import type { Programme } from '#contracts/assistance'
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

function factsOf(move: Moved): StatedFact[] {
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
      ...gone.flatMap(({ personId }) => [
        state(personId, 'benefitCategory', nothingReceived),
        state(personId, 'benefitAmount', '0'),
        state(personId, 'benefitEndedOn', event.day),
      ]),
    ]
  })
}

/**
 * What has been decided becomes known like what departments deliver: monitoring, other programmes and the next sweep
 * read who receives what from the facts. The caller's transaction holds the county's register.
 */
export async function recordBenefits(tx: Transaction<DB>, officerId: string, moved: readonly Moved[]): Promise<void> {
  const facts = moved.flatMap(factsOf)
  const [first] = moved
  if (facts.length === 0 || first === undefined) return
  const source = moved.length === 1 ? `case:${first.of.id} decision` : `cases:${first.of.id} decisions`
  await recordStatedFacts(tx, { county: first.of.county, division: first.of.county, officerId, source, facts })
}
