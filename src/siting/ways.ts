import type { SitingProblem, Ways } from '#siting/problem'

/** The mean radius of the earth in metres. */
const meanRadius = 6_371_008.8
const rad = Math.PI / 180

interface Point {
  readonly x: number
  readonly y: number
}

/** Metres along a great circle between two points in degrees. */
function onEarth(a: Point, b: Point, radius: number): number {
  const north = Math.sin(((b.y - a.y) * rad) / 2)
  const east = Math.sin(((b.x - a.x) * rad) / 2)
  const half = north * north + Math.cos(a.y * rad) * Math.cos(b.y * rad) * east * east
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(half)))
}

type Measured = Extract<Ways, { kind: 'distance' }>

function between(ways: Measured, a: Point, b: Point): number {
  const metres = ways.on === 'plane' ? Math.hypot(a.x - b.x, a.y - b.y) : onEarth(a, b, ways.radius ?? meanRadius)
  const long = (metres * ways.detour) / (ways.metresPerMinute ?? 1)
  return ways.whole === true ? Math.floor(long) : long
}

/** The way from a demand to a candidate by their places in the lists; infinite where there is none. */
export function wayOf({ ways, demands, candidates }: SitingProblem): (demand: number, site: number) => number {
  if (ways.kind === 'matrix') {
    return (demand, site) => {
      const way = ways.rows[demand]?.[site]
      return isWay(way) ? way : Infinity
    }
  }
  return (demand, site) => {
    const a = demands[demand]
    const b = candidates[site]
    return a === undefined || b === undefined ? Infinity : between(ways, a, b)
  }
}

export function isWay(way: number | undefined): way is number {
  return typeof way === 'number' && way >= 0 && Number.isFinite(way)
}

/**
 * How far apart in y two points may lie that are within `reach` of each other: what lies further need not be measured.
 * Infinite for a matrix.
 */
export function reachInY(ways: Ways, reach: number): number {
  if (ways.kind === 'matrix' || ways.detour <= 0) return Infinity
  const metres = ((reach + (ways.whole === true ? 1 : 0)) * (ways.metresPerMinute ?? 1)) / ways.detour
  const slack = 1 + 1e-9
  return ways.on === 'plane' ? metres * slack : (metres / (ways.radius ?? meanRadius) / rad) * slack
}
