import type { Field } from '#dispatch/field'
import type { PartsBefore } from '#dispatch/plan'
import { makeRounds, type MealRound } from '#dispatch/rounds'
import { classesOf, nearCarers, nearTasks } from '#dispatch/near'
import { travelTables } from '#dispatch/travel'
import type { Carer, Part, Problem, Visit } from '#dispatch/problem'

/** What a task of the field is in the problem. */
type Task =
  | { readonly kind: 'visit'; readonly visit: Visit; readonly part: number }
  | { readonly kind: 'round'; readonly round: MealRound }
  | { readonly kind: 'break'; readonly carer: Carer; readonly index: number }

export interface Compiled {
  readonly problem: Problem
  readonly field: Field
  readonly tasks: readonly Task[]
  readonly carers: readonly Carer[]
  /** The ids of the places by their number in the field. */
  readonly places: readonly string[]
  /** By visit, the carer of each part in the plan before. */
  readonly before: PartsBefore
}

/** The order of the input says nothing; ids do. */
const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id.length - b.id.length || (a.id < b.id ? -1 : 1)

const mostNear = 120

/**
 * Lays a problem out as flat arrays. The problem must be free of faults (`readFaults`); the order of its lists does not
 * matter. `before` names the carers of the plan before, for the stability term.
 */
export function compile(problem: Problem, before: PartsBefore = new Map()): Compiled {
  const carers = problem.carers.toSorted(byId)
  const visits = problem.visits.toSorted(byId)
  const places = problem.places.toSorted(byId)
  const placeOf = new Map(places.map(({ id }, index) => [id, index]))
  const modes = [...new Set(carers.map(({ mode }) => mode))].sort()
  const order = places.map((place) => problem.places.indexOf(place))
  const travel = travelTables(problem.travel, places, order, modes)
  const now = problem.now ?? 0
  const rounds = makeRounds(problem, placeOf, travel, modes.length)
  const tasks: Task[] = [
    ...visits.flatMap((visit) => visit.parts.map((_, part): Task => ({ kind: 'visit', visit, part }))),
    ...rounds.map((round): Task => ({ kind: 'round', round })),
    ...carers.flatMap((carer) =>
      (carer.breaks ?? []).flatMap(({ latest }, index): readonly Task[] =>
        latest < now ? [] : [{ kind: 'break', carer, index }],
      ),
    ),
  ]
  const at = (id: string): number => {
    const found = placeOf.get(id)
    if (found === undefined) throw new Error(`the place ${id} is not among the places`)
    return found
  }
  const { length: count } = tasks
  const { length: carerCount } = carers
  const nodes = count + 2 * carerCount
  const profiles = Math.max(1, modes.length)
  const entry = new Int32Array(nodes)
  const exit = new Int32Array(nodes)
  const ready = new Float64Array(nodes)
  const due = new Float64Array(nodes).fill(Infinity)
  const last = new Float64Array(nodes).fill(Infinity)
  const service = new Float64Array(nodes * profiles)
  const load = new Float64Array(count)
  const partner = new Int32Array(count).fill(-1)
  const push = new Float64Array(count)
  const unserved = new Float64Array(count)
  const isBreak = new Uint8Array(count)
  const restOf = new Int32Array(count).fill(-1)
  const assign = new Float64Array(count * carerCount)
  const was = new Float64Array(count).fill(Number.NaN)
  const { weights } = problem

  tasks.forEach((task, index) => {
    const shape = shapeOf(task, at, now, profiles)
    entry[index] = shape.entry
    exit[index] = shape.exit
    ready[index] = shape.ready
    due[index] = shape.due
    last[index] = shape.last
    load[index] = shape.load
    unserved[index] = weights.unserved * shape.priority
    for (let profile = 0; profile < profiles; profile++) {
      service[index * profiles + profile] = shape.minutes[profile] ?? 0
    }
    if (task.kind === 'break') restOf[index] = carers.indexOf(task.carer)
    if (task.kind === 'break' && task.carer.breaks?.[task.index]?.place === undefined) isBreak[index] = 1
    if (task.kind === 'visit') was[index] = before.get(task.visit.id)?.[task.part]?.start ?? Number.NaN
    if (task.kind === 'visit' && task.visit.parts.length === 2) {
      partner[index] = task.part === 0 ? index + 1 : index - 1
      push[index] = pushOf(task.visit, task.part)
    }
    carers.forEach((carer, who) => {
      const takes = shape.minutes[modes.indexOf(carer.mode)] ?? Infinity
      assign[index * carerCount + who] = takes < Infinity ? assignCost(task, carer, weights, before) : Infinity
    })
  })
  carers.forEach((carer, who) => {
    const from = count + 2 * who
    const under = visitUnderWay(carer, visits)
    entry[from] = exit[from] = at(under?.place ?? carer.start)
    entry[from + 1] = exit[from + 1] = at(carer.end)
    ready[from] = under?.startedAt ?? Math.max(carer.from, Math.min(now, carer.until))
    due[from + 1] = carer.until
    last[from + 1] = carer.overtimeUntil ?? carer.until
  })
  const care = tasks.reduce((sum, task) => sum + minutesAsked(task), 0)
  const reach = Math.min(mostNear, Math.max(0, count - 1))
  const profileOf = Int32Array.from(carers, ({ mode }) => modes.indexOf(mode))
  const field: Field = {
    tasks: count,
    carers: carerCount,
    nodes,
    places: places.length,
    profiles,
    entry,
    exit,
    ready,
    due,
    last,
    service,
    profileOf,
    travel,
    load,
    capacity: Float64Array.from(carers, ({ capacity }) => capacity ?? Infinity),
    maxWork: Float64Array.from(carers, ({ maxWork }) => maxWork ?? Infinity),
    costPerMinute: Float64Array.from(carers, ({ costPerMinute }) => (costPerMinute ?? 1) * weights.travel),
    fixed: Float64Array.from(carers, ({ fixedCost }) => fixedCost ?? 0),
    partner,
    push,
    assign,
    unserved,
    isBreak,
    restOf,
    classOf: classesOf(carers, count, assign),
    near: nearTasks({ count, reach, entry, exit, travel, places: places.length }),
    reach,
    kin: nearCarers({ count, carers: carerCount, entry, travel, places: places.length, assign, profileOf }),
    lateness: weights.lateness,
    greatestLateness: weights.greatestLateness,
    overtime: weights.overtime,
    fairness: weights.fairness / Math.max(1, care),
    isSoft: last.some((closes, node) => closes > (due[node] ?? 0)),
    was,
    shift: before.size > 0 ? weights.stability / 4 : 0,
    fleetFirst: problem.fleetFirst ?? false,
    hasPairs: partner.some((other) => other >= 0),
    hasLast: last.some((closes) => closes < Infinity),
  }
  return { problem, field, tasks, carers, places: places.map(({ id }) => id), before }
}

/** The first visit that a carer has begun: her day goes on from there. */
function visitUnderWay(carer: Carer, visits: readonly Visit[]): Visit | undefined {
  return visits
    .filter(({ startedAt, locked = [], pairing }) => {
      const began = pairing?.kind === 'sequence' ? locked.slice(0, 1) : locked
      return startedAt !== undefined && began.includes(carer.id)
    })
    .toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))[0]
}

interface Shape {
  readonly entry: number
  readonly exit: number
  readonly ready: number
  readonly due: number
  readonly last: number
  readonly load: number
  readonly priority: number
  /** By travel profile. */
  readonly minutes: readonly number[]
}

/** Leaving out what has begun, what is locked and a break is dearer than leaving out anything else. */
const lockedPriority = 100

function shapeOf(task: Task, at: (id: string) => number, now: number, profiles: number): Shape {
  const same = (minutes: number): number[] => Array.from({ length: profiles }, () => minutes)
  switch (task.kind) {
    case 'visit': {
      const { visit, part } = task
      const { startedAt, earliest, latest, latestAtAll, locked } = visit
      const place = at(visit.place)
      const open = startedAt ?? Math.max(earliest, now)
      const gap = startedAt !== undefined && part === 1 && visit.pairing?.kind === 'sequence' ? visit.pairing.least : 0
      const closes = latestAtAll === null ? Infinity : (latestAtAll ?? latest)
      const priority = (visit.priority ?? 1) * (locked === undefined ? 1 : lockedPriority)
      return {
        entry: place,
        exit: place,
        ready: open + gap,
        due: startedAt === undefined ? latest : Math.max(latest, open + gap),
        last: startedAt === undefined ? closes : part === 0 ? open : Infinity,
        load: part === 0 ? (visit.load ?? 0) : 0,
        priority,
        minutes: same(visit.parts[part]?.minutes ?? 0),
      }
    }
    case 'round': {
      const { round } = task
      return {
        entry: at(round.canteen),
        exit: at(round.stops.at(-1)?.meal.place ?? round.canteen),
        ready: Math.max(round.earliest, now),
        due: round.latest,
        last: round.latest,
        load: 0,
        priority: round.stops.reduce((sum, { meal }) => sum + (meal.priority ?? 1), 0),
        minutes: round.minutes,
      }
    }
    case 'break': {
      const pause = task.carer.breaks?.[task.index]
      if (pause === undefined) throw new Error(`carer ${task.carer.id} has no break ${task.index}`)
      const place = at(pause.place ?? task.carer.start)
      const { earliest, latest, minutes } = pause
      const shape = { entry: place, exit: place, ready: Math.min(Math.max(earliest, now), latest), due: latest }
      return { ...shape, last: latest, load: 0, priority: lockedPriority, minutes: same(minutes) }
    }
  }
}

/** Minutes of care that a task asks for; the way within a round of meals is not among them. */
function minutesAsked(task: Task): number {
  switch (task.kind) {
    case 'visit':
      return task.visit.parts[task.part]?.minutes ?? 0
    case 'round':
      return task.round.stops.reduce((sum, { meal }) => sum + meal.minutes, 0)
    case 'break':
      return task.carer.breaks?.[task.index]?.minutes ?? 0
  }
}

/** The other part starts no earlier than so many minutes after this one. */
function pushOf(visit: Visit, part: number): number {
  if (visit.pairing?.kind !== 'sequence') return 0
  return part === 0 ? visit.pairing.least : -visit.pairing.most
}

export function hasSkills(carer: Carer, part: Pick<Part, 'skills'>): boolean {
  return part.skills.every((skill) => carer.skills.includes(skill))
}

function assignCost(task: Task, carer: Carer, weights: Problem['weights'], before: PartsBefore): number {
  if (task.kind === 'break') return task.carer.id === carer.id ? 0 : Infinity
  if (task.kind === 'round') {
    const { round } = task
    const fits = round.stops.length <= (carer.capacity ?? Infinity)
    if (!fits || !hasSkills(carer, { skills: round.skills })) return Infinity
    const was = round.stops.filter(({ meal }) => (before.get(meal.id)?.[0]?.carer ?? carer.id) !== carer.id)
    return weights.stability * was.length
  }
  const { visit, part } = task
  const shape = visit.parts[part]
  if (shape === undefined || !hasSkills(carer, shape) || visit.refused?.includes(carer.id)) return Infinity
  if (visit.locked !== undefined && visit.locked[part] !== carer.id) return Infinity
  const was = before.get(visit.id)?.[part]?.carer
  const usual = visit.usual !== undefined && visit.usual !== carer.id && part === 0 ? weights.continuity : 0
  const preferred = visit.preferred !== undefined && !visit.preferred.includes(carer.id) ? weights.continuity / 2 : 0
  return usual + preferred + (was !== undefined && was !== carer.id ? weights.stability : 0)
}
