import {
  type AssistanceRefusal,
  type CaseDone,
  type ReferralAnswer,
  type ReferralAsk,
  referralDepartments,
  type ReferralList,
  referralResults,
} from '#contracts/assistance'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { Refused } from '#kernel/refused'
import { deadlineAfter } from '#kernel/working-days'
import { placeNames } from '#modules/division'
import { appendAudit, authorise, once } from '#modules/officer'
import { headOfHousehold } from '#facts'
import { type CaseMeans, factsFor } from './commands.ts'
import { readPlace } from './intake-store.ts'

function refuse(refusal: AssistanceRefusal): never {
  throw new Refused(refusal)
}

/** Sends what is not ours to decide to its department, with the day by which it answers. @law 《社会救助法》第六十四条 */
export async function askReferral(means: CaseMeans, actor: Actor, request: ReferralAsk): Promise<CaseDone> {
  authorise(actor, 'case:open')
  const { store, calendar, today } = means
  return store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: 'ask-referral', request }, async () => {
      const division = await readPlace(tx, request.householdId)
      if (division === undefined) refuse({ code: 'case-household-unknown' })
      const { standards } = factsFor(means, actor, division)
      const clock = deadlineAfter(calendar, today, standards.referralAnswer)
      if (!clock.ok) refuse({ code: 'case-before-calendar', firstYear: clock.fault.firstYear })
      const { id } = await tx
        .insertInto('referral')
        .values({
          county: division.slice(0, 6),
          division,
          household_id: request.householdId,
          case_id: request.caseId ?? null,
          department: request.department,
          ask: request.ask.trim(),
          asked_by: actor.officerId,
          asked_on: today,
          due_on: clock.deadline.dueOn,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const detail = { department: request.department }
      await appendAudit(tx, actor, { division, action: 'ask-referral', subject: `referral:${id}`, detail })
      return { id }
    }),
  )
}

/** What the department gave, so that the chain of a household shows who gave what. */
export async function answerReferral(
  means: CaseMeans,
  actor: Actor,
  id: string,
  request: ReferralAnswer,
): Promise<CaseDone> {
  authorise(actor, 'referral:answer')
  return means.store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: 'answer-referral', request: { id, ...request } }, async () => {
      const found = await tx
        .selectFrom('referral')
        .select(['division', 'result', 'version'])
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      if (found === undefined) refuse({ code: 'referral-not-found' })
      if (found.result !== null) refuse({ code: 'referral-answered' })
      if (found.version !== request.version) refuse({ code: 'case-changed-meanwhile' })
      await tx
        .updateTable('referral')
        .set({
          result: request.result,
          answer: request.answer.trim(),
          answered_by: actor.officerId,
          answered_on: means.today,
          version: found.version + 1,
        })
        .where('id', '=', id)
        .execute()
      const { division } = found
      const detail = { result: request.result }
      await appendAudit(tx, actor, { division, action: 'answer-referral', subject: `referral:${id}`, detail })
      return { id }
    }),
  )
}

/** Referrals of a household, or all that wait for an answer, those due first. */
export async function listReferrals(
  tx: Transaction<DB>,
  of: { readonly householdId?: string | undefined },
  today: Day,
): Promise<ReferralList> {
  let query = tx
    .selectFrom('referral as r')
    .innerJoin('officer as o', 'o.id', 'r.asked_by')
    .leftJoin('membership as m', (join) =>
      join
        .onRef('m.household_id', '=', 'r.household_id')
        .on('m.valid_until', 'is', null)
        .on('m.superseded_at', 'is', null)
        .on('m.relation', '=', headOfHousehold),
    )
    .leftJoin('person as p', 'p.id', 'm.person_id')
    .selectAll('r')
    .select(['o.name as asked_name', 'p.name as head_name'])
  query =
    of.householdId === undefined
      ? query.where('r.result', 'is', null)
      : query.where('r.household_id', '=', of.householdId)
  const rows = await query.orderBy('r.due_on').orderBy('r.id').limit(200).execute()
  const places = await placeNames(tx, [...new Set(rows.map(({ division }) => division))])
  return {
    items: rows.map((row) => ({
      id: row.id,
      householdId: row.household_id,
      caseId: row.case_id,
      place: places.get(row.division) ?? row.division,
      headName: row.head_name ?? '',
      department: referralDepartments.find((known) => known === row.department) ?? 'medical',
      ask: row.ask,
      askedBy: row.asked_name,
      askedOn: row.asked_on,
      dueOn: row.due_on,
      late: row.result === null && row.due_on < today,
      result: referralResults.find((known) => known === row.result) ?? null,
      answer: row.answer,
      answeredOn: row.answered_on,
      version: row.version,
    })),
  }
}
