import {
  type DataDrivenPropertyValueSpecification,
  type GeoJSONSource,
  type LayerSpecification,
  Map as LibreMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import {
  areaFeatures,
  areaLabels,
  boundsOf,
  type CountyMapProps,
  type Degrees,
  imagesOf,
  lineFeatures,
  pointFeatures,
} from '#web/ui/map-features.ts'
import { labelPicture, pictureRatio, shapePicture } from '#web/ui/map-pictures.ts'
import { mapText } from '#web/ui/text.zh.ts'

// Without this the map looks for its worker where no server has one, and stays blank.
setWorkerUrl(workerUrl)

const markImage = 'mark'
const chosenImage = 'chosen'

const sources = ['areas', 'area-labels', 'lines', 'points', 'mark'] as const
type SourceName = (typeof sources)[number]

const paler: DataDrivenPropertyValueSpecification<number> = ['case', ['get', 'faded'], 0.25, 1]

/** From the ground up: areas, lines, the ring of what is chosen, points, names. */
const layers: LayerSpecification[] = [
  { id: 'ground', type: 'background', paint: { 'background-color': '#f8fafb' } },
  {
    id: 'areas',
    type: 'fill',
    source: 'areas',
    paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.09 },
  },
  {
    id: 'area-edges',
    type: 'line',
    source: 'areas',
    paint: { 'line-color': ['get', 'colour'], 'line-opacity': 0.35, 'line-width': 1 },
  },
  {
    id: 'lines',
    type: 'line',
    source: 'lines',
    filter: ['!', ['get', 'dashed']],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': ['get', 'colour'], 'line-width': ['get', 'width'], 'line-opacity': paler },
  },
  {
    id: 'dashed-lines',
    type: 'line',
    source: 'lines',
    filter: ['get', 'dashed'],
    paint: {
      'line-color': ['get', 'colour'],
      'line-width': ['get', 'width'],
      'line-opacity': paler,
      'line-dasharray': [2, 2],
    },
  },
  {
    id: 'chosen',
    type: 'symbol',
    source: 'points',
    filter: ['==', ['get', 'id'], ''],
    layout: {
      'icon-image': chosenImage,
      'icon-size': ['get', 'ringScale'],
      'icon-offset': ['get', 'ringShift'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  },
  {
    id: 'points',
    type: 'symbol',
    source: 'points',
    layout: {
      'icon-image': ['get', 'image'],
      'icon-size': ['get', 'scale'],
      'icon-offset': ['get', 'shift'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      // Of two that lie on each other, the first of the legend lies above.
      'symbol-sort-key': ['get', 'order'],
    },
    paint: { 'icon-opacity': paler },
  },
  {
    id: 'mark',
    type: 'symbol',
    source: 'mark',
    layout: { 'icon-image': ['get', 'image'], 'icon-size': 1, 'icon-allow-overlap': true },
  },
  {
    id: 'labels',
    type: 'symbol',
    source: 'points',
    filter: ['has', 'label'],
    layout: { 'icon-image': ['get', 'label'], 'icon-anchor': 'top', 'icon-offset': [0, 8] },
  },
  // The map finds room for the last first: names of townships before those of villages.
  {
    id: 'area-labels',
    type: 'symbol',
    source: 'area-labels',
    layout: { 'icon-image': ['get', 'label'] },
  },
]

const noFeatures = { type: 'FeatureCollection' as const, features: [] }

function makeMap(container: HTMLElement, label: string): LibreMap {
  return new LibreMap({
    container,
    style: {
      version: 8,
      sources: Object.fromEntries(sources.map((name) => [name, { type: 'geojson' as const, data: noFeatures }])),
      layers,
    },
    center: [105, 35],
    zoom: 3,
    maxZoom: 17,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    fadeDuration: 0,
    // On a phone one finger scrolls the page past the map.
    cooperativeGestures: window.matchMedia('(pointer: coarse)').matches,
    locale: { ...mapText.controls, 'Map.Title': label },
    // Words that are not in a picture would come from here; there are none.
    localIdeographFontFamily: 'sans-serif',
  })
}

function setData(map: LibreMap, name: SourceName, features: readonly object[]): void {
  // The sources are those of `makeMap`, all of GeoJSON.
  const source = map.getSource(name) as GeoJSONSource | undefined
  // What `map-features` makes are features of GeoJSON; its own types have lists that nobody may change.
  void source?.setData({ type: 'FeatureCollection', features: [...features] } as Parameters<
    GeoJSONSource['setData']
  >[0])
}

function addPictures(map: LibreMap, { points, areas = [], kinds }: CountyMapProps): void {
  const { shapes, labels } = imagesOf(points, areas, kinds)
  const add = (name: string, draw: () => ImageData | undefined): void => {
    if (map.hasImage(name)) return
    const drawn = draw()
    if (drawn !== undefined) map.addImage(name, drawn, { pixelRatio: pictureRatio })
  }
  for (const { name, shape, colour } of shapes) add(name, () => shapePicture(shape, colour))
  for (const { name, text, bold, ink } of labels) add(name, () => labelPicture(text, bold, ink))
  add(markImage, () => shapePicture('cross', '#c62828'))
  add(chosenImage, () => shapePicture('ring', '#c62828'))
}

function placesOf({ points, lines = [], areas = [], mark }: CountyMapProps): Degrees[] {
  return [
    ...points.map(({ longitude, latitude }): Degrees => [longitude, latitude]),
    ...lines.flatMap(({ path }) => path),
    ...areas.flatMap(({ ring }) => ring),
    ...(mark === undefined ? [] : [[mark.longitude, mark.latitude] as const]),
  ]
}

function showAll(map: LibreMap, props: CountyMapProps): void {
  const bounds = boundsOf(placesOf(props))
  if (bounds === undefined) return
  const [[west, south], [east, north]] = bounds
  map.fitBounds([west, south, east, north], { padding: 36, maxZoom: 14, animate: false })
}

/** The point under the pointer, or within a few pixels of it: fingers are wide. */
function pointAt(map: LibreMap, { x, y }: { x: number; y: number }): string | undefined {
  const [hit] = map.queryRenderedFeatures(
    [
      [x - 5, y - 5],
      [x + 5, y + 5],
    ],
    { layers: ['points'] },
  )
  return hit === undefined ? undefined : String(hit.properties['id'])
}

const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5

function listen(map: LibreMap, latest: () => CountyMapProps, hover: (at: Hovered | undefined) => void): void {
  map.on('click', ({ point, lngLat }) => {
    const { onPick, onMapClick } = latest()
    const id = pointAt(map, point)
    if (id !== undefined && onPick !== undefined) onPick(id)
    else onMapClick?.({ longitude: rounded(lngLat.lng), latitude: rounded(lngLat.lat) })
  })
  map.on('mousemove', ({ point }) => {
    const id = pointAt(map, point)
    const { onPick, onMapClick, onHover } = latest()
    const canvas = map.getCanvas()
    canvas.style.cursor = id !== undefined && onPick !== undefined ? 'pointer' : onMapClick ? 'crosshair' : ''
    onHover?.(id)
    hover(id === undefined ? undefined : { id, x: point.x, y: point.y })
  })
  map.on('mouseout', () => {
    latest().onHover?.(undefined)
    hover(undefined)
  })
}

interface Hovered {
  readonly id: string
  readonly x: number
  readonly y: number
}

function useMap(props: CountyMapProps) {
  const holder = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  const [map, setMap] = useState<LibreMap>()
  const [hovered, setHovered] = useState<Hovered>()
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    if (holder.current === null) return undefined
    const made = makeMap(holder.current, latest.current.label)
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left')
    made.touchZoomRotate.disableRotation()
    made.keyboard.disableRotation()
    listen(made, () => latest.current, setHovered)
    made.once('load', () => setMap(made))
    return () => made.remove()
  }, [])
  return { holder, latest, map, hovered }
}

/** The map itself; loaded when a page first shows one. */
export function MapCanvas(props: CountyMapProps): ReactNode {
  const { points, lines, areas, kinds, selected, mark, fitKey = '' } = props
  const { holder, latest, map, hovered } = useMap(props)
  useEffect(() => {
    if (map === undefined) return
    addPictures(map, { ...latest.current, points, areas: areas ?? [], kinds })
    setData(map, 'points', pointFeatures(points, kinds))
    setData(map, 'areas', areaFeatures(areas ?? []))
    setData(map, 'area-labels', areaLabels(areas ?? []))
  }, [map, points, areas, kinds, latest])
  useEffect(() => {
    if (map !== undefined) setData(map, 'lines', lineFeatures(lines ?? []))
  }, [map, lines])
  useEffect(() => {
    map?.setFilter('chosen', ['==', ['get', 'id'], selected ?? ''])
  }, [map, selected])
  const { longitude, latitude } = mark ?? {}
  useEffect(() => {
    if (map === undefined) return
    const placed = longitude === undefined || latitude === undefined ? [] : [[longitude, latitude]]
    setData(
      map,
      'mark',
      placed.map((coordinates) => ({
        type: 'Feature',
        properties: { image: markImage },
        geometry: { type: 'Point', coordinates },
      })),
    )
  }, [map, longitude, latitude])
  useEffect(() => {
    if (map !== undefined) showAll(map, latest.current)
    // Whoever looks at a corner is not moved from it by a point that changes: only by another `fitKey`.
  }, [map, fitKey, latest])
  const told = points.find(({ id }) => id === hovered?.id)
  return (
    <>
      <div ref={holder} className="county-map-holder" data-ready={map !== undefined} />
      {map === undefined ? (
        <p className="county-map-none county-map-drawing quiet" role="status">
          {mapText.drawing}
        </p>
      ) : (
        <button type="button" className="county-map-all" onClick={() => showAll(map, latest.current)}>
          {mapText.showAll}
        </button>
      )}
      {hovered === undefined || told === undefined ? null : (
        <div className="county-map-tip" style={{ left: hovered.x, top: hovered.y }} aria-hidden>
          <strong>{told.name}</strong>
          {told.note === undefined ? null : <span>{told.note}</span>}
        </div>
      )}
    </>
  )
}
