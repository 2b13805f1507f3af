import type { Place, Travel } from '#dispatch/problem'

/** The mean radius of the earth in metres. */
const earth = 6_371_008.8

/** Metres as the crow flies: on a plane the coordinates are metres, on the earth x is east and y north, in degrees. */
function metresBetween(a: Place, b: Place, on: 'plane' | 'earth'): number {
  if (on === 'plane') return Math.hypot(a.x - b.x, a.y - b.y)
  const rad = Math.PI / 180
  const north = Math.sin(((b.y - a.y) * rad) / 2)
  const east = Math.sin(((b.x - a.x) * rad) / 2)
  const half = north * north + Math.cos(a.y * rad) * Math.cos(b.y * rad) * east * east
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** Minutes of travel by mode, from, to, for the places in the order given; `order` is their order in the matrix. */
export function travelTables(
  travel: Travel,
  places: readonly Place[],
  order: readonly number[],
  modes: readonly string[],
): Float64Array {
  const { length } = places
  const table = new Float64Array(Math.max(1, modes.length) * length * length)
  modes.forEach((mode, index) => {
    const base = index * length * length
    if (travel.kind === 'matrix') {
      const rows = travel.minutes[mode]
      for (let from = 0; from < length; from++) {
        const row = rows?.[order[from] ?? -1]
        for (let to = 0; to < length; to++) table[base + from * length + to] = row?.[order[to] ?? -1] ?? Infinity
      }
      return
    }
    const way = travel.modes[mode]
    if (way === undefined) throw new Error(`the travel mode ${mode} is not described`)
    places.forEach((a, from) => {
      places.forEach((b, to) => {
        table[base + from * length + to] = (metresBetween(a, b, travel.on) * way.detour) / way.metresPerMinute
      })
    })
  })
  return table
}
