import type { FacilityKind, FacilityRow, VillagePoint } from '#contracts/facility'
import { facilityKindNames } from '#messages/facility'
import { townshipAreas, villagesServed } from '#web/features/facility/places.ts'
import { facilityText } from '#web/features/facility/text.zh.ts'
import type { MapArea, MapKind, MapLine, MapPoint, MapShape } from '#web/ui/map-features.ts'

const shapes: Readonly<Record<FacilityKind, { readonly shape: MapShape; readonly radius: number }>> = {
  'county-centre': { shape: 'star', radius: 10 },
  'township-hub': { shape: 'square', radius: 8 },
  institution: { shape: 'home', radius: 9 },
  canteen: { shape: 'diamond', radius: 7 },
  'village-station': { shape: 'triangle', radius: 7 },
}

/** Blue and violet: red, orange, yellow and green are kept for states. */
const colours: Readonly<Record<FacilityKind, string>> = {
  'county-centre': '#0b3d66',
  'township-hub': '#0b3d66',
  institution: '#4a3d8f',
  canteen: '#8f3d72',
  'village-station': '#2f78ae',
}

const facilityKindsOnMap: readonly FacilityKind[] = [
  'county-centre',
  'township-hub',
  'institution',
  'canteen',
  'village-station',
]

const groundColour = '#5b6876'

export const kindsOfFacilities: readonly MapKind[] = facilityKindsOnMap.map((kind) => ({
  kind,
  label: facilityKindNames[kind],
  colour: colours[kind],
  ...shapes[kind],
}))

export const kindsOfVillages: readonly MapKind[] = [
  {
    kind: 'unserved',
    label: facilityText.unservedVillage,
    shape: 'ring',
    colour: '#b35900',
    radius: 5,
    isGround: true,
  },
  { kind: 'served', label: facilityText.servedVillage, shape: 'circle', colour: '#8593a1', radius: 4, isGround: true },
]

/** Facilities and villages share the map: what begins so is a village. */
const villageMark = 'village:'

export const villageIdOf = (code: string): string => `${villageMark}${code}`

/** The code of a village that was picked; undefined for a facility. */
export function villageOfId(id: string): string | undefined {
  return id.startsWith(villageMark) ? id.slice(villageMark.length) : undefined
}

export function facilityPoint(facility: FacilityRow): MapPoint {
  const { id, longitude, latitude, kind, name, place } = facility
  return { id, longitude, latitude, kind, name, note: `${facilityKindNames[kind]} · ${place}` }
}

export function villagePoint(village: VillagePoint, isServed: boolean, labelled: boolean): MapPoint[] {
  const { code, name, longitude, latitude, elders } = village
  if (longitude === null || latitude === null) return []
  return [
    {
      id: villageIdOf(code),
      longitude,
      latitude,
      kind: isServed ? 'served' : 'unserved',
      name,
      note: `${facilityText.elders} ${facilityText.eldersOf(String(elders))}`,
      ...(labelled ? { label: name } : {}),
    },
  ]
}

/** Whom a facility serves: a line to each of its villages. */
export function catchmentLines(facility: FacilityRow, villages: readonly VillagePoint[]): MapLine[] {
  return villagesServed(facility, villages).flatMap(({ code, longitude, latitude }) =>
    longitude === null || latitude === null
      ? []
      : [
          {
            id: code,
            colour: colours[facility.kind],
            width: 1,
            path: [
              [facility.longitude, facility.latitude],
              [longitude, latitude],
            ],
          },
        ],
  )
}

export const groundOf = (
  townships: readonly { readonly code: string; readonly name: string }[],
  villages: readonly VillagePoint[],
): MapArea[] => townshipAreas(townships, villages, groundColour)
