import { Skeleton } from 'antd'
import { Component, lazy, type ReactNode, Suspense } from 'react'
import { MapLegend } from '#web/ui/map-legend.tsx'
import type { CountyMapProps } from '#web/ui/map-features.ts'
import { mapText } from '#web/ui/text.zh.ts'
import '#web/ui/county-map.css'

const MapCanvas = lazy(async () => ({ default: (await import('#web/ui/map-canvas.tsx')).MapCanvas }))

let answered: boolean | undefined
/** Whether this browser can draw the map at all; asked once. */
function canDraw(): boolean {
  answered ??= document.createElement('canvas').getContext('webgl2') !== null
  return answered
}

/** A map that breaks, as drivers of old machines make it, does not take its page along. */
class Guard extends Component<{ children: ReactNode; instead: ReactNode }, { broke: boolean }> {
  override state = { broke: false }
  static getDerivedStateFromError(): { broke: boolean } {
    return { broke: true }
  }
  override render(): ReactNode {
    return this.state.broke ? this.props.instead : this.props.children
  }
}

const noMap = (
  <p className="county-map-none quiet" role="note">
    {mapText.noMap}
  </p>
)

/**
 * A map on plain ground with no tiles, letters or pictures from outside: points by kind, lines and areas, a legend, zoom
 * to all. Where the browser cannot draw it, a sentence says so; lists beside it must say all that it says.
 * Arrays in props are compared by identity: make them with useMemo.
 */
export function CountyMap(props: CountyMapProps): ReactNode {
  return (
    <div className="county-map no-print">
      <div className="county-map-frame">
        {canDraw() ? (
          <Guard instead={noMap}>
            <Suspense fallback={<Skeleton.Node active className="county-map-wait" />}>
              <MapCanvas {...props} />
            </Suspense>
          </Guard>
        ) : (
          noMap
        )}
      </div>
      <MapLegend kinds={props.kinds} />
    </div>
  )
}
