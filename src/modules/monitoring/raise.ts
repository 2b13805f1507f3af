import type { NewSignal } from './store.ts'
import type { MonitoringRefusal } from '#contracts/monitoring'
import { Refused } from '#kernel/refused'
import { type OwnerPost } from '#modules/officer'
import type { Day } from '#kernel/day'
import { deadlineAfter, type WorkCalendar } from '#kernel/working-days'
import { answer, type HouseholdRow, type Policies, type TraceNode } from '#policy'
import { type Indicator, standardOf } from '#policy-files'

/** The post that answers for a place: of the wanted role, the one whose place is the nearest around it. */
function findOwner(posts: readonly OwnerPost[], role: string, division: string): string | null {
  const fitting = posts.filter((post) => post.role === role && division.startsWith(post.division))
  const nearest = fitting.toSorted((a, b) => b.division.length - a.division.length)[0]
  return nearest?.id ?? null
}

/** The facts that the evidence rests on, once each: the leaves of the trace that have a known value. */
function evidenceFacts(trace: readonly TraceNode[]): { name: string; value: string; unit: string | null }[] {
  const found = new Map<string, { name: string; value: string; unit: string | null }>()
  const walk = (nodes: readonly TraceNode[]): void => {
    for (const node of nodes) {
      for (const input of node.inputs) {
        if (input.kind === 'decision' || typeof input.value === 'object') continue
        found.set(input.name, { name: input.name, value: String(input.value), unit: input.unit ?? null })
      }
      walk(node.children)
    }
  }
  walk(trace)
  return [...found.values()].slice(0, 24)
}

/** Yuan amounts of a sentence as officers read them: 26296.03元 → 26,296.03元. */
export function withSeparators(sentence: string): string {
  return sentence.replace(/\d{4,}(?=(?:\.\d+)?\u5143)/g, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))
}

/** Thrown when the two back ends of the policy engine disagree; a signal must not rest on such a finding. */
class BackEndsDisagree extends Error {}

/**
 * The signal that an episode raises: the evidence is worked out anew for the one household by the answering back
 * end, which also checks what the sweep has found.
 */
export function newSignal(
  of: { householdId: string; division: string; row: HouseholdRow },
  indicator: Indicator,
  on: { asOf: Day; today: Day },
  means: { policies: Policies; calendar: WorkCalendar; posts: readonly OwnerPost[] },
): NewSignal {
  const found = answer(means.policies, [indicator.code, indicator.evidence], of.row, on.asOf)
  if (found.values[indicator.code] !== true) {
    throw new BackEndsDisagree(
      `${indicator.code} holds for household ${of.householdId} in the sweep but not in its answer`,
    )
  }
  const evidence = found.values[indicator.evidence]
  const clock = deadlineAfter(
    means.calendar,
    on.today,
    standardOf(means.policies, indicator.deadlineParameter, of.division, on.today),
  )
  if (!clock.ok) {
    const refusal: MonitoringRefusal = { code: 'before-work-calendar', firstYear: clock.fault.firstYear, day: on.today }
    throw new Refused(refusal)
  }
  return {
    householdId: of.householdId,
    division: of.division,
    code: indicator.code,
    level: indicator.level,
    route: indicator.route,
    evidence: typeof evidence === 'string' ? withSeparators(evidence) : indicator.title,
    evidenceFacts: evidenceFacts(found.trace),
    dueOn: clock.deadline.dueOn,
    clock: clock.deadline,
    ownerRole: indicator.owner,
    ownerPostId: findOwner(means.posts, indicator.owner, of.division),
  }
}
