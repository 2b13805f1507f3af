import type { SitingAnswer } from '#contracts/siting-scenario'
import { sitingText } from '#web/features/siting/text.zh.ts'
import { siteNames } from '#web/features/siting/words.ts'
import { csvText } from '#web/csv.ts'

const tenth = (minutes: number | null): number | null => (minutes === null ? null : Math.round(minutes * 10) / 10)

/** The sites as a table for a spreadsheet, new ones first. */
export function sitesCsv({ sites }: SitingAnswer): string {
  const text = sitingText
  const sorted = sites.toSorted((a, b) => Number(a.existing) - Number(b.existing))
  return csvText([
    [text.siteName, text.siteState, text.township, text.longitude, text.latitude, text.villages, text.elders],
    ...sorted.map((site) => [
      site.name,
      site.existing ? text.existing : text.isNew,
      site.place,
      site.longitude,
      site.latitude,
      site.villages,
      site.elders,
    ]),
  ])
}

/** Every village with where it goes and how far it is. */
export function villagesCsv(answer: SitingAnswer): string {
  const text = sitingText
  const names = siteNames(answer)
  return csvText([
    [text.village, text.township, text.elders, text.nearest, text.minutesColumn, text.beforeMinutes, text.reached],
    ...answer.villages.map((village) => [
      village.name,
      village.place,
      village.elders,
      names.get(village.site ?? '') ?? text.noSite,
      tenth(village.minutes),
      tenth(village.minutesBefore),
      village.reached ? text.yes : text.no,
    ]),
  ])
}
