import { expect, test } from 'vitest'
import {
  areaFeatures,
  areaLabels,
  boundsOf,
  type Degrees,
  hullOf,
  imagesOf,
  lineFeatures,
  type MapKind,
  pointFeatures,
} from '#web/ui/map-features.ts'

const kinds: readonly MapKind[] = [
  { kind: 'station', label: '站点', shape: 'triangle', colour: '#111111', radius: 8 },
  { kind: 'village', label: '村', shape: 'circle', colour: '#222222' },
]

const aPoint = { id: '1', longitude: 116, latitude: 26, kind: 'station', name: '甲站' }

test('a point is drawn as its kind is, unless it has a colour or a size of its own', () => {
  const [plain, own] = pointFeatures([aPoint, { ...aPoint, id: '2', colour: '#abcdef', radius: 12 }], kinds)

  expect(plain?.properties).toMatchObject({ image: 'triangle|#111111', scale: 8 / 12 })
  expect(own?.properties).toMatchObject({ image: 'triangle|#abcdef', scale: 1 })
})

test('a point of a kind that the legend does not have is not drawn, and no picture is made for it', () => {
  const stray = { ...aPoint, kind: 'depot' }

  expect(pointFeatures([stray], kinds)).toEqual([])
  expect(imagesOf([stray], [], kinds).shapes).toEqual([])
})

test('each picture is made once, however many points and areas show it', () => {
  const ring: Degrees[] = [
    [0, 0],
    [1, 0],
    [1, 1],
  ]
  const images = imagesOf(
    [
      { ...aPoint, label: '甲' },
      { ...aPoint, id: '2', label: '甲' },
    ],
    [{ id: 'a', ring, colour: '#000000', label: '甲' }],
    kinds,
  )

  expect(images.shapes).toHaveLength(1)
  expect(images.labels.map(({ text, bold }) => [text, bold])).toEqual([
    ['甲', false],
    ['甲', true],
  ])
})

test('the hull of places leaves out those within it and on its edges', () => {
  const square: Degrees[] = [
    [0, 0],
    [2, 2],
    [1, 1],
    [2, 0],
    [1, 0],
    [0, 2],
  ]

  expect(hullOf(square)).toEqual([
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ])
  expect(hullOf([[1, 1]])).toEqual([[1, 1]])
  expect(
    hullOf([
      [0, 0],
      [1, 1],
      [2, 2],
    ]),
  ).toHaveLength(2)
})

test('an area is closed when it is drawn, one without ground is left out, and its name stands in its middle', () => {
  const ring: Degrees[] = [
    [0, 0],
    [3, 0],
    [0, 3],
  ]
  const line: Degrees[] = [
    [0, 0],
    [1, 1],
  ]

  const drawn = areaFeatures([
    { id: 'a', ring, colour: '#000000' },
    { id: 'b', ring: line, colour: '#000000' },
  ])

  expect(drawn.map(({ geometry }) => geometry.coordinates[0])).toEqual([[...ring, [0, 0]]])
  expect(areaLabels([{ id: 'a', ring, colour: '#000000', label: '甲镇' }])[0]?.geometry.coordinates).toEqual([1, 1])
})

test('the bounds hold every place, and nothing has none', () => {
  const bounds = boundsOf([
    [116.2, 26.4],
    [116.5, 26.1],
  ])

  expect(bounds).toEqual([
    [116.2, 26.1],
    [116.5, 26.4],
  ])
  expect(boundsOf([])).toBeUndefined()
})

test('a line is two pixels wide and whole unless it says otherwise', () => {
  const [line] = lineFeatures([
    {
      id: 'r',
      path: [
        [0, 0],
        [1, 1],
      ],
      colour: '#333333',
    },
  ])

  expect(line?.properties).toEqual({ id: 'r', colour: '#333333', width: 2, dashed: false, faded: false })
})

test('points of one place stand around it, so that each is seen; ground stays where it is, and one alone does not move', () => {
  const ground = { kind: 'village', label: '村', shape: 'circle', colour: '#222222', isGround: true } as const
  const shiftsOf = (points: Parameters<typeof pointFeatures>[0]) =>
    pointFeatures(points, [...kinds.slice(0, 1), ground]).map(({ properties }) => properties['shift'])

  const [one, other] = shiftsOf([aPoint, { ...aPoint, id: '2' }, { ...aPoint, id: '3', kind: 'village' }])
  const alone = shiftsOf([aPoint, { ...aPoint, id: '3', kind: 'village' }])

  expect(one).not.toEqual(other)
  expect(alone).toEqual([
    [0, 0],
    [0, 0],
  ])
})
