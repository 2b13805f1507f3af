import { YamlReader } from '#policy/model/standards'
import type { Position } from '#policy/position'
import type { ProblemSink } from '#policy/problem'

export type Level = 'red' | 'orange' | 'yellow'
/** How a signal is disposed of: R1 deliver, R2 push to a department, R3 case conference, R4 check and terminate. */
export type Route = 'R1' | 'R2' | 'R3' | 'R4'
export type OwnerRole = 'village-worker' | 'township-clerk' | 'county-officer'

/** What the monitoring platform does when the decision of the same name says yes. */
export interface Indicator {
  readonly code: string
  readonly title: string
  readonly level: Level
  readonly route: Route
  readonly owner: OwnerRole
  readonly advice: string
  /** The decision of text that says in a sentence what was found. */
  readonly evidence: string
  /** The parameter that holds the deadline in working days. */
  readonly deadlineParameter: string
  readonly folder: string
  readonly file: string
  readonly at: Position
}

const levels: readonly string[] = ['red', 'orange', 'yellow'] satisfies Level[]
const routes: readonly string[] = ['R1', 'R2', 'R3', 'R4'] satisfies Route[]
const owners: readonly string[] = ['village-worker', 'township-clerk', 'county-officer'] satisfies OwnerRole[]

/** Reads an indicators file: `parameters` as in a standards file, and `indicators`. */
export function indicatorsFromYaml(text: string, sink: ProblemSink): readonly Indicator[] {
  const reader = new YamlReader(text, sink)
  return reader.maps(reader.root, 'indicators').map((map) => {
    const oneOf = <T extends string>(field: string, known: readonly string[], first: T): T => {
      const found = reader.required(map, field)
      if (!known.includes(found)) reader.invalid(map, field, found)
      // The list of known words is the union's own (`satisfies` above); an unknown one has just been reported.
      return known.includes(found) ? (found as T) : first
    }
    const code = reader.required(map, 'code')
    return {
      code,
      title: reader.required(map, 'title'),
      level: oneOf<Level>('level', levels, 'yellow'),
      route: oneOf<Route>('route', routes, 'R4'),
      owner: oneOf<OwnerRole>('owner', owners, 'township-clerk'),
      advice: reader.required(map, 'advice'),
      evidence: reader.required(map, 'evidence'),
      deadlineParameter: reader.required(map, 'deadline'),
      folder: sink.folder,
      file: sink.file,
      at: reader.at(map),
    }
  })
}
