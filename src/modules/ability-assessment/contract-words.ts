/** The 26 items of GB/T 42195-2022 by their dimension, in the order of the form. */
export const itemsOf = {
  'self-care': ['eating', 'grooming', 'bathing', 'upper-dressing', 'lower-dressing', 'bladder', 'bowel', 'toilet'],
  movement: ['turning', 'bed-to-chair', 'walking', 'stairs'],
  mind: [
    'time',
    'place',
    'people',
    'memory',
    'understanding',
    'expression',
    'aggression',
    'depression',
    'consciousness',
  ],
  senses: ['sight', 'hearing', 'daily-affairs', 'transport', 'social-contact'],
} as const

export type Dimension = keyof typeof itemsOf
export type Item = (typeof itemsOf)[Dimension][number]

export const dimensions = ['self-care', 'movement', 'mind', 'senses'] as const satisfies readonly Dimension[]
export const items: readonly Item[] = dimensions.flatMap((dimension): readonly Item[] => itemsOf[dimension])

/** Why somebody is assessed. A `review` answers an objection and is ordered, not chosen. */
export const reasons = ['first', 'regular', 'immediate', 'review', 'other'] as const
export type Reason = (typeof reasons)[number]
export const openReasons = ['first', 'regular', 'immediate', 'other'] as const satisfies readonly Reason[]
export type OpenReason = (typeof openReasons)[number]

export const statuses = ['draft', 'signed', 'confirmed', 'objected', 'replaced', 'discarded'] as const
export type Status = (typeof statuses)[number]

/** What an assessor has learnt; the first three count as professional. */
export const backgrounds = ['nursing', 'medical', 'social-work', 'other'] as const
export type Background = (typeof backgrounds)[number]
export const professional: ReadonlySet<Background> = new Set<Background>(['nursing', 'medical', 'social-work'])

export const relations = ['self', 'spouse', 'child', 'relative', 'carer', 'village', 'other'] as const
export type Relation = (typeof relations)[number]

/** What has happened to the elder and makes care risky. */
export const incidentKinds = ['fall', 'lost', 'choking', 'self-harm', 'other'] as const
export type IncidentKind = (typeof incidentKinds)[number]

/** Health issues that whoever plans care has to know; they do not change the level. */
export const healthIssues = [
  'pressure-sore',
  'stiff-joints',
  'wound',
  'tube',
  'pain',
  'missing-teeth',
  'swallowing',
  'thin',
  'phlegm',
  'other',
] as const
export type HealthIssue = (typeof healthIssues)[number]

/** Parts of the form besides the items without which there is no level. */
export const formParts = [
  'assessors',
  'professional',
  'informant',
  'place',
  'coma',
  'dementia',
  'disorder',
  'incidents',
] as const
export type FormPart = (typeof formParts)[number]

/** What made the level worse than the score says. */
export const adjustments = ['none', 'coma', 'disorder', 'incidents'] as const
export type Adjustment = (typeof adjustments)[number]

/** What an officer may do with an assessment. */
export const acts = ['save', 'sign', 'discard', 'confirm', 'return', 'object', 'review', 'report-change'] as const
export type Act = (typeof acts)[number]

/** The lists of the page. */
export const views = ['due', 'waiting', 'never'] as const
export type View = (typeof views)[number]
