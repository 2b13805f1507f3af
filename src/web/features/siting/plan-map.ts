import type { SitingAnswer } from '#contracts/siting-scenario'
import { sitingText } from '#web/features/siting/text.zh.ts'
import { minutesInWords } from '#web/features/siting/words.ts'
import { hullOf, type MapArea, type MapKind, type MapLine, type MapPoint } from '#web/ui/map-features.ts'

export const planKinds: readonly MapKind[] = [
  { kind: 'new', label: sitingText.kinds.new, shape: 'star', colour: '#6a1b9a', radius: 10 },
  { kind: 'existing', label: sitingText.kinds.existing, shape: 'square', colour: '#0b3d66', radius: 6 },
  { kind: 'beyond', label: sitingText.kinds.beyond, shape: 'ring', colour: '#b35900', radius: 5, isGround: true },
  { kind: 'reached', label: sitingText.kinds.reached, shape: 'circle', colour: '#1e7a46', radius: 5, isGround: true },
]

export type PlanView = 'before' | 'after'

type Village = SitingAnswer['villages'][number]

/** Villages with more elders are larger: area by number, from 4 to 10 pixels. */
function radiusOf(elders: number, most: number): number {
  return 4 + 6 * Math.sqrt(most === 0 ? 0 : elders / most)
}

function villagePoint(village: Village, view: PlanView, most: number): MapPoint {
  const reached = view === 'before' ? village.reachedBefore : village.reached
  const minutes = view === 'before' ? village.minutesBefore : village.minutes
  const way = minutes === null ? sitingText.noSite : sitingText.minutesOf(minutesInWords(minutes))
  return {
    id: village.code,
    longitude: village.longitude,
    latitude: village.latitude,
    kind: reached ? 'reached' : 'beyond',
    name: village.name,
    note: `${sitingText.eldersOf(String(village.elders))} · ${way}`,
    radius: radiusOf(village.elders, most),
  }
}

/** The county before the plan or after it. */
export function planPoints({ sites, villages }: SitingAnswer, view: PlanView): MapPoint[] {
  const most = villages.reduce((highest, { elders }) => Math.max(highest, elders), 0)
  return [
    ...sites
      .filter(({ existing }) => existing || view === 'after')
      .map(({ id, longitude, latitude, existing, name, elders }) => ({
        id,
        longitude,
        latitude,
        kind: existing ? 'existing' : 'new',
        name,
        note: sitingText.eldersOf(String(elders)),
        ...(existing ? {} : { label: name }),
      })),
    ...villages.map((village) => villagePoint(village, view, most)),
  ]
}

/** From each village to the site it goes to; paler where it stays too far. */
export function planLines({ sites, villages }: SitingAnswer): MapLine[] {
  const byId = new Map(sites.map((site) => [site.id, site]))
  return villages.flatMap((village): MapLine[] => {
    const site = byId.get(village.site ?? '')
    if (site === undefined) return []
    return [
      {
        id: village.code,
        colour: village.reached ? '#1e7a46' : '#b35900',
        width: 1,
        dashed: !village.reached,
        path: [
          [village.longitude, village.latitude],
          [site.longitude, site.latitude],
        ],
      },
    ]
  })
}

const townshipDigits = 9

/** The ground of each township, for those who look for their way; its name is the second word of its villages' place. */
export function planAreas({ villages }: SitingAnswer): MapArea[] {
  const townships = Map.groupBy(villages, ({ code }) => code.slice(0, townshipDigits))
  return [...townships].map(([id, own]) => ({
    id,
    colour: '#5b6876',
    label: own[0]?.place.split(' ')[1] ?? '',
    ring: hullOf(own.map(({ longitude, latitude }) => [longitude, latitude])),
  }))
}
