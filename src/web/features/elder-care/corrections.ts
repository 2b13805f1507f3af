import type { VisitCorrectionList, VisitRow } from '#contracts/elder-care'

/** What is told of a visit, in the order in which it is shown. */
export const toldFields = ['madeOn', 'arrivedAt', 'leftAt', 'way', 'carerIds', 'note'] as const
export type ToldField = (typeof toldFields)[number]

type Correction = VisitCorrectionList['items'][number]
/** What was told of a visit, before a correction or now. */
export type Told = Pick<Correction['before'], 'note' | 'carerIds'> &
  Pick<VisitRow, 'madeOn' | 'arrivedAt' | 'leftAt' | 'way'>

/** What is told of a visit now. */
export const toldOf = ({ carers, ...visit }: VisitRow): Told => ({
  ...visit,
  carerIds: carers.map(({ carerId }) => carerId),
})

export interface CorrectionStep {
  readonly correction: Correction
  readonly before: Told
  readonly after: Told
  readonly changed: readonly ToldField[]
}

/** Each correction, the newest first, with what was told before it and after it. */
export function correctionSteps(items: readonly Correction[], now: Told): CorrectionStep[] {
  return items.map((correction, index) => {
    const { before } = correction
    const after = items[index - 1]?.before ?? now
    return { correction, before, after, changed: toldFields.filter((field) => isOther(before[field], after[field])) }
  })
}

const isOther = (one: Told[ToldField], other: Told[ToldField]): boolean => String(one ?? '') !== String(other ?? '')
