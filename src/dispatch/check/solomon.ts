import { type CheckAnswer, costDiffers, type StatedPlan, tolerance, type Violation } from '#dispatch/check/answer'

interface Customer {
  readonly x: number
  readonly y: number
  readonly demand: number
  readonly opens: number
  readonly closes: number
  readonly stay: number
}

/** Checks a plan against the file of a Solomon problem, which it reads for itself. */
export function checkSolomon(text: string, plan: StatedPlan, fleetFirst: boolean): CheckAnswer {
  const tokens = text.split(/\s+/)
  const capacityAt = tokens.indexOf('CAPACITY')
  const [fleet = 0, capacity = 0] = tokens.slice(capacityAt + 1, capacityAt + 3).map(Number)
  const figures = tokens
    .slice(tokens.lastIndexOf('TIME') + 1)
    .filter((token) => token !== '')
    .map(Number)
  const customers = new Map<string, Customer>()
  for (let at = 0; at + 6 < figures.length; at += 7) {
    const [id, x = 0, y = 0, demand = 0, opens = 0, closes = 0, stay = 0] = figures.slice(at, at + 7)
    customers.set(String(id), { x, y, demand, opens, closes, stay })
  }
  const depot = customers.get('0')
  if (depot === undefined) throw new Error('the file has no depot')
  const metres = (a: Customer, b: Customer): number => Math.trunc(10 * Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2))
  const violations: Violation[] = []
  const visited = new Set<string>()
  let tenths = 0
  for (const { carer, stops } of plan.routes) {
    let here = depot
    let clock = depot.opens
    let load = 0
    for (const { id, start } of stops) {
      const there = customers.get(id)
      if (there === undefined || id === '0') {
        violations.push({ code: 'unknown-stop', of: id })
        continue
      }
      if (visited.has(id)) violations.push({ code: 'stop-twice', of: id })
      visited.add(id)
      const arrives = clock + metres(here, there) / 10
      tenths += metres(here, there)
      if (start < arrives - tolerance)
        violations.push({ code: 'starts-before-arrival', of: id, found: start, allowed: arrives })
      if (start < there.opens - tolerance)
        violations.push({ code: 'starts-before-window', of: id, found: start, allowed: there.opens })
      if (start > there.closes + tolerance)
        violations.push({ code: 'starts-after-window', of: id, found: start, allowed: there.closes })
      clock = start + there.stay
      load += there.demand
      here = there
    }
    tenths += metres(here, depot)
    clock += metres(here, depot) / 10
    if (clock > depot.closes + tolerance)
      violations.push({ code: 'outside-shift', of: carer, found: clock, allowed: depot.closes })
    if (load > capacity) violations.push({ code: 'over-capacity', of: carer, found: load, allowed: capacity })
  }
  const vehicles = plan.routes.filter(({ stops }) => stops.length > 0).length
  if (vehicles > fleet) violations.push({ code: 'too-many-vehicles', of: '', found: vehicles, allowed: fleet })
  const missing = [...customers.keys()].filter((id) => id !== '0' && !visited.has(id))
  for (const id of missing) violations.push({ code: 'stop-missing', of: id })
  const distance = tenths / 10
  const cost = distance + (fleetFirst ? 10_000 * vehicles : 0) + 100_000 * missing.length
  violations.push(...costDiffers(plan.total, cost))
  const answer = { cost, distance, tardiness: 0, greatestTardiness: 0, vehicles, unserved: missing }
  return { valid: violations.length === 0, violations, ...answer }
}
