import type { CarerRoute, DayPlan, DispatchCarer, DispatchDay, VisitRow } from '#contracts/elder-care'

/** One part of one visit: what is moved, compared and drawn. */
export type PartKey = `${string}/${number}`
export const partKey = (visitId: string, part: number): PartKey => `${visitId}/${part}`

export interface Block {
  readonly key: string
  readonly kind: 'visit' | 'meal' | 'break' | 'canteen'
  readonly visitId: string | null
  readonly part: number
  /** Undefined for a break, a canteen, and for a visit of another township. */
  readonly visit: VisitRow | undefined
  readonly start: number
  readonly leave: number
  /** Minutes after the end of the window's last start; 0 when she is in time. */
  readonly late: number
  /** Her carer cannot come any more since the plan was made. */
  readonly isBroken: boolean
}

interface Way {
  readonly from: number
  readonly until: number
}

export interface BoardRow {
  readonly id: string
  /** Undefined when a plan still has somebody whose shift has been taken away since. */
  readonly carer: DispatchCarer | undefined
  readonly route: CarerRoute | undefined
  readonly blocks: readonly Block[]
  readonly ways: readonly Way[]
  /** How many visits and meals. */
  readonly visits: number
}

/** A start this much later than what was agreed is told; less is rounding, in minutes. */
const worthTelling = 1

function lateBy(visit: VisitRow | undefined, kind: Block['kind'], start: number): number {
  if (visit === undefined) return 0
  const last = kind === 'meal' ? visit.windowUntil : visit.windowUntil - visit.minutes
  const late = start - last
  return late > worthTelling ? late : 0
}

function blocksOf(route: CarerRoute, visits: ReadonlyMap<string, VisitRow>, broken: ReadonlySet<string>): Block[] {
  return route.stops.map(({ kind, visitId, part, start, leave }, index) => {
    const visit = visitId === null ? undefined : visits.get(visitId)
    return {
      key: visitId === null ? `${kind}-${index}` : partKey(visitId, part),
      kind,
      visitId,
      part,
      visit,
      start,
      leave,
      late: lateBy(visit, kind, start),
      isBroken: visitId !== null && broken.has(visitId),
    }
  })
}

function waysOf({ leave, back, stops }: CarerRoute): Way[] {
  const legs = stops.map(({ arrive }, index) => ({ from: stops[index - 1]?.leave ?? leave, until: arrive }))
  const home = { from: stops.at(-1)?.leave ?? leave, until: back }
  return [...legs, home].filter(({ from, until }) => until - from > 0.5)
}

/** What is over and so in no plan any more: it stays on the row of whoever was there. */
function pastBlocks(day: DispatchDay, plan: DayPlan | null): ReadonlyMap<string, readonly Block[]> {
  const planned = new Set(plan?.routes.flatMap(({ stops }) => stops.map(({ visitId }) => visitId)))
  const past = new Map<string, Block[]>()
  for (const visit of day.visits) {
    if (visit.status === 'cancelled' || visit.status === 'due' || planned.has(visit.id)) continue
    if (visit.status === 'assigned' && plan !== null) continue
    for (const { part, carerId, startsAt } of visit.carers) {
      const start = visit.arrivedAt ?? startsAt
      const kind = visit.service === 'meal' ? 'meal' : 'visit'
      const leave = visit.leftAt ?? start + visit.minutes
      const block: Block = {
        key: partKey(visit.id, part),
        kind,
        visitId: visit.id,
        part,
        visit,
        start,
        leave,
        late: 0,
        isBroken: false,
      }
      past.set(carerId, [...(past.get(carerId) ?? []), block])
    }
  }
  return past
}

/** The rows of the board: everybody on shift, and whoever else the plan has. */
export function rowsOf(day: DispatchDay, plan: DayPlan | null): BoardRow[] {
  const visits = new Map(day.visits.map((visit) => [visit.id, visit]))
  const routes = new Map(plan?.routes.map((route) => [route.carerId, route]))
  const past = pastBlocks(day, plan)
  const broken = new Set(plan?.broken)
  const rowOf = (id: string, carer: DispatchCarer | undefined): BoardRow => {
    const route = routes.get(id)
    const blocks = [...(past.get(id) ?? []), ...(route === undefined ? [] : blocksOf(route, visits, broken))]
    return {
      id,
      carer,
      route,
      blocks,
      ways: route === undefined ? [] : waysOf(route),
      visits: blocks.filter(({ visitId }) => visitId !== null).length,
    }
  }
  const known = new Set(day.carers.map(({ id }) => id))
  const others = [...new Set([...routes.keys(), ...past.keys()])].filter((id) => !known.has(id))
  return [
    ...day.carers.map((carer) => rowOf(carer.id, carer)),
    ...others.map((id) => rowOf(id, undefined)).filter(({ blocks }) => blocks.length > 0),
  ]
}

/** Rows whose carer, or an elder of hers, has the text in the name; with `onlyBusy` those who have something to do. */
export function shownRows(
  rows: readonly BoardRow[],
  of: { readonly onlyBusy: boolean; readonly text: string },
): BoardRow[] {
  const text = of.text.trim()
  return rows.filter(
    ({ carer, blocks, visits }) =>
      (!of.onlyBusy || visits > 0 || (carer !== undefined && carer.absentFrom !== null)) &&
      (text === '' ||
        (carer?.name.includes(text) ?? false) ||
        (carer?.facilityName.includes(text) ?? false) ||
        blocks.some(({ visit }) => visit?.name.includes(text) ?? false)),
  )
}

export interface Figures {
  readonly visits: number
  readonly served: number
  readonly unserved: number
  readonly travelMinutes: number
  readonly lateMinutes: number
}

/** What the head of the board counts; visits that were called off count for nothing. */
export function figuresOf(day: DispatchDay, plan: DayPlan | null): Figures {
  const wanted = day.visits.filter(({ status }) => status !== 'cancelled' && status !== 'missed')
  const planned = new Set(plan?.routes.flatMap(({ stops }) => stops.map(({ visitId }) => visitId)))
  const served = wanted.filter(
    ({ id, status }) => planned.has(id) || status === 'done' || (status === 'under-way' && plan !== null),
  ).length
  return {
    visits: wanted.length,
    served,
    unserved: wanted.length - served,
    travelMinutes: plan?.travelMinutes ?? 0,
    lateMinutes: plan?.lateMinutes ?? 0,
  }
}
