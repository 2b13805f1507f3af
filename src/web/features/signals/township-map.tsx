import type { KeyboardEvent, ReactNode } from 'react'
import type { SignalSummary } from '#contracts/monitoring'
import { signalText } from '#web/features/signals/text.zh.ts'

type Place = SignalSummary['byPlace'][number]

const width = 92
const height = 80

/** Tiles in rows of a honeycomb, rather higher than wide, since the map stands beside a list. */
function layOut(places: readonly Place[]): { place: Place; x: number; y: number }[] {
  const columns = Math.max(2, Math.floor(Math.sqrt(places.length)))
  return places.map((place, index) => {
    const row = Math.floor(index / columns)
    return { place, x: (index % columns) * width + (row % 2) * (width / 2), y: row * height * 0.78 }
  })
}

const corners = [
  [0.5, 0],
  [1, 0.25],
  [1, 0.75],
  [0.5, 1],
  [0, 0.75],
  [0, 0.25],
]
  .map(([x = 0, y = 0]) => `${(x * (width - 4)).toFixed(1)},${(y * (height * 1.04 - 4)).toFixed(1)}`)
  .join(' ')

/** Five steps from quiet to dark by active signals per household, so that a large township is not dark for its size. */
function shade(place: Place, highest: number): { fill: string; ink: string } {
  const share = place.households === 0 ? 0 : place.active / place.households
  const steps = ['#f0f4f8', '#d5e4f1', '#a9c9e4', '#6ba3cf', '#2f78ae']
  const step = highest === 0 || place.active === 0 ? 0 : 1 + Math.min(3, Math.floor((share / highest) * 3.999))
  return { fill: steps[step] ?? '#f0f4f8', ink: step >= 4 ? '#ffffff' : '#1c2733' }
}

/** The townships as tiles: a schematic picture, since no official boundaries are shipped. A tile filters the queue. */
export function TownshipMap({
  places,
  chosen,
  onChoose,
}: {
  places: readonly Place[]
  chosen: string
  onChoose: (division: string) => void
}): ReactNode {
  const tiles = layOut(places)
  const highest = Math.max(0, ...places.map((place) => (place.households === 0 ? 0 : place.active / place.households)))
  const right = Math.max(0, ...tiles.map(({ x }) => x)) + width
  const bottom = Math.max(0, ...tiles.map(({ y }) => y)) + height * 1.1
  const press = (event: KeyboardEvent, division: string): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onChoose(division)
  }
  return (
    <svg className="township-map" viewBox={`-2 -2 ${right + 4} ${bottom + 4}`} role="group" aria-label={signalText.map}>
      {tiles.map(({ place, x, y }) => {
        const { fill, ink } = shade(place, highest)
        const isChosen = chosen === place.division
        const shown = place.name.length > 5 ? `${place.name.slice(0, 4)}…` : place.name
        return (
          // An SVG group has no native button; it is given the role, the focus and the keys of one.
          <g
            key={place.division}
            transform={`translate(${x} ${y})`}
            role="button"
            tabIndex={0}
            aria-pressed={isChosen}
            aria-label={signalText.tile(shown, place)}
            onClick={() => onChoose(isChosen ? '' : place.division)}
            onKeyDown={(event) => press(event, isChosen ? '' : place.division)}
          >
            <polygon
              points={corners}
              fill={fill}
              stroke={isChosen ? '#14609c' : '#ffffff'}
              strokeWidth={isChosen ? 3 : 1.5}
            />
            <text x={width / 2 - 2} y={34} textAnchor="middle" fontSize={13} fill={ink}>
              {shown}
            </text>
            <text x={width / 2 - 2} y={54} textAnchor="middle" fontSize={15} fontWeight={600} fill={ink}>
              {place.active}
            </text>
            {place.overdue > 0 ? <circle cx={width - 18} cy={22} r={5} fill="#c62828" stroke="#fff" /> : null}
          </g>
        )
      })}
    </svg>
  )
}
