import type { PolicyRegisterRefusal as Refusal } from '#contracts/policy-register'
import type { Day } from '#kernel/day'
import { type Outcome, record, refuse } from '#kernel/outcome'
import type { Draft, DraftEvent, DraftFindings } from './model.ts'

/** Who acts on which version of a draft. */
interface Step {
  readonly officerId: string
  readonly version: number
}

type Decided = Outcome<DraftEvent, Refusal>

function refuseUnlessAuthor(draft: Draft, step: Step): Refusal | undefined {
  if (draft.authorId !== step.officerId) return { code: 'draft-of-another-officer' }
  return draft.version === step.version ? undefined : { code: 'draft-changed-meanwhile' }
}

/** Only its author changes a draft, and only until it is submitted. */
export function saveDraft(draft: Draft, step: Step): Decided {
  const refusal = refuseUnlessAuthor(draft, step)
  if (refusal !== undefined) return refuse(refusal)
  if (draft.status !== 'draft') return refuse({ code: 'draft-not-open', status: draft.status })
  return record({ type: 'draft-saved' })
}

/** What stands in the way of a text, whoever decides on it: it is looked at again when it is confirmed. */
function refuseText(draft: Draft, found: DraftFindings, today: Day): Refusal | { readonly effectiveOn: Day } {
  const { effectiveOn } = draft
  if (found.changedFiles === 0) return { code: 'draft-changes-nothing' }
  if (effectiveOn === undefined) return { code: 'draft-without-effective-day' }
  if (effectiveOn < today) return { code: 'draft-effective-in-the-past', effectiveOn, today }
  if (found.outdatedFile !== undefined) return { code: 'draft-out-of-date', file: found.outdatedFile }
  if (found.laterFile !== undefined) return { code: 'draft-before-confirmed-change', ...found.laterFile }
  const [error] = found.errors
  if (error !== undefined) return { code: 'draft-has-errors', count: found.errors.length, first: error }
  const [example] = found.failingExamples
  if (example !== undefined) return { code: 'draft-example-fails', count: found.failingExamples.length, first: example }
  return { effectiveOn }
}

/** Hands a draft on to a second person. It must compile, and every worked example must still come out right. */
export function submitDraft(draft: Draft, step: Step, found: DraftFindings, today: Day): Decided {
  const refusal = refuseUnlessAuthor(draft, step)
  if (refusal !== undefined) return refuse(refusal)
  if (draft.status !== 'draft') return refuse({ code: 'draft-not-open', status: draft.status })
  const text = refuseText(draft, found, today)
  return 'code' in text ? refuse(text) : record({ type: 'draft-submitted' })
}

function refuseUnlessSecondPerson(draft: Draft, step: Step): Refusal | undefined {
  if (draft.status !== 'submitted') return { code: 'draft-not-submitted', status: draft.status }
  if (draft.authorId === step.officerId) return { code: 'draft-of-your-own' }
  return draft.version === step.version ? undefined : { code: 'draft-changed-meanwhile' }
}

/** Puts a submitted draft in force from its day. Nobody confirms what they have written themselves. */
export function confirmDraft(draft: Draft, step: Step, found: DraftFindings, today: Day): Decided {
  const refusal = refuseUnlessSecondPerson(draft, step)
  if (refusal !== undefined) return refuse(refusal)
  const text = refuseText(draft, found, today)
  return 'code' in text ? refuse(text) : record({ type: 'draft-confirmed', effectiveOn: text.effectiveOn })
}

/** Gives a submitted draft back with the reason; a new one is begun for another try. */
export function rejectDraft(draft: Draft, step: Step, note: string): Decided {
  const refusal = refuseUnlessSecondPerson(draft, step)
  if (refusal !== undefined) return refuse(refusal)
  if (note.trim() === '') return refuse({ code: 'rejection-without-note' })
  return record({ type: 'draft-rejected', note: note.trim() })
}

/** The author takes a draft back before somebody has decided on it. */
export function withdrawDraft(draft: Draft, step: Step): Decided {
  const refusal = refuseUnlessAuthor(draft, step)
  if (refusal !== undefined) return refuse(refusal)
  if (draft.status !== 'draft' && draft.status !== 'submitted') {
    return refuse({ code: 'draft-not-open', status: draft.status })
  }
  return record({ type: 'draft-withdrawn' })
}
