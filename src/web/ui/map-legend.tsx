import { type ReactNode, useEffect, useRef } from 'react'
import { drawnRadius, type MapKind } from '#web/ui/map-features.ts'
import { pictureRatio, shapePicture } from '#web/ui/map-pictures.ts'
import { mapText } from '#web/ui/text.zh.ts'

function Shape({ shape, colour, radius = 6 }: MapKind): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const picture = shapePicture(shape, colour)
    const context = canvas.current?.getContext('2d')
    if (picture === undefined || context === null || context === undefined) return
    context.canvas.width = picture.width
    context.canvas.height = picture.height
    context.putImageData(picture, 0, 0)
  }, [shape, colour])
  const side = (drawnRadius * 2.6 * Math.min(radius, 8)) / drawnRadius
  return <canvas ref={canvas} width={pictureRatio} height={pictureRatio} style={{ width: side, height: side }} />
}

/** What each shape means, drawn by the same hand as on the map. */
export function MapLegend({ kinds }: { kinds: readonly MapKind[] }): ReactNode {
  return (
    <ul className="county-map-legend" aria-label={mapText.legend}>
      {kinds.map((kind) => (
        <li key={kind.kind}>
          <Shape {...kind} />
          {kind.label}
        </li>
      ))}
    </ul>
  )
}
