import { numbersOf } from '#siting/formats/numbers'
import type { SitingProblem } from '#siting/problem'

/**
 * Reads an uncapacitated p-median problem of the OR-Library: nodes, edges and p, then the edges. Of an edge named twice
 * the last cost holds; ways are shortest paths. Throws on a file that is too short or names a node that is none.
 */
export function readPmed(text: string, name: string): SitingProblem {
  const [nodes = 0, edges = 0, p = 0, ...rest] = numbersOf(text)
  if (!(nodes > 0) || rest.length < edges * 3) throw new Error('not a p-median file: edges are missing')
  const rows = Array.from({ length: nodes }, (_, from) =>
    Float64Array.from({ length: nodes }, (__, to) => (from === to ? 0 : Infinity)),
  )
  for (let edge = 0; edge < edges; edge++) {
    const [from = 0, to = 0, cost = 0] = rest.slice(edge * 3, edge * 3 + 3)
    const there = rows[from - 1]
    const back = rows[to - 1]
    if (there === undefined || back === undefined) throw new Error(`edge ${edge + 1} names a node that is none`)
    there[to - 1] = cost
    back[from - 1] = cost
  }
  for (const [over, middle] of rows.entries()) {
    for (const row of rows) {
      const first = row[over] ?? Infinity
      if (first === Infinity) continue
      for (let to = 0; to < nodes; to++) {
        const way = first + (middle[to] ?? Infinity)
        if (way < (row[to] ?? Infinity)) row[to] = way
      }
    }
  }
  const places = rows.map((_, index) => ({ id: `${index + 1}`, x: 0, y: 0 }))
  return {
    name,
    goal: 'median',
    newSites: p,
    ways: { kind: 'matrix', rows: rows.map((row) => Array.from(row)) },
    demands: places.map((place) => ({ ...place, weight: 1 })),
    candidates: places,
  }
}
