import {
  type AbilityAssessor,
  type AbilityDetail,
  type AbilityFindings,
  type AbilityForm,
  type Dimension,
  type Item,
  items,
  itemsOf,
  type Relation,
} from '#contracts/ability-assessment'

/** The form while somebody writes in it: two seats for assessors, and an informant who may have no name yet. */
export interface FormDraft {
  readonly assessedOn: string
  readonly place: string
  readonly scores: Readonly<Partial<Record<Item, number>>>
  readonly assessors: readonly AbilityAssessor[]
  readonly informant: { readonly name: string; readonly relation: Relation; readonly phone: string }
  readonly findings: Omit<AbilityFindings, 'informant'>
}

const nobody: AbilityAssessor = { name: '', background: 'other', employer: '' }

export function draftOf(of: AbilityDetail): FormDraft {
  const { informant, ...findings } = of.findings
  const seats = Math.max(of.standard.assessors, of.assessors.length)
  return {
    assessedOn: of.assessedOn,
    place: of.place,
    scores: Object.fromEntries(of.scores.map(({ item, score }) => [item, score])),
    assessors: Array.from({ length: seats }, (_, seat) => of.assessors[seat] ?? nobody),
    informant: informant ?? { name: '', relation: 'self', phone: '' },
    findings,
  }
}

/** The form as it is sent: seats without a name and an informant without one are left out. */
export function formOf(draft: FormDraft): AbilityForm {
  const { informant, findings, scores, assessors, assessedOn, place } = draft
  const name = informant.name.trim()
  return {
    assessedOn,
    place: place.trim(),
    assessors: assessors
      .map((one) => ({ ...one, name: one.name.trim(), employer: one.employer.trim() }))
      .filter((one) => one.name !== ''),
    scores: items.flatMap((item) => {
      const score = scores[item]
      return score === undefined ? [] : [{ item, score }]
    }),
    findings: { ...findings, informant: name === '' ? null : { ...informant, name } },
  }
}

/** What has been answered of a dimension, and what it comes to. */
export function sumOf(
  scores: FormDraft['scores'],
  dimension: Dimension,
): { readonly answered: number; readonly sum: number } {
  const given = itemsOf[dimension].flatMap((item) => scores[item] ?? [])
  return { answered: given.length, sum: given.reduce((total, score) => total + score, 0) }
}

/** How many items have been answered, and what they come to. */
export function totalOf(scores: FormDraft['scores']): { readonly answered: number; readonly sum: number } {
  const given = items.flatMap((item) => scores[item] ?? [])
  return { answered: given.length, sum: given.reduce((total, score) => total + score, 0) }
}
