import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'

export interface Dragged {
  readonly visitId: string
  readonly part: number
  readonly label: string
  /** The row it lies in; undefined when nobody has it yet. */
  readonly from: string | undefined
}

interface Held {
  readonly dragged: Dragged
  readonly x: number
  readonly y: number
}

interface Drag {
  /** What is being dragged; undefined while nothing is. */
  readonly dragged: Dragged | undefined
  /** The row it is over; undefined over its own row and outside. */
  readonly over: string | undefined
  /** Follows the pointer; moved without drawing the board anew. */
  readonly ghost: RefObject<HTMLDivElement | null>
  readonly hold: (event: ReactPointerEvent<HTMLElement>, dragged: Dragged) => void
}

/** A hand that shakes by less has clicked, in pixels. */
const isClick = 5
/** Within this of the edge the list scrolls, in pixels. */
const edge = 28

function follow(ghost: HTMLDivElement | null, x: number, y: number): void {
  if (ghost === null) return
  const left = Math.min(x + 14, window.innerWidth - ghost.offsetWidth - 8)
  const below = y + 16
  const top = below + ghost.offsetHeight > window.innerHeight - 8 ? y - ghost.offsetHeight - 12 : below
  ghost.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`
}

/**
 * Takes a block by the mouse or a pen to another row. Fingers scroll the list instead, and have the menu of the block.
 * Escape puts it back.
 */
export function useDrag(of: {
  readonly frame: RefObject<HTMLElement | null>
  readonly rowAt: (clientY: number) => string | undefined
  readonly onDrop: (dragged: Dragged, over: string) => void
}): Drag {
  const [dragged, setDragged] = useState<Dragged>()
  const [over, setOver] = useState<string>()
  const [held, setHeld] = useState<Held>()
  const ghost = useRef<HTMLDivElement>(null)
  const latest = useRef(of)
  useEffect(() => {
    latest.current = of
  })

  useEffect(() => {
    if (held === undefined) return undefined
    let at = { x: held.x, y: held.y }
    let moving = false
    let target: string | undefined
    const stop = (): void => {
      setHeld(undefined)
      setDragged(undefined)
      setOver(undefined)
    }
    const aim = (): void => {
      const row = latest.current.rowAt(at.y)
      target = row === held.dragged.from ? undefined : row
      setOver(target)
      follow(ghost.current, at.x, at.y)
    }
    const move = (event: PointerEvent): void => {
      at = { x: event.clientX, y: event.clientY }
      if (!moving) {
        if (Math.hypot(at.x - held.x, at.y - held.y) < isClick) return
        moving = true
        setDragged(held.dragged)
      }
      aim()
    }
    const drop = (): void => {
      if (moving) {
        // The click that ends a drag is not meant for the block below.
        const swallow = (event: Event): void => event.stopPropagation()
        window.addEventListener('click', swallow, { capture: true, once: true })
        setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0)
        if (target !== undefined) latest.current.onDrop(held.dragged, target)
      }
      stop()
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') stop()
    }
    const timer = setInterval(() => {
      const frame = latest.current.frame.current
      if (!moving || frame === null) return
      const { top, bottom } = frame.getBoundingClientRect()
      const by = at.y < top + edge ? -12 : at.y > bottom - edge ? 12 : 0
      if (by === 0) return
      frame.scrollTop += by
      aim()
    }, 30)
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', drop)
    window.addEventListener('pointercancel', stop)
    window.addEventListener('keydown', onKey)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', drop)
      window.removeEventListener('pointercancel', stop)
      window.removeEventListener('keydown', onKey)
    }
  }, [held])

  // One function for all draws of the board, so that rows which did not change are not drawn anew.
  const hold = useCallback((event: ReactPointerEvent<HTMLElement>, what: Dragged): void => {
    if (event.button !== 0 || event.pointerType === 'touch') return
    setHeld({ dragged: what, x: event.clientX, y: event.clientY })
  }, [])
  return { dragged, over, ghost, hold }
}
