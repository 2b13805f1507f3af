import { skillOf, type VisitRow } from '#contracts/elder-care'
import type { BoardRow } from '#web/features/dispatch/board-rows.ts'

interface Place {
  readonly longitude: number
  readonly latitude: number
}

/** Near enough within a county to say who is nearer: a degree of longitude shrinks with the latitude. */
function apart(one: Place, other: Place): number {
  const east = (one.longitude - other.longitude) * Math.cos((one.latitude * Math.PI) / 180)
  return Math.hypot(east, one.latitude - other.latitude)
}

/**
 * Who could take a visit over, the nearest first: on shift, with the skill, not absent all day, and not whoever has it
 * now. Near is how close she comes on her way that day, or where she sets out from.
 */
export function candidatesFor(
  visit: VisitRow,
  rows: readonly BoardRow[],
  of: { readonly from: string | undefined },
): BoardRow[] {
  const skill = skillOf[visit.service]
  const home =
    visit.longitude === null || visit.latitude === null
      ? undefined
      : { longitude: visit.longitude, latitude: visit.latitude }
  const nearness = ({ carer, route }: BoardRow): number => {
    if (home === undefined || carer === undefined) return 0
    const stops = (route?.stops ?? []).filter(({ kind }) => kind === 'visit' || kind === 'meal')
    return Math.min(apart(home, carer), ...stops.map((stop) => apart(home, stop)))
  }
  return rows
    .filter(
      ({ id, carer }) =>
        id !== of.from &&
        carer !== undefined &&
        carer.skills.includes(skill) &&
        (carer.absentFrom === null || carer.absentFrom > carer.from),
    )
    .map((row) => ({ row, near: nearness(row) }))
    .toSorted((one, other) => one.near - other.near)
    .map(({ row }) => row)
}
