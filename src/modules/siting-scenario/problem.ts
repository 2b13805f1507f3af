import type { FacilityRow, VillagePoint } from '#contracts/facility'
import type { SitingAnswer, SitingQuestion } from '#contracts/siting-scenario'
import type { Fault, SitingPlan, SitingProblem } from '#siting'
import { faultText, notOnMap } from './messages.zh.ts'

interface Pace {
  readonly metresPerMinute: number
  readonly detour: number
}

/** A village on the map. */
interface Placed {
  readonly code: string
  readonly name: string
  readonly x: number
  readonly y: number
  readonly elders: number
}

function placed(villages: readonly VillagePoint[]): Placed[] {
  return villages.flatMap(({ code, name, longitude, latitude, elders }) =>
    longitude === null || latitude === null ? [] : [{ code, name, x: longitude, y: latitude, elders }],
  )
}

const newSite = (code: string): string => `new:${code}`
const townshipOf = (code: string): string => code.slice(0, 9)

/** Every village may get a site; those of the kind that are in use are kept. */
export function sitingProblem(
  question: SitingQuestion,
  of: { readonly villages: readonly VillagePoint[]; readonly facilities: readonly FacilityRow[]; readonly pace: Pace },
): SitingProblem {
  const { villages, facilities, pace } = of
  const { goal, newSites, within, floor, everyTownship, kind } = question
  const here = placed(villages)
  return {
    name: kind,
    goal,
    ...(goal === 'cover-all' ? {} : { newSites }),
    within,
    ...(floor === null && !everyTownship
      ? {}
      : { floor: { ...(floor === null ? {} : { within: floor }), everyGroup: everyTownship } }),
    ways: { kind: 'distance', on: 'earth', ...pace },
    demands: here.map(({ code, x, y, elders }) => ({ id: code, x, y, weight: elders, group: townshipOf(code) })),
    candidates: [
      ...facilities
        .filter((facility) => facility.kind === kind)
        .map(({ id, longitude, latitude, division }) => ({
          id,
          x: longitude,
          y: latitude,
          existing: true,
          group: townshipOf(division),
        })),
      ...here.map(({ code, x, y }) => ({ id: newSite(code), x, y, group: townshipOf(code) })),
    ],
  }
}

const reach = (of: SitingPlan['before']): SitingAnswer['before'] => ({
  elders: of.weight,
  share: of.share,
  villages: of.demands,
  meanMinutes: of.meanWay,
  longestMinutes: of.longestWay,
})

/** The engine's plan in the words of the county. */
export function sitingAnswer(
  found: { readonly plan: SitingPlan; readonly faults: readonly Fault[]; readonly seconds: number },
  of: {
    readonly question: SitingQuestion
    readonly villages: readonly VillagePoint[]
    readonly facilities: readonly FacilityRow[]
    readonly placeOf: (code: string) => string
  },
): SitingAnswer {
  const { plan, faults, seconds } = found
  const { question, villages, facilities, placeOf } = of
  const here = placed(villages)
  interface Site {
    readonly name: string
    readonly code: string
    readonly x: number
    readonly y: number
    readonly existing: boolean
  }
  const siteById = new Map<string, Site>([
    ...here.map(
      (village) =>
        [
          newSite(village.code),
          { name: village.name, code: village.code, x: village.x, y: village.y, existing: false },
        ] as const,
    ),
    ...facilities.map(
      (facility) =>
        [
          facility.id,
          { name: facility.name, code: facility.division, x: facility.longitude, y: facility.latitude, existing: true },
        ] as const,
    ),
  ])
  const servedBy = new Map(plan.served.map((served, row) => [served.demand, { ...served, row }]))
  const isNear = (minutes: number | null): boolean => minutes !== null && minutes <= question.within
  const shownVillages = here.map(({ code, name, x, y, elders }) => {
    const served = servedBy.get(code)
    const minutes = served?.way ?? null
    const minutesBefore = (served === undefined ? undefined : plan.waysBefore[served.row]) ?? null
    return {
      code,
      name,
      place: placeOf(code),
      longitude: x,
      latitude: y,
      elders,
      site: served?.site ?? null,
      minutes,
      minutesBefore,
      reached: isNear(minutes),
      reachedBefore: isNear(minutesBefore),
    }
  })
  const nameOf = (id: string): string => siteById.get(id)?.name ?? placeOf(id)
  const missing = villages.filter(({ longitude }) => longitude === null).map(({ name }) => name)
  return {
    sites: plan.sites.flatMap((id) => {
      const site = siteById.get(id)
      if (site === undefined) return []
      const own = shownVillages.filter((village) => village.site === id)
      return [
        {
          id,
          name: site.name,
          place: placeOf(site.code),
          longitude: site.x,
          latitude: site.y,
          existing: site.existing,
          villages: own.length,
          elders: own.reduce((sum, { elders }) => sum + elders, 0),
        },
      ]
    }),
    villages: shownVillages,
    before: reach(plan.before),
    after: reach(plan.after),
    objective: plan.objective,
    bound: plan.bound,
    gap: plan.gap,
    optimal: plan.optimal,
    overlaps: plan.overlaps.map(({ sites: [first, second], share }) => ({
      first: nameOf(first),
      second: nameOf(second),
      share,
    })),
    unmet: plan.unmet.map(({ id }) => placeOf(id)),
    faults: [...(missing.length === 0 ? [] : [notOnMap(missing)]), ...faults.map((fault) => faultText(fault, nameOf))],
    seconds,
  }
}
