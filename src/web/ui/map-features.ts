/** Degrees on the earth: longitude first, as maps have it. */
export type Degrees = readonly [longitude: number, latitude: number]

export type MapShape = 'circle' | 'ring' | 'square' | 'triangle' | 'diamond' | 'star' | 'cross' | 'home'

/** How points of a kind are drawn, and what the legend calls them. Shape and words say what the colour says. */
export interface MapKind {
  readonly kind: string
  readonly label: string
  readonly shape: MapShape
  readonly colour: string
  /** Half the width of the shape in pixels; 6 when it is not given. */
  readonly radius?: number
  /** Stays where it is when others share its place; else points of one place stand around it, so that all are seen. */
  readonly isGround?: boolean
}

export interface MapPoint {
  readonly id: string
  readonly longitude: number
  readonly latitude: number
  /** One of the kinds; a point of an unknown kind is not drawn. */
  readonly kind: string
  /** What the pointer is told. */
  readonly name: string
  /** A second line for the pointer. */
  readonly note?: string
  /** Written beside the point where there is room; nothing is written when it is not given. */
  readonly label?: string
  /** In place of the colour of its kind, such as the colour of a carer. */
  readonly colour?: string
  /** In place of the radius of its kind. */
  readonly radius?: number
  /** Drawn paler, when others are what one looks at. */
  readonly faded?: boolean
}

export interface MapLine {
  readonly id: string
  readonly path: readonly Degrees[]
  readonly colour: string
  /** Pixels; 2 when it is not given. */
  readonly width?: number
  readonly dashed?: boolean
  readonly faded?: boolean
}

/** A piece of ground with a name, such as the hull of a township or of a catchment. */
export interface MapArea {
  readonly id: string
  readonly ring: readonly Degrees[]
  readonly colour: string
  readonly label?: string
}

export interface CountyMapProps {
  /** What the map shows, for whoever cannot see it. */
  readonly label: string
  /** The legend, and how points are drawn; the first lie above the others. */
  readonly kinds: readonly MapKind[]
  readonly points: readonly MapPoint[]
  readonly lines?: readonly MapLine[]
  /** Pale ground below all else, such as townships, for those who look for their way. */
  readonly areas?: readonly MapArea[]
  /** The point that is looked at; it wears a ring. */
  readonly selected?: string | undefined
  /** A place that is being chosen; it wears a cross. */
  readonly mark?: { readonly longitude: number; readonly latitude: number } | undefined
  /** A point was clicked. Every such point must be reachable in a list beside the map too: not everybody can point. */
  readonly onPick?: ((id: string) => void) | undefined
  /** The ground was clicked, or a point while nobody listens to `onPick`. Five decimals: about a metre. */
  readonly onMapClick?: ((at: { readonly longitude: number; readonly latitude: number }) => void) | undefined
  readonly onHover?: ((id: string | undefined) => void) | undefined
  /** When it changes, the map shows all again; else it stays where the officer moved it. */
  readonly fitKey?: string
}

const inkOfLabel = '#4d5a68'

/** The name under which the picture of a shape in a colour is kept. */
function shapeImage(shape: MapShape, colour: string): string {
  return `${shape}|${colour}`
}

/** The name under which the picture of a word is kept. */
function labelImage(label: string, bold: boolean): string {
  return `${bold ? 'bold' : 'plain'}|${label}`
}

interface Feature<Geometry> {
  readonly type: 'Feature'
  readonly properties: Record<string, string | number | boolean | readonly number[]>
  readonly geometry: Geometry
}
type PointFeature = Feature<{ type: 'Point'; coordinates: number[] }>
type LineFeature = Feature<{ type: 'LineString'; coordinates: number[][] }>
type AreaFeature = Feature<{ type: 'Polygon'; coordinates: number[][][] }>

/** Shapes are drawn for this half width and made larger or smaller on the map. */
export const drawnRadius = 12

/** How far from their place points stand that share it; in pixels. */
const apart = 9

type Shift = readonly [right: number, down: number]

/** Points of one place stand in a ring around it; one alone stands on it. */
function shiftsOf(points: readonly MapPoint[], byKind: ReadonlyMap<string, MapKind>): ReadonlyMap<string, Shift> {
  const byPlace = new Map<string, string[]>()
  for (const { id, longitude, latitude, kind } of points) {
    if (byKind.get(kind)?.isGround === true) continue
    const place = `${longitude} ${latitude}`
    byPlace.set(place, [...(byPlace.get(place) ?? []), id])
  }
  const shifts = new Map<string, Shift>()
  for (const ids of byPlace.values()) {
    if (ids.length < 2) continue
    const far = apart * Math.max(1, ids.length / 5)
    ids.forEach((id, index) => {
      const angle = (index / ids.length) * 2 * Math.PI - Math.PI / 2
      shifts.set(id, [far * Math.cos(angle), far * Math.sin(angle)])
    })
  }
  return shifts
}

export function pointFeatures(points: readonly MapPoint[], kinds: readonly MapKind[]): PointFeature[] {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]))
  const shifts = shiftsOf(points, byKind)
  return points.flatMap((point) => {
    const kind = byKind.get(point.kind)
    if (kind === undefined) return []
    const radius = point.radius ?? kind.radius ?? 6
    const scale = radius / drawnRadius
    const ringScale = scale * 1.7 + 0.2
    // The map multiplies a shift by the scale of its picture.
    const shiftFor = (by: number): number[] => (shifts.get(point.id) ?? [0, 0]).map((pixels) => pixels / by)
    return [
      {
        type: 'Feature',
        properties: {
          id: point.id,
          image: shapeImage(kind.shape, point.colour ?? kind.colour),
          scale,
          shift: shiftFor(scale),
          ringScale,
          ringShift: shiftFor(ringScale),
          faded: point.faded ?? false,
          order: kinds.length - kinds.indexOf(kind),
          ...(point.label === undefined ? {} : { label: labelImage(point.label, false) }),
        },
        geometry: { type: 'Point', coordinates: [point.longitude, point.latitude] },
      },
    ]
  })
}

export function lineFeatures(lines: readonly MapLine[]): LineFeature[] {
  return lines.map(({ id, path, colour, width = 2, dashed = false, faded = false }) => ({
    type: 'Feature',
    properties: { id, colour, width, dashed, faded },
    geometry: { type: 'LineString', coordinates: path.map((place) => [...place]) },
  }))
}

export function areaFeatures(areas: readonly MapArea[]): AreaFeature[] {
  return areas
    .filter(({ ring }) => ring.length > 2)
    .map(({ id, ring, colour }) => ({
      type: 'Feature',
      properties: { id, colour },
      geometry: { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)].map((place) => [...place])] },
    }))
}

/** The names of the areas, each in the middle of its own. */
export function areaLabels(areas: readonly MapArea[]): PointFeature[] {
  return areas.flatMap(({ id, ring, label }) => {
    if (label === undefined || ring.length === 0) return []
    const middle = (of: 0 | 1): number => ring.reduce((sum, place) => sum + place[of], 0) / ring.length
    return [
      {
        type: 'Feature',
        properties: { id, label: labelImage(label, true) },
        geometry: { type: 'Point', coordinates: [middle(0), middle(1)] },
      },
    ]
  })
}

/** All pictures that the map must have before it draws these. */
export function imagesOf(
  points: readonly MapPoint[],
  areas: readonly MapArea[],
  kinds: readonly MapKind[],
): {
  readonly shapes: readonly { readonly name: string; readonly shape: MapShape; readonly colour: string }[]
  readonly labels: readonly {
    readonly name: string
    readonly text: string
    readonly bold: boolean
    readonly ink: string
  }[]
} {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]))
  const shapes = points.flatMap((point) => {
    const kind = byKind.get(point.kind)
    if (kind === undefined) return []
    const colour = point.colour ?? kind.colour
    return [{ name: shapeImage(kind.shape, colour), shape: kind.shape, colour }]
  })
  const labels = [
    ...points.map(({ label }) => ({ label, bold: false })),
    ...areas.map(({ label }) => ({ label, bold: true })),
  ].flatMap(({ label, bold }) =>
    label === undefined ? [] : [{ name: labelImage(label, bold), text: label, bold, ink: inkOfLabel }],
  )
  const once = <T extends { name: string }>(all: readonly T[]): T[] => [
    ...new Map(all.map((one) => [one.name, one])).values(),
  ]
  return { shapes: once(shapes), labels: once(labels) }
}

/** South-west and north-east corner of all that is drawn; undefined when nothing is. */
export function boundsOf(places: readonly Degrees[]): readonly [Degrees, Degrees] | undefined {
  if (places.length === 0) return undefined
  const west = places.reduce((least, [longitude]) => Math.min(least, longitude), 180)
  const east = places.reduce((most, [longitude]) => Math.max(most, longitude), -180)
  const south = places.reduce((least, [, latitude]) => Math.min(least, latitude), 90)
  const north = places.reduce((most, [, latitude]) => Math.max(most, latitude), -90)
  return [
    [west, south],
    [east, north],
  ]
}

function turn(a: Degrees, b: Degrees, c: Degrees): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

/**
 * The smallest ring without dents around the places (Andrew's monotone chain), counter-clockwise and not closed; the
 * places themselves when there are fewer than three or all lie on one line.
 */
export function hullOf(places: readonly Degrees[]): Degrees[] {
  const sorted = places.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  if (sorted.length < 3) return sorted
  const half = (inOrder: readonly Degrees[]): Degrees[] => {
    const chain: Degrees[] = []
    for (const place of inOrder) {
      for (;;) {
        const [before, last] = chain.slice(-2)
        if (before === undefined || last === undefined || turn(before, last, place) > 0) break
        chain.pop()
      }
      chain.push(place)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.toReversed())]
}
