/** The box in which letters draw a signature. */
export const box = { width: 300, height: 100 } as const

/** The longest path that the server takes. */
export const longestPath = 20_000

interface Point {
  readonly x: number
  readonly y: number
}
export type Stroke = readonly Point[]

const limited = (of: number, most: number): number => Math.round(Math.min(Math.max(of, 0), most) * 10) / 10

/** A place on the glass as a point in the box, whatever size the box has on the screen; outside is its edge. */
export function pointAt(
  at: { readonly clientX: number; readonly clientY: number },
  frame: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): Point {
  const share = (of: number, whole: number): number => (whole === 0 ? 0 : of / whole)
  return {
    x: limited(share(at.clientX - frame.left, frame.width) * box.width, box.width),
    y: limited(share(at.clientY - frame.top, frame.height) * box.height, box.height),
  }
}

/** Fingers give many points that do not move the line. */
export function worthKeeping(last: Point | undefined, next: Point): boolean {
  return last === undefined || Math.abs(last.x - next.x) + Math.abs(last.y - next.y) >= 1
}

/** Strokes as the path that letters draw; a mere touch is a dot. */
export function pathOf(strokes: readonly Stroke[]): string {
  return strokes
    .map((stroke) => {
      const [first, ...rest] = stroke
      if (first === undefined) return ''
      const line = rest.length === 0 ? [{ x: limited(first.x + 1, box.width), y: first.y }] : rest
      return `M${first.x} ${first.y}${line.map(({ x, y }) => `L${x} ${y}`).join('')}`
    })
    .join('')
}

/** The path without its last stroke. */
export function withoutLast(path: string): string {
  const at = path.lastIndexOf('M')
  return at <= 0 ? '' : path.slice(0, at)
}
