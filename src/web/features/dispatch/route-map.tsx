import { memo, type ReactNode, useMemo } from 'react'
import type { DayPlan, VisitRow } from '#contracts/elder-care'
import { serviceNames } from '#messages/elder-care'
import type { BoardRow } from '#web/features/dispatch/board-rows.ts'
import { clockTime } from '#web/features/dispatch/clock.ts'
import { boardText } from '#web/features/dispatch/text.zh.ts'
import { CountyMap } from '#web/ui/county-map.tsx'
import type { Degrees, MapKind, MapLine, MapPoint } from '#web/ui/map-features.ts'

const accent = '#14609c'
const kinds: readonly MapKind[] = [
  { kind: 'base', label: boardText.mapPlaces.base, shape: 'home', colour: '#1c2733', radius: 9 },
  { kind: 'route', label: boardText.mapPlaces.route, shape: 'circle', colour: accent, radius: 8 },
  { kind: 'canteen', label: boardText.mapPlaces.canteen, shape: 'square', colour: '#b35900', radius: 7 },
  { kind: 'unserved', label: boardText.mapPlaces.unserved, shape: 'diamond', colour: '#c62828', radius: 8 },
  { kind: 'other', label: boardText.mapPlaces.other, shape: 'circle', colour: '#8795a5', radius: 5 },
]

function visitPoint(visit: VisitRow, kind: string, label?: string): MapPoint[] {
  if (visit.longitude === null || visit.latitude === null) return []
  return [
    {
      id: visit.id,
      longitude: visit.longitude,
      latitude: visit.latitude,
      kind,
      name: boardText.visitAt(serviceNames[visit.service], visit.name),
      note: visit.place,
      ...(label === undefined ? {} : { label }),
    },
  ]
}

/** The way of one carer: from where she sets out, past her stops in order, and back. */
function wayOf(row: BoardRow | undefined): { readonly lines: MapLine[]; readonly points: MapPoint[] } {
  if (row?.carer === undefined || row.route === undefined) return { lines: [], points: [] }
  const { carer, route } = row
  const home: Degrees = [carer.longitude, carer.latitude]
  const stops = route.stops.filter(({ kind }) => kind !== 'break')
  const path = [home, ...stops.map(({ longitude, latitude }): Degrees => [longitude, latitude]), home]
  return {
    lines: [{ id: row.id, path, colour: accent, width: 3 }],
    points: [
      {
        id: `base-${row.id}`,
        longitude: carer.longitude,
        latitude: carer.latitude,
        kind: 'base',
        name: carer.facilityName,
        label: carer.name,
      },
      ...stops.flatMap(({ kind, longitude, latitude, start }, index): MapPoint[] =>
        kind === 'canteen'
          ? [
              {
                id: `canteen-${index}`,
                longitude,
                latitude,
                kind: 'canteen',
                name: boardText.mapPlaces.canteen,
                note: clockTime(start),
              },
            ]
          : [],
      ),
    ],
  }
}

/** Where the day's visits lie, and the way of the carer who is chosen. */
export const RouteMap = memo(function RouteMap(props: {
  readonly visits: readonly VisitRow[]
  readonly plan: DayPlan | null
  readonly row: BoardRow | undefined
  readonly visitId: string | undefined
  readonly onPick: (visitId: string) => void
}): ReactNode {
  const { visits, plan, row, visitId, onPick } = props
  const { points, lines } = useMemo(() => {
    const way = wayOf(row)
    const unserved = new Set(plan?.unserved.map((one) => one.visitId))
    const startOf = new Map(row?.blocks.map((block) => [block.visitId, block.start]))
    const open = visits.filter(({ status }) => status !== 'cancelled')
    return {
      lines: way.lines,
      points: [
        ...way.points,
        ...open.flatMap((visit) => {
          const start = startOf.get(visit.id)
          if (start !== undefined) return visitPoint(visit, 'route', clockTime(start))
          return visitPoint(visit, unserved.has(visit.id) ? 'unserved' : 'other')
        }),
      ],
    }
  }, [visits, plan, row])
  return (
    <CountyMap
      label={boardText.mapLabel}
      kinds={kinds}
      points={points}
      lines={lines}
      selected={visitId}
      onPick={onPick}
      fitKey={row?.id ?? ''}
    />
  )
})
