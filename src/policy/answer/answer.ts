import type { Day } from '#kernel/day'
import { evaluate } from '#policy/answer/evaluate'
import type { HouseholdRow } from '#policy/answer/row'
import { Session } from '#policy/answer/session'
import type { TraceNode } from '#policy/answer/trace'
import { distinctMissing, isUnknown, toPlain, type MissingFact, type PlainValue } from '#policy/answer/value'
import type { Program } from '#policy/checked/index'

export interface Answer {
  readonly values: Readonly<Record<string, PlainValue>>
  readonly trace: readonly TraceNode[]
  /** The facts that the unknown decisions asked for wait on; empty when all are known. */
  readonly missing: readonly MissingFact[]
}

export function answerProgram(program: Program, decisions: readonly string[], row: HouseholdRow, day: Day): Answer {
  const session = new Session(program, row, day, evaluate)
  const values: Record<string, PlainValue> = {}
  const missing: MissingFact[] = []
  for (const name of decisions) {
    const value = session.decision(name)
    values[name] = toPlain(value)
    if (isUnknown(value)) missing.push(...value.missing)
  }
  return { values, trace: session.roots, missing: distinctMissing(missing) }
}
