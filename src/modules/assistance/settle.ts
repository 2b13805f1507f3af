import type { DB, Keys, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { fen } from '#kernel/fen'
import type { WorkCalendar } from '#kernel/working-days'
import { namesOf } from '#modules/division'
import { type EntitlementChange, setEntitlements } from '#modules/entitlement'
import { issueLetters, markDecisionDelivered, type NewNotice, postNotices, withdrawNotices } from '#modules/notice'
import { recordBenefits } from './known-benefits.ts'
import { lettersFor } from './letters.ts'
import { noAmounts, publicNameOf, totalOf } from './model.ts'
import { isRecognition, type Standards } from './procedure.ts'
import { advance, type Move, type Moved, saveMoves } from './store.ts'

export interface SettleMeans {
  readonly keys: Keys
  readonly calendar: WorkCalendar
  readonly today: Day
  readonly standards: (division: string) => Standards
}

function changesFrom(moved: Moved): EntitlementChange[] {
  const { of, after, before } = moved
  return moved.happened.flatMap((event) => {
    if (event.type !== 'decided' && event.type !== 'taken-over') return []
    if (isRecognition(after.programme)) return []
    const common = {
      caseId: of.id,
      division: of.division,
      householdId: after.householdId,
      programme: after.programme,
      payeePersonId: payeeOf(moved),
      decision: `case:${of.id}#${event.seq}`,
      decidedOn: event.day,
    }
    if (event.type === 'taken-over') {
      const from = after.grant?.from
      if (from === undefined) throw new Error('A case is taken over without its first month')
      const covered = event.members.map(({ personId }) => personId)
      return [{ ...common, coveredPersonIds: covered, from, until: null, amounts: inFen(event.amounts) }]
    }
    const { outcome, amounts, members } = event.proposal
    if (outcome === 'keep' || outcome === 'refuse') return []
    const ends = outcome === 'stop'
    const covered = members.length > 0 ? members : (before?.members ?? []).map(({ personId }) => personId)
    return [
      {
        ...common,
        coveredPersonIds: covered,
        from: event.from,
        until: ends ? null : event.until,
        amounts: inFen(ends ? noAmounts : amounts),
      },
    ]
  })
}

/** The applicant, or after a death the first member who is left. */
function payeeOf({ after }: Moved): string {
  const isThere = after.members.some(({ personId }) => personId === after.applicantId)
  return isThere ? after.applicantId : (after.members[0]?.personId ?? after.applicantId)
}

function inFen(amounts: typeof noAmounts): EntitlementChange['amounts'] {
  return {
    basic: fen(BigInt(amounts.basic)),
    uplift: fen(BigInt(amounts.uplift)),
    care: fen(BigInt(amounts.care)),
  }
}

function noticesFrom(moved: Moved, today: Day): NewNotice[] {
  const { of, after } = moved
  const proposal = (after.round?.deviation ?? after.round?.opinion)?.proposal
  return moved.happened.flatMap((event) =>
    event.type !== 'notice-posted' || proposal === undefined
      ? []
      : [
          {
            caseId: of.id,
            householdId: after.householdId,
            division: of.division,
            programme: after.programme,
            applicantName: publicNameOf(after),
            householdSize: Math.max(1, proposal.members.length),
            proposedFen: totalOf(proposal.amounts),
            postedOn: today,
            closesAfter: event.closesAfter,
          },
        ],
  )
}

/** What takes a notice down before its time: an objection that is right, or a case that goes back or ends. */
const takesDown: ReadonlySet<string> = new Set(['sent-back', 'withdrawn'])

function isTakenDown(moved: Moved): boolean {
  return moved.happened.some(
    (event) =>
      takesDown.has(event.type) ||
      ((event.type === 'objection-answered' || event.type === 'appeal-decided') && event.upheld),
  )
}

/**
 * Writes what has been decided about cases and all that follows from it: events, letters, notices, what is owed. In a
 * handful of statements, for one case or for five hundred; all of one county. What the calendar ends by itself, by
 * nobody, calls for nothing further: its letter was the decision that set the end.
 */
export async function settle(
  tx: Transaction<DB>,
  means: SettleMeans,
  by: string | null,
  moves: readonly Move[],
): Promise<Moved[]> {
  if (moves.length === 0) return []
  const { today, calendar, standards } = means
  const moved = moves.map((move): Moved => {
    const before = move.of.state.version === 0 ? undefined : move.of.state
    return { ...move, before, ...advance(before, move.events, { day: today, officerId: by }) }
  })
  await saveMoves(tx, moved, { standards, calendar })
  if (by !== null) await followUp(tx, means, by, moved)
  return moved
}

async function followUp(
  tx: Transaction<DB>,
  means: SettleMeans,
  officerId: string,
  moved: readonly Moved[],
): Promise<void> {
  const { today, calendar, standards } = means
  await recordBenefits(tx, officerId, moved)
  await setEntitlements(tx, officerId, moved.flatMap(changesFrom))
  await postNotices(
    tx,
    officerId,
    moved.flatMap((move) => noticesFrom(move, today)),
  )
  await markDecisionDelivered(
    tx,
    officerId,
    moved.flatMap(({ of, happened }) =>
      happened.flatMap((event) =>
        event.type === 'letter-delivered' ? [{ caseId: of.id, on: event.on, way: event.how }] : [],
      ),
    ),
  )
  const down = moved.filter(isTakenDown).map(({ of }) => of.id)
  if (down.length > 0) await withdrawNotices(tx, down, today)
  const county = moved[0]?.of.county ?? ''
  const countyName = (await namesOf(tx, [county])).get(county) ?? county
  const letters = moved.flatMap((move) =>
    lettersFor(move, { today, calendar, countyName, standards: standards(move.of.division) }),
  )
  await issueLetters(tx, means.keys, officerId, letters)
}
