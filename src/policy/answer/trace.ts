import type { PlainValue } from '#policy/answer/value'

/** What a decision read. */
export interface TraceInput {
  /** The Chinese name; for a member or obligor with its number from 1, as `成员2.月均工资`. */
  readonly name: string
  readonly value: PlainValue
  readonly unit?: string
  readonly kind: 'fact' | 'parameter' | 'decision'
  /** The document that sets a parameter. */
  readonly source?: string
}

/** One decision with its reasons. A decision that several others use has its children only where it comes first. */
export interface TraceNode {
  readonly decision: string
  readonly value: PlainValue
  readonly unit?: string
  readonly inputs: readonly TraceInput[]
  /** The rule of a table that gave the value; rows count from 1. */
  readonly rule?: { readonly row: number; readonly annotation: string }
  readonly article?: string
  readonly expressionText: string
  readonly children: readonly TraceNode[]
}
