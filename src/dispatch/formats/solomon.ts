import type { Problem, Weights } from '#dispatch/problem'

export const nothingWeighs: Weights = {
  unserved: 1e5,
  travel: 1,
  lateness: 0,
  greatestLateness: 0,
  overtime: 0,
  continuity: 0,
  fairness: 0,
  stability: 0,
}

/**
 * Reads a problem in the format of Solomon and of Gehring and Homberger. Distances are cut after the first decimal, as
 * in the DIMACS challenge. With `fleetFirst` each vehicle costs more than any distance. Throws on a file without rows.
 */
export function readSolomon(text: string, fleetFirst: boolean): Problem {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const numbers = lines.map((line) => line.split(/\s+/).map(Number))
  const name = lines[0] ?? ''
  const fleet = numbers.find((row) => row.length === 2 && row.every(Number.isFinite))
  const rows = numbers.filter((row) => row.length === 7 && row.every(Number.isFinite))
  const [depot] = rows
  if (fleet === undefined || depot === undefined) throw new Error('not a file in the format of Solomon: no rows found')
  const [vehicles = 0, capacity = 0] = fleet
  const places = rows.map(([id = 0, x = 0, y = 0]) => ({ id: `p${id}`, x, y }))
  const minutes = places.map((a) => places.map((b) => Math.floor(Math.hypot(a.x - b.x, a.y - b.y) * 10) / 10))
  const [base = 0, , , , opens = 0, closes = 0] = depot
  const home = `p${base}`
  return {
    name,
    places,
    travel: { kind: 'matrix', minutes: { any: minutes } },
    carers: Array.from({ length: vehicles }, (_, index) => ({
      id: `v${index + 1}`,
      skills: [],
      from: opens,
      until: closes,
      start: home,
      end: home,
      mode: 'any',
      capacity,
      fixedCost: fleetFirst ? 1e4 : 0,
    })),
    visits: rows.slice(1).map(([id = 0, , , load = 0, earliest = 0, latest = 0, stay = 0]) => ({
      id: `${id}`,
      place: `p${id}`,
      parts: [{ skills: [], minutes: stay }],
      earliest,
      latest,
      load,
    })),
    weights: nothingWeighs,
    fleetFirst,
  }
}
