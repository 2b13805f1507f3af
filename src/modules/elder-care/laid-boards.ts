import { createHash } from 'node:crypto'
import { type Board, boardOf, type Plan, prepare } from '#dispatch'
import type { StoredPlan } from './day-plans.ts'
import { type DayQuestion, problemOfDay } from './problem-of-day.ts'

/** A plan laid out for weighing moves, with the problem that it answers. Weighing changes neither. */
export interface LaidBoard {
  readonly board: Board
  readonly problem: ReturnType<typeof problemOfDay>
}

/** Boards that somebody drags visits over just now, the one used last at the end. */
const laid = new Map<string, LaidBoard>()
const mostKept = 2

/**
 * The board of a plan and a day as it is now. To lay out a day of a thousand visits takes far longer than to weigh one
 * move, so that it is done again only when the plan or anything of the day has changed.
 */
export function layBoard(
  question: DayQuestion,
  plan: { readonly id: string; readonly plan: Plan },
  published: StoredPlan | undefined,
): LaidBoard {
  const day = createHash('sha256').update(JSON.stringify(question)).digest('base64')
  const key = `${plan.id} ${published?.id} ${day}`
  const found = laid.get(key) ?? lay(question, plan.plan, published)
  laid.delete(key)
  laid.set(key, found)
  for (const oldest of laid.keys()) {
    if (laid.size <= mostKept) break
    laid.delete(oldest)
  }
  return found
}

function lay(question: DayQuestion, plan: Plan, published: StoredPlan | undefined): LaidBoard {
  const problem = problemOfDay(question)
  return { problem, board: boardOf(prepare(problem.problem, published?.kept.plan), plan) }
}
