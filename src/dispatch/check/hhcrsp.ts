import { type CheckAnswer, costDiffers, type StatedPlan, tolerance, type Violation } from '#dispatch/check/answer'

/** What is read of the file; the shape is proven by `isFile`. */
interface File {
  readonly patients: readonly {
    readonly id: string
    readonly time_window: readonly [number, number]
    readonly required_caregivers: readonly { readonly service: string; readonly duration: number }[]
    readonly synchronization?: { readonly type: string; readonly distance?: readonly [number, number] }
  }[]
  readonly caregivers: readonly { readonly id: string; readonly abilities: readonly string[] }[]
  readonly distances: readonly (readonly number[])[]
}

function isFile(value: unknown): value is File {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['patients', 'caregivers', 'distances'].every((key) =>
      Array.isArray(Object.entries(value).find(([k]) => k === key)?.[1]),
    )
  )
}

/** Checks a plan against the file of an HHCRSP problem, which it reads for itself. */
export function checkHhcrsp(text: string, plan: StatedPlan): CheckAnswer {
  const file: unknown = JSON.parse(text)
  if (!isFile(file)) throw new Error('not a file of the HHCRSP collection')
  const violations: Violation[] = []
  const starts = new Map<string, { readonly carer: string; readonly at: number }>()
  let distance = 0
  for (const route of plan.routes) {
    const abilities = file.caregivers.find(({ id }) => id === route.carer)?.abilities
    if (abilities === undefined) violations.push({ code: 'unknown-carer', of: route.carer })
    let here = 0
    let clock = 0
    for (const { id, part, start } of route.stops) {
      const index = file.patients.findIndex((patient) => patient.id === id)
      const patient = file.patients[index]
      const needs = patient?.required_caregivers[part]
      if (patient === undefined || needs === undefined) {
        violations.push({ code: 'unknown-stop', of: id })
        continue
      }
      const way = file.distances[here]?.[index + 1] ?? Number.NaN
      distance += way
      if (start < clock + way - tolerance)
        violations.push({ code: 'starts-before-arrival', of: id, found: start, allowed: clock + way })
      const [opens] = patient.time_window
      if (start < opens - tolerance)
        violations.push({ code: 'starts-before-window', of: id, found: start, allowed: opens })
      if (abilities !== undefined && !abilities.includes(needs.service))
        violations.push({ code: 'skill-missing', of: `${route.carer} ${id}` })
      const key = `${id}/${part}`
      if (starts.has(key)) violations.push({ code: 'stop-twice', of: key })
      starts.set(key, { carer: route.carer, at: start })
      clock = start + needs.duration
      here = index + 1
    }
    distance += file.distances[here]?.[0] ?? Number.NaN
  }
  if (new Set(plan.routes.map(({ carer }) => carer)).size !== plan.routes.length)
    violations.push({ code: 'carer-twice', of: '' })
  let tardiness = 0
  let greatestTardiness = 0
  const unserved: string[] = []
  let missing = 0
  for (const patient of file.patients) {
    patient.required_caregivers.forEach((_, part) => {
      const start = starts.get(`${patient.id}/${part}`)
      if (start === undefined) {
        violations.push({ code: 'stop-missing', of: `${patient.id}/${part}` })
        unserved.push(patient.id)
        missing++
        return
      }
      const late = Math.max(0, start.at - patient.time_window[1])
      tardiness += late
      greatestTardiness = Math.max(greatestTardiness, late)
    })
    violations.push(...apart(patient, starts))
  }
  const cost = (distance + tardiness + greatestTardiness) / 3 + 100_000 * missing
  violations.push(...costDiffers(plan.total, cost))
  const vehicles = plan.routes.filter(({ stops }) => stops.length > 0).length
  const answer = { cost, distance, tardiness, greatestTardiness, vehicles, unserved: [...new Set(unserved)] }
  return { valid: violations.length === 0, violations, ...answer }
}

function apart(
  patient: File['patients'][number],
  starts: ReadonlyMap<string, { readonly carer: string; readonly at: number }>,
): readonly Violation[] {
  const first = starts.get(`${patient.id}/0`)
  const second = starts.get(`${patient.id}/1`)
  if (first === undefined || second === undefined) return []
  if (first.carer === second.carer) return [{ code: 'same-carer-for-both-parts', of: patient.id }]
  const gap = second.at - first.at
  const { type, distance } = patient.synchronization ?? { type: 'simultaneous' }
  const [least, most] = type === 'simultaneous' ? [0, 0] : (distance ?? [0, 0])
  if (gap >= least - tolerance && gap <= most + tolerance) return []
  return [{ code: 'parts-apart', of: patient.id, found: gap, allowed: gap < least ? least : most }]
}
