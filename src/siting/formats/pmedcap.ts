import { numbersOf } from '#siting/formats/numbers'
import type { SitingProblem } from '#siting/problem'

/**
 * Reads a capacitated p-median problem of the OR-Library: number and best known value, then points, p and capacity, then
 * number, x, y and load of each point. Ways are straight lines cut to whole numbers. Throws on a file that is too short.
 */
export function readPmedcap(text: string, name: string): SitingProblem {
  const [, , points = 0, p = 0, capacity = 0, ...rest] = numbersOf(text)
  if (!(points > 0) || rest.length < points * 4) throw new Error('not a capacitated p-median file: points are missing')
  const places = Array.from({ length: points }, (_, index) => {
    const [id = 0, x = 0, y = 0, load = 0] = rest.slice(index * 4, index * 4 + 4)
    return { id: `${id}`, x, y, load }
  })
  return {
    name,
    goal: 'capacitated',
    newSites: p,
    ways: { kind: 'distance', on: 'plane', detour: 1, whole: true },
    demands: places.map((place) => ({ ...place, weight: 1 })),
    candidates: places.map(({ id, x, y }) => ({ id, x, y, capacity })),
  }
}
