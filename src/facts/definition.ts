/** The department that knows a fact first. */
export type FactSource =
  | 'police'
  | 'human-resources'
  | 'medical-insurance'
  | 'disabled-federation'
  | 'vehicle-registry'
  | 'real-estate'
  | 'civil-affairs'
  | 'survey'

/**
 * How a fact lives in time:
 * `state` holds from a day until another; `rate` is an amount a month while it holds; `flow` is an amount
 * that fell due on one day.
 */
export type FactKind = 'state' | 'rate' | 'flow'

export type ValueType = 'number' | 'text' | 'boolean' | 'day'

/** Masked on screens until a purpose is given when `sensitive`. */
export type Sensitivity = 'ordinary' | 'sensitive'

export type Unit =
  | '元'
  | '元/月'
  | '元/年'
  | '岁'
  | '天'
  | '月'
  | '人'
  | '项'
  | '级'
  | '分'
  | '次'
  | '平方米'
  | '辆'
  | '套'
  | '份'

/** Units whose values are whole by nature; the others are amounts with two decimals. */
export const wholeUnits: ReadonlySet<Unit> = new Set(['岁', '天', '月', '人', '项', '级', '分', '次', '辆', '套', '份'])

/** Who the fact is about. An obligor is recorded under the household that may claim support from them. */
export type Subject = 'household' | 'person' | 'obligor'

export interface FactDefinition {
  readonly zh: string
  readonly subject: Subject
  readonly type: ValueType
  readonly kind: FactKind
  readonly source: FactSource
  readonly sensitivity: Sensitivity
  readonly unit?: Unit
  /** The only values that a text may have; an unlisted one is quarantined. */
  readonly values?: readonly string[]
}
