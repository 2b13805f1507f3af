import { describePlace, type PolicyError, type ProblemPlace, YamlReader } from '#policy'
import type { PolicyFile } from '#policy-files/read'
import { indicatorTexts } from '#policy-files/messages.zh'

type Level = 'red' | 'orange' | 'yellow'
/** How a signal is disposed of: R1 deliver, R2 push to a department, R3 case conference, R4 check and terminate. */
type Route = 'R1' | 'R2' | 'R3' | 'R4'
type OwnerRole = 'village-worker' | 'township-clerk' | 'county-officer'

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
  readonly place: ProblemPlace
}

/** An indicator whose own decision, or whose evidence, is not among the decisions. */
export interface IndicatorError extends ProblemPlace {
  readonly problem: { readonly code: 'indicator-without-decision'; readonly indicator: string }
}

const levels = ['red', 'orange', 'yellow'] as const satisfies readonly Level[]
const routes = ['R1', 'R2', 'R3', 'R4'] as const satisfies readonly Route[]
const owners = ['village-worker', 'township-clerk', 'county-officer'] as const satisfies readonly OwnerRole[]

/** The indicators of a file; its `parameters` are a standards file's and are the engine's to read. */
export function indicatorsFromYaml(of: PolicyFile, errors: PolicyError[]): readonly Indicator[] {
  const { folder, file, text } = of
  const reader = new YamlReader(text, { folder, file, errors })
  return reader.maps(reader.root, 'indicators').map((map) => {
    const oneOf = <T extends string>(field: string, known: readonly [T, ...T[]]): T => {
      const written = reader.required(map, field)
      const found = known.find((word) => word === written)
      if (found === undefined) reader.invalid(map, field, written)
      return found ?? known[0]
    }
    return {
      code: reader.required(map, 'code'),
      title: reader.required(map, 'title'),
      level: oneOf('level', levels),
      route: oneOf('route', routes),
      owner: oneOf('owner', owners),
      advice: reader.required(map, 'advice'),
      evidence: reader.required(map, 'evidence'),
      deadlineParameter: reader.required(map, 'deadline'),
      place: { folder, file, ...reader.at(map) },
    }
  })
}

/** What the indicators ask for that no decision gives. */
export function withoutDecision(
  indicators: readonly Indicator[],
  decisions: readonly { readonly name: string }[],
): readonly IndicatorError[] {
  const known = new Set(decisions.map(({ name }) => name))
  return indicators.flatMap(({ code, evidence, place }) =>
    [code, evidence]
      .filter((name) => !known.has(name))
      .map((indicator) => ({ ...place, problem: { code: 'indicator-without-decision', indicator } as const })),
  )
}

export function describeIndicatorError(error: IndicatorError, language: 'zh' | 'en'): string {
  return `${describePlace(error, language)}${indicatorTexts[language](error.problem.indicator)}`
}
