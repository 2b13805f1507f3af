import type { FacilityRow, Network, VillagePoint } from '#contracts/facility'
import { type Degrees, hullOf, type MapArea } from '#web/ui/map-features.ts'

const townshipDigits = 9

/** A place of the county with what lies in it, as a choice of several shows it. */
export interface PlaceNode {
  readonly value: string
  readonly title: string
  readonly children?: readonly PlaceNode[]
}

export const townshipOf = (code: string): string => code.slice(0, townshipDigits)

/** Names of the townships and villages by their codes. */
export function placeNames(
  townships: readonly Pick<Network['townships'][number], 'code' | 'name'>[],
  villages: readonly Pick<VillagePoint, 'code' | 'name'>[],
): ReadonlyMap<string, string> {
  return new Map([...townships, ...villages].map(({ code, name }) => [code, name]))
}

/** The county, its townships and their villages. */
export function placeTree(
  county: { readonly code: string; readonly name: string },
  townships: readonly { readonly code: string; readonly name: string }[],
  villages: readonly { readonly code: string; readonly name: string }[],
): PlaceNode[] {
  return [
    {
      value: county.code,
      title: county.name,
      children: townships.map(({ code, name }) => ({
        value: code,
        title: name,
        children: villages
          .filter((village) => townshipOf(village.code) === code)
          .map((village) => ({ value: village.code, title: village.name })),
      })),
    },
  ]
}

/** The villages that a facility serves, a whole township or county written out. */
export function villagesServed<Village extends { readonly code: string }>(
  { catchment }: Pick<FacilityRow, 'catchment'>,
  villages: readonly Village[],
): Village[] {
  return villages.filter(({ code }) => catchment.some((served) => code.startsWith(served)))
}

export function pointOf({ longitude, latitude }: Pick<VillagePoint, 'longitude' | 'latitude'>): Degrees | undefined {
  return longitude === null || latitude === null ? undefined : [longitude, latitude]
}

/** The point of a village in a list, or an empty list. */
export function placed(village: Pick<VillagePoint, 'longitude' | 'latitude'>): Degrees[] {
  const point = pointOf(village)
  return point === undefined ? [] : [point]
}

/** The ground of each township as far as its villages are on the map. */
export function townshipAreas(
  townships: readonly { readonly code: string; readonly name: string }[],
  villages: readonly VillagePoint[],
  colour: string,
): MapArea[] {
  return townships.map(({ code, name }) => {
    const own = villages.filter((village) => townshipOf(village.code) === code)
    return { id: code, label: name, colour, ring: hullOf(own.flatMap((village) => placed(village))) }
  })
}

/** How far from the middle of all known points a place may be before one asks again; in degrees, some 300 km. */
const farOff = 3

/** True when a place cannot lie in the county of these points; nothing is known while there are none. */
export function liesFarOff([longitude, latitude]: Degrees, known: readonly Degrees[]): boolean {
  if (known.length === 0) return false
  const middle = (of: 0 | 1): number => known.reduce((sum, place) => sum + place[of], 0) / known.length
  return Math.abs(longitude - middle(0)) > farOff || Math.abs(latitude - middle(1)) > farOff
}

/** Those of villages whose name or township has the text in it. */
export function matching(
  villages: readonly VillagePoint[],
  names: ReadonlyMap<string, string>,
  text: string,
): VillagePoint[] {
  const wanted = text.trim()
  return villages.filter(({ code, name }) => `${names.get(townshipOf(code)) ?? ''}${name}`.includes(wanted))
}
