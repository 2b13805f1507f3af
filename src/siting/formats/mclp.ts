import { numbersOf } from '#siting/formats/numbers'
import type { SitingProblem } from '#siting/problem'

/** The radius of the earth that the collection measures with. */
const radius = 6_378_137

/**
 * Reads a maximal covering problem of the AILS-MCLP collection: a heading, then latitude and longitude of each point,
 * then its demand. The file names neither reach nor number of sites. Throws on a file without its sections.
 */
export function readMclp(text: string, name: string, newSites: number, within: number): SitingProblem {
  const [, points, demandText] = /NODE_COORD_SECTION([\s\S]*?)DEMAND_SECTION([\s\S]*?)(?:EOF|$)/.exec(text) ?? []
  if (points === undefined || demandText === undefined) throw new Error('not a covering file: a section is missing')
  const coordinates = numbersOf(points)
  const weights = numbersOf(demandText)
  if (coordinates.length !== weights.length * 2) throw new Error('points and demands differ in number')
  const places = weights.map((weight, index) => ({
    id: `${index + 1}`,
    x: coordinates[index * 2 + 1] ?? Number.NaN,
    y: coordinates[index * 2] ?? Number.NaN,
    weight,
  }))
  return {
    name,
    goal: 'coverage',
    newSites,
    within,
    ways: { kind: 'distance', on: 'earth', detour: 1, radius },
    demands: places,
    candidates: places.map(({ id, x, y }) => ({ id, x, y })),
  }
}
