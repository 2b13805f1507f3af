import type { Position } from '#policy/position'
import type { XmlFault } from '#policy/xml/index'

/** Every way in which a policy can fail to compile. The texts are in messages.zh.ts and messages.en.ts. */
export type Problem =
  | { readonly code: 'xml-malformed'; readonly detail: XmlFault; readonly found: string }
  | { readonly code: 'not-dmn'; readonly found: string }
  | { readonly code: 'unsupported-element'; readonly element: string }
  | { readonly code: 'unsupported-syntax'; readonly what: string }
  | { readonly code: 'unsupported-hit-policy'; readonly found: string }
  | { readonly code: 'missing-part'; readonly element: string; readonly part: string }
  | { readonly code: 'duplicate-name'; readonly name: string }
  | { readonly code: 'name-taken'; readonly name: string }
  | { readonly code: 'broken-reference'; readonly href: string }
  | { readonly code: 'unknown-import'; readonly namespace: string }
  | { readonly code: 'unknown-type'; readonly name: string; readonly nearest: readonly string[] }
  | { readonly code: 'syntax'; readonly found: string }
  | { readonly code: 'bad-literal'; readonly text: string; readonly type: TypeWord }
  | { readonly code: 'unknown-name'; readonly name: string; readonly nearest: readonly string[] }
  | { readonly code: 'unknown-field'; readonly name: string; readonly nearest: readonly string[] }
  | { readonly code: 'unknown-function'; readonly name: string; readonly nearest: readonly string[] }
  | { readonly code: 'not-required'; readonly name: string }
  | { readonly code: 'cycle'; readonly names: readonly string[] }
  | { readonly code: 'type-clash'; readonly expected: string; readonly found: string }
  | { readonly code: 'operand-clash'; readonly op: string; readonly left: string; readonly right: string }
  | { readonly code: 'argument-count'; readonly name: string; readonly expected: string; readonly found: number }
  | { readonly code: 'unit-clash'; readonly left: string; readonly right: string; readonly hint?: 'month-year' }
  | { readonly code: 'cell-count'; readonly expected: number; readonly found: number }
  | { readonly code: 'table-overlap'; readonly first: number; readonly second: number; readonly example: string }
  | { readonly code: 'table-gap'; readonly example: string }
  | { readonly code: 'too-deep' }
  | { readonly code: 'too-long' }
  | { readonly code: 'too-much' }
  | { readonly code: 'yaml-malformed'; readonly detail: string }
  | { readonly code: 'standard-invalid'; readonly field: string; readonly found: string }
  | { readonly code: 'standards-overlap'; readonly parameter: string; readonly first: string; readonly second: string }
  | { readonly code: 'duplicate-decision'; readonly name: string; readonly other: string }

type TypeWord = 'number' | 'date' | 'duration'

/** Where a problem stands. `cell` is the place in a decision table, as `R2C1` (rule, column). */
export interface ProblemPlace {
  readonly folder: string
  readonly file: string
  readonly decision?: string
  readonly cell?: string
  readonly line: number
  readonly column: number
}

export interface PolicyError extends ProblemPlace {
  readonly problem: Problem
}

/** Where a file's problems are collected; a pass goes on after one so that all of them are seen at once. */
export interface ProblemSink {
  readonly folder: string
  readonly file: string
  readonly errors: PolicyError[]
}

export function report(
  sink: ProblemSink,
  at: Position,
  problem: Problem,
  within: { readonly decision?: string | undefined; readonly cell?: string | undefined } = {},
): void {
  sink.errors.push({
    folder: sink.folder,
    file: sink.file,
    ...(within.decision === undefined ? {} : { decision: within.decision }),
    ...(within.cell === undefined ? {} : { cell: within.cell }),
    line: at.line,
    column: at.column,
    problem,
  })
}

/** Each error once, by file and place: a function that is called twice reports its mistakes twice. */
export function inOrder<E extends ProblemPlace>(errors: readonly E[]): readonly E[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()].sort((a, b) => {
    const [left, right] = [`${a.folder}/${a.file}`, `${b.folder}/${b.file}`]
    if (left !== right) return left < right ? -1 : 1
    return a.line - b.line || a.column - b.column
  })
}
