import type { CareDone, MovePreview, MovePreviewRequest, MoveRequest } from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import {
  costOfMove,
  type CostTerms,
  type Move,
  type MoveAnswer,
  type MoveRefusal,
  type Plan,
  planAfterMove,
} from '#dispatch'
import { moveRefusalText } from '#dispatch/reason.zh'
import type { Day } from '#kernel/day'
import { authorise } from '#modules/officer'
import { asOfNow, obstacleOf, startsOf } from './as-of-now.ts'
import { insertDraft, keptPlan, readPlans, type StoredPlan } from './day-plans.ts'
import { requireComing, requireCounty } from './dispatch-commands.ts'
import { readCarerNames, readQuestion } from './dispatch-day.ts'
import { type LaidBoard, layBoard } from './laid-boards.ts'
import { change, type ClockMeans, nowOf, refuse } from './means.ts'
import { moveObstacles } from './messages.zh.ts'

interface Laid {
  readonly plan: StoredPlan
  readonly published: StoredPlan | undefined
  /** What stands in the way before the engine is asked, as part of a sentence. */
  readonly obstacle: string | undefined
  readonly lay: () => LaidBoard
  /** What the plan costs, when the board that is laid is not all of it. */
  readonly before: CostTerms | undefined
  readonly reasonText: (reason: MoveRefusal) => string
}

/** The plan that a move is tried on, with the day as it is now: the draft, or else the plan in force. */
async function readMove(
  tx: Transaction<DB>,
  means: ClockMeans,
  of: { readonly county: string; readonly day: Day; readonly request: MovePreviewRequest; readonly lock: boolean },
): Promise<Laid> {
  const { county, day, lock } = of
  const { planId, visitId } = of.request
  const { draft, published } = await readPlans(tx, { county, day, lock })
  const stored = draft ?? published
  if (stored === undefined) refuse({ code: 'dispatch-plan-not-found' })
  if (stored.id !== planId) refuse({ code: 'dispatch-plan-changed-meanwhile' })
  const question = await readQuestion(tx, means.policies, { county, day, now: null })
  const names = await readCarerNames(tx, county)
  const { plan } = stored.kept
  const now = nowOf(means, day)
  const visit = question.visits.find(({ id }) => id === visitId)
  const obstacle = visit === undefined ? undefined : obstacleOf(visit, { plan, now })
  const bound = asOfNow({ question, plan }, { visitId, now })
  return {
    plan: stored,
    published,
    obstacle: obstacle === undefined ? undefined : moveObstacles[obstacle],
    lay: () => layBoard(bound.question, { id: stored.id, plan: bound.plan }, published),
    before: bound.plan === plan ? undefined : plan.terms,
    reasonText: (reason) => moveRefusalText(reason, (carer) => names.get(carer) ?? carer),
  }
}

const moveOf = ({ visitId, part, carerId }: MovePreviewRequest): Move => ({ visit: visitId, part, carer: carerId })

/** A start that moves by less than this is not worth telling anybody, in minutes. */
const worthTelling = 5

const sumOf = (terms: Readonly<Record<string, number>>): number =>
  Object.values(terms).reduce((sum, term) => sum + term, 0)

/** What a move would cost and whom it would shift, before it is made. */
export function previewMove(
  means: ClockMeans,
  actor: Actor,
  day: Day,
  request: MovePreviewRequest,
): Promise<MovePreview> {
  authorise(actor, 'care:dispatch')
  const county = requireCounty(actor)
  return means.store.within(actor.division, async (tx) => {
    const laid = await readMove(tx, means, { county, day, request, lock: false })
    const { plan } = laid.plan.kept
    if (laid.obstacle !== undefined) return notAllowed(laid.obstacle, plan)
    const answer = costOfMove(laid.lay().board, moveOf(request))
    if (answer.kind === 'not-possible') return notAllowed(laid.reasonText(answer.reason), plan)
    return allowed(request.visitId, plan, { ...answer, before: laid.before ?? answer.before })
  })
}

function notAllowed(reason: string, { terms, total }: Plan): MovePreview {
  return {
    allowed: false,
    reason,
    startsAt: null,
    before: { ...terms },
    after: null,
    totalBefore: total,
    totalAfter: null,
    shifted: [],
  }
}

function allowed(visitId: string, plan: Plan, answer: Extract<MoveAnswer, { readonly kind: 'possible' }>): MovePreview {
  const before = startsOf(plan.routes)
  const after = startsOf([...answer.routes, ...answer.shifted])
  return {
    allowed: true,
    reason: null,
    startsAt: after.get(visitId) ?? null,
    before: { ...answer.before },
    after: { ...answer.after },
    totalBefore: sumOf(answer.before),
    totalAfter: sumOf(answer.after),
    shifted: [...after].flatMap(([id, start]) => {
      const was = before.get(id)
      const isTold = id !== visitId && was !== undefined && Math.abs(start - was) > worthTelling
      return isTold ? [{ visitId: id, before: was, after: start }] : []
    }),
  }
}

/** Gives a visit to another carer, in the draft; whoever holds the plan in force is told when it is published. */
export function moveVisit(means: ClockMeans, actor: Actor, day: Day, request: MoveRequest): Promise<CareDone> {
  authorise(actor, 'care:dispatch')
  const county = requireCounty(actor)
  requireComing(day, means.today)
  return change(means, actor, { command: 'move-visit', request, subject: day }, async (tx) => {
    const { plan, published, obstacle, lay, reasonText } = await readMove(tx, means, {
      county,
      day,
      request,
      lock: true,
    })
    if (obstacle !== undefined) refuse({ code: 'dispatch-move-impossible', reason: obstacle })
    const { board, problem } = lay()
    const moved = planAfterMove(board, moveOf(request), published?.kept.plan)
    if (moved.kind === 'not-possible') refuse({ code: 'dispatch-move-impossible', reason: reasonText(moved.reason) })
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
