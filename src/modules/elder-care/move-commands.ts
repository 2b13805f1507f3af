import type { CareDone, MovePreview, MovePreviewRequest, MoveRequest } from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { costOfMove, type Move, planAfterMove, type Route } from '#dispatch'
import { moveRefusalText } from '#dispatch/reason.zh'
import type { Day } from '#kernel/day'
import { authorise } from '#modules/officer'
import { insertDraft, keptPlan, readPlans, type StoredPlan } from './day-plans.ts'
import { requireComing, requireCounty } from './dispatch-commands.ts'
import { readCarerNames, readQuestion } from './dispatch-day.ts'
import { type LaidBoard, layBoard } from './laid-boards.ts'
import { type CareMeans, change, refuse } from './means.ts'

interface Laid extends LaidBoard {
  readonly plan: StoredPlan
  readonly published: StoredPlan | undefined
  readonly nameOf: (carer: string) => string
}

/** The plan that a move is tried on, laid out with the day as it is now: the draft, or else the plan in force. */
async function layOut(
  tx: Transaction<DB>,
  means: CareMeans,
  of: { readonly county: string; readonly day: Day; readonly planId: string; readonly lock: boolean },
): Promise<Laid> {
  const { county, day, planId, lock } = of
  const { draft, published } = await readPlans(tx, { county, day, lock })
  const plan = draft ?? published
  if (plan === undefined) refuse({ code: 'dispatch-plan-not-found' })
  if (plan.id !== planId) refuse({ code: 'dispatch-plan-changed-meanwhile' })
  const question = await readQuestion(tx, means.policies, { county, day, now: null })
  const names = await readCarerNames(tx, county)
  return {
    plan,
    published,
    ...layBoard(question, plan, published),
    nameOf: (carer) => names.get(carer) ?? carer,
  }
}

const moveOf = ({ visitId, part, carerId }: MovePreviewRequest): Move => ({ visit: visitId, part, carer: carerId })

/** A start that moves by less than this is not worth telling anybody, in minutes. */
const worthTelling = 5

function starts(routes: readonly Pick<Route, 'stops'>[]): ReadonlyMap<string, number> {
  return new Map(
    routes.flatMap(({ stops }) =>
      stops.filter(({ kind }) => kind === 'visit' || kind === 'meal').map(({ id, start }) => [id, start] as const),
    ),
  )
}

const sumOf = (terms: Readonly<Record<string, number>>): number =>
  Object.values(terms).reduce((sum, term) => sum + term, 0)

/** What a move would cost and whom it would shift, before it is made. */
export function previewMove(
  means: CareMeans,
  actor: Actor,
  day: Day,
  request: MovePreviewRequest,
): Promise<MovePreview> {
  authorise(actor, 'care:dispatch')
  const county = requireCounty(actor)
  return means.store.within(actor.division, async (tx) => {
    const { plan, board, nameOf } = await layOut(tx, means, { county, day, planId: request.planId, lock: false })
    const answer = costOfMove(board, moveOf(request))
    const { terms, total } = plan.kept.plan
    if (answer.kind === 'not-possible') {
      return {
        allowed: false,
        reason: moveRefusalText(answer.reason, nameOf),
        startsAt: null,
        before: { ...terms },
        after: null,
        totalBefore: total,
        totalAfter: null,
        shifted: [],
      }
    }
    const before = starts(plan.kept.plan.routes)
    const after = starts([...answer.routes, ...answer.shifted])
    return {
      allowed: true,
      reason: null,
      startsAt: after.get(request.visitId) ?? null,
      before: { ...answer.before },
      after: { ...answer.after },
      totalBefore: sumOf(answer.before),
      totalAfter: sumOf(answer.after),
      shifted: [...after].flatMap(([visitId, start]) => {
        const was = before.get(visitId)
        const isTold = visitId !== request.visitId && was !== undefined && Math.abs(start - was) > worthTelling
        return isTold ? [{ visitId, before: was, after: start }] : []
      }),
    }
  })
}

/** Gives a visit to another carer, in the draft; whoever holds the plan in force is told when it is published. */
export function moveVisit(means: CareMeans, actor: Actor, day: Day, request: MoveRequest): Promise<CareDone> {
  authorise(actor, 'care:dispatch')
  const county = requireCounty(actor)
  requireComing(day, means.today)
  return change(means, actor, { command: 'move-visit', request, subject: day }, async (tx) => {
    const { plan, published, board, problem, nameOf } = await layOut(tx, means, {
      county,
      day,
      planId: request.planId,
      lock: true,
    })
    const moved = planAfterMove(board, moveOf(request), published?.kept.plan)
    if (moved.kind === 'not-possible') {
      refuse({ code: 'dispatch-move-impossible', reason: moveRefusalText(moved.reason, nameOf) })
    }
    const id = await insertDraft(tx, {
      county,
      day,
      cause: 'move',
      beforeId: plan.id,
      kept: keptPlan(moved.plan, problem.problem, problem.placeless),
      seconds: 0,
      officerId: actor.officerId,
    })
    return { id, division: county, about: 'dispatch-plan', detail: { day, visit: request.visitId } }
  })
}
