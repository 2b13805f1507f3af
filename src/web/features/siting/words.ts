import type { SitingAnswer, SitingQuestion } from '#contracts/siting-scenario'
import { modeNames } from '#messages/facility'
import { sitingGoalNames } from '#messages/siting-scenario'
import { sitingText } from '#web/features/siting/text.zh.ts'
import { count } from '#web/format.ts'

/** Minutes as people say them: whole ones, upwards, so that nobody is promised a shorter way than it is. */
export function minutesInWords(minutes: number | null): string {
  return minutes === null ? sitingText.none : count(Math.ceil(minutes - 1e-6))
}

/** A share with one decimal: 0.6226 → `62.3%`. */
export function percent(share: number): string {
  return `${(Math.round(share * 1000) / 10).toFixed(1)}%`
}

/** A gap is rounded upwards: what is proven is “at most”. */
function gapInWords(gap: number): string {
  return `${(Math.ceil(gap * 1000 - 1e-9) / 10).toFixed(1)}%`
}

export function newSitesOf({ sites }: Pick<SitingAnswer, 'sites'>): number {
  return sites.filter(({ existing }) => !existing).length
}

/** What the plan reaches, in one sentence. */
export function headlineOf(question: SitingQuestion, answer: SitingAnswer): string {
  const { headline } = sitingText
  const built = newSitesOf(answer)
  const mode = modeNames[question.mode]
  const { after } = answer
  switch (question.goal) {
    case 'coverage':
      return headline.coverage(built, count(after.elders), question.within, mode)
    case 'median':
      return headline.median(built, minutesInWords(after.meanMinutes), mode)
    case 'center':
      return headline.center(built, minutesInWords(after.longestMinutes), mode)
    case 'cover-all': {
      const left = beyondOf(answer).length
      return left === 0
        ? headline['cover-all'](built, question.within, mode)
        : headline['cover-all-short'](built, left, question.within, mode)
    }
  }
}

/** How good the plan is known to be. */
export function proofOf({ optimal, gap }: Pick<SitingAnswer, 'optimal' | 'gap'>): string {
  if (optimal) return sitingText.optimal
  return gap === null ? sitingText.gapUnknown : sitingText.gapOf(gapInWords(gap))
}

export function conditionsOf(question: SitingQuestion): string {
  const { goal, newSites, mode, within, floor, everyTownship } = question
  return sitingText.conditionsOf({
    goal: sitingGoalNames[goal],
    newSites: goal === 'cover-all' ? null : newSites,
    mode: modeNames[mode],
    within,
    floor,
    everyTownship,
  })
}

/** Villages that stay beyond the minutes, those with the most elders first. */
export function beyondOf({ villages }: Pick<SitingAnswer, 'villages'>): SitingAnswer['villages'] {
  return villages
    .filter(({ reached }) => !reached)
    .toSorted((a, b) => b.elders - a.elders || (a.code < b.code ? -1 : 1))
}

export interface FigureRow {
  readonly name: string
  readonly before: string
  readonly after: string
  readonly change: string
}

function signed(by: number, words: (size: string) => string): string {
  if (by === 0) return sitingText.none
  const size = words(count(Math.abs(by)))
  return by > 0 ? `+${size}` : `−${size}`
}

const plain = (size: string): string => size

/** Whole minutes as they are shown, so that the change is the difference of what one sees. */
function minutesRow(name: string, before: number | null, after: number | null): FigureRow {
  const whole = (minutes: number): number => Math.ceil(minutes - 1e-6)
  return {
    name,
    before: minutesInWords(before),
    after: minutesInWords(after),
    change: before === null || after === null ? sitingText.none : signed(whole(after) - whole(before), plain),
  }
}

/** What the county gains, figure by figure. */
export function figuresOf({ before, after, sites }: SitingAnswer): FigureRow[] {
  const names = sitingText.figureNames
  const countRow = (name: string, was: number, is: number): FigureRow => ({
    name,
    before: count(was),
    after: count(is),
    change: signed(is - was, plain),
  })
  const tenths = (share: number): number => Math.round(share * 1000) / 10
  return [
    countRow(names.elders, before.elders, after.elders),
    {
      name: names.share,
      before: percent(before.share),
      after: percent(after.share),
      change: signed(Math.round((tenths(after.share) - tenths(before.share)) * 10) / 10, sitingText.percentPoints),
    },
    countRow(names.villages, before.villages, after.villages),
    minutesRow(names.meanMinutes, before.meanMinutes, after.meanMinutes),
    minutesRow(names.longestMinutes, before.longestMinutes, after.longestMinutes),
    countRow(names.sites, sites.filter(({ existing }) => existing).length, sites.length),
  ]
}

export function siteNames({ sites }: Pick<SitingAnswer, 'sites'>): ReadonlyMap<string, string> {
  return new Map(sites.map(({ id, name }) => [id, name]))
}

type Site = SitingAnswer['sites'][number]

/** Which sites only one of two plans has, and which both. */
export function differenceOf(
  one: Pick<SitingAnswer, 'sites'>,
  other: Pick<SitingAnswer, 'sites'>,
): { readonly onlyOne: readonly Site[]; readonly onlyOther: readonly Site[]; readonly both: readonly Site[] } {
  const ids = ({ sites }: Pick<SitingAnswer, 'sites'>): ReadonlySet<string> => new Set(sites.map(({ id }) => id))
  const [inOne, inOther] = [ids(one), ids(other)]
  return {
    onlyOne: one.sites.filter(({ id }) => !inOther.has(id)),
    onlyOther: other.sites.filter(({ id }) => !inOne.has(id)),
    both: one.sites.filter(({ id }) => inOther.has(id)),
  }
}
