import { drawnRadius, type MapShape } from '#web/ui/map-features.ts'

/** Pictures are drawn twice as fine as the screen's pixels, so that they stay sharp on fine screens. */
export const pictureRatio = 2

type Path = (context: CanvasRenderingContext2D, radius: number) => void

function polygon(corners: readonly (readonly [number, number])[]): Path {
  return (context, radius) => {
    corners.forEach(([x, y], index) => context[index === 0 ? 'moveTo' : 'lineTo'](x * radius, y * radius))
    context.closePath()
  }
}

const circle: Path = (context, radius) => context.arc(0, 0, radius, 0, 2 * Math.PI)

const star = polygon(
  Array.from({ length: 10 }, (_, index) => {
    const angle = (index * Math.PI) / 5 - Math.PI / 2
    const far = index % 2 === 0 ? 1.15 : 0.5
    return [Math.cos(angle) * far, Math.sin(angle) * far] as const
  }),
)

const paths: Readonly<Record<MapShape, Path>> = {
  circle,
  ring: circle,
  square: polygon([
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ]),
  triangle: polygon([
    [0, -1],
    [1, 0.8],
    [-1, 0.8],
  ]),
  diamond: polygon([
    [0, -1.1],
    [1, 0],
    [0, 1.1],
    [-1, 0],
  ]),
  star,
  cross: polygon([
    [-0.35, -1],
    [0.35, -1],
    [0.35, -0.35],
    [1, -0.35],
    [1, 0.35],
    [0.35, 0.35],
    [0.35, 1],
    [-0.35, 1],
    [-0.35, 0.35],
    [-1, 0.35],
    [-1, -0.35],
    [-0.35, -0.35],
  ]),
  home: polygon([
    [0, -1],
    [1, -0.1],
    [0.75, -0.1],
    [0.75, 0.9],
    [-0.75, 0.9],
    [-0.75, -0.1],
    [-1, -0.1],
  ]),
}

function canvasOf(width: number, height: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width)
  canvas.height = Math.ceil(height)
  return canvas.getContext('2d')
}

const wholeOf = (context: CanvasRenderingContext2D): ImageData =>
  context.getImageData(0, 0, context.canvas.width, context.canvas.height)

/** A shape with a white edge, so that neighbours stay apart; a ring is white within. */
export function shapePicture(shape: MapShape, colour: string): ImageData | undefined {
  const side = drawnRadius * 2 * 1.3 * pictureRatio
  const context = canvasOf(side, side)
  if (context === null) return undefined
  context.translate(side / 2, side / 2)
  context.beginPath()
  paths[shape](context, drawnRadius * pictureRatio * 0.95)
  context.lineJoin = 'round'
  context.lineWidth = pictureRatio * (shape === 'ring' ? 5 : 3)
  context.strokeStyle = shape === 'ring' ? colour : '#ffffff'
  context.fillStyle = shape === 'ring' ? '#ffffff' : colour
  context.stroke()
  context.fill()
  return wholeOf(context)
}

/** A word in the letters of the page with a pale edge: no letters are fetched from anywhere. */
export function labelPicture(text: string, bold: boolean, ink: string): ImageData | undefined {
  const size = (bold ? 13 : 12) * pictureRatio
  const font = `${bold ? 600 : 400} ${size}px ${getComputedStyle(document.body).fontFamily}`
  const measured = canvasOf(1, 1)
  if (measured === null) return undefined
  measured.font = font
  const context = canvasOf(measured.measureText(text).width + size * 0.6, size * 1.5)
  if (context === null) return undefined
  context.font = font
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = pictureRatio * 3
  context.strokeStyle = 'rgba(255, 255, 255, 0.9)'
  context.fillStyle = ink
  const { width, height } = context.canvas
  context.strokeText(text, width / 2, height / 2)
  context.fillText(text, width / 2, height / 2)
  return wholeOf(context)
}
