import type { SourceText } from '#policy/position'

/** A DMN file as read: names are still words, expressions still text. Offsets are offsets in the file. */
export interface Model {
  readonly folder: string
  readonly file: string
  readonly text: string
  readonly name: string
  readonly namespace: string
  readonly imports: readonly Import[]
  readonly types: readonly ItemDefinition[]
  readonly inputs: readonly InputData[]
  readonly functions: readonly BusinessKnowledge[]
  readonly decisions: readonly Decision[]
  readonly services: readonly DecisionService[]
}

/** An import with an empty name puts the other model's names beside this one's own (DMN 1.5, 6.3.3). */
export interface Import {
  readonly name: string
  readonly namespace: string
  readonly offset: number
}

export interface ItemDefinition {
  readonly name: string
  readonly typeRef: string | undefined
  readonly isCollection: boolean
  /** Unary tests that a value must meet; on a collection, each of its items. */
  readonly allowedValues: SourceText | undefined
  /** Unary tests that the whole value must meet. */
  readonly typeConstraint: SourceText | undefined
  readonly components: readonly ItemDefinition[]
  readonly functionType:
    | {
        readonly parameters: readonly { readonly name: string; readonly typeRef: string | undefined }[]
        readonly result: string | undefined
      }
    | undefined
  readonly offset: number
}

export interface InputData {
  readonly id: string
  readonly name: string
  readonly typeRef: string | undefined
  readonly offset: number
}

export interface Decision {
  readonly id: string
  readonly name: string
  readonly typeRef: string | undefined
  readonly description: string | undefined
  readonly requires: readonly Requirement[]
  /** Absent when the file gives none (or none that we can read, which has then been reported). */
  readonly logic: Boxed | undefined
  readonly offset: number
}

export interface FormalParameter {
  readonly name: string
  readonly typeRef: string | undefined
  readonly offset: number
}

export interface BusinessKnowledge {
  readonly id: string
  readonly name: string
  /** The type of the result, or of the whole function. */
  readonly typeRef: string | undefined
  readonly parameters: readonly FormalParameter[]
  readonly requires: readonly Requirement[]
  readonly logic: Boxed | undefined
  readonly offset: number
}

/** A decision service: called like a function of its inputs (DMN 1.5, 6.3.11). */
export interface DecisionService {
  readonly id: string
  readonly name: string
  readonly typeRef: string | undefined
  readonly outputs: readonly Requirement[]
  readonly encapsulated: readonly Requirement[]
  /** In the order of the file; the parameters of a call are the input data, then the input decisions. */
  readonly inputDecisions: readonly Requirement[]
  readonly inputData: readonly Requirement[]
  readonly offset: number
}

/** `#id` of this model, or `namespace#id` of an imported one. */
export interface Requirement {
  readonly href: string
  readonly offset: number
}

export type Boxed = BoxedNode & {
  /** The declared type of the value. */
  readonly typeRef: string | undefined
  readonly offset: number
}

export type BoxedNode =
  | { readonly kind: 'literal'; readonly text: SourceText }
  /** The entry without a name is the result; without such an entry the result is the context. */
  | {
      readonly kind: 'context'
      readonly entries: readonly {
        readonly name: string | undefined
        readonly typeRef: string | undefined
        readonly value: Boxed
      }[]
    }
  | { readonly kind: 'list'; readonly items: readonly Boxed[] }
  | {
      readonly kind: 'relation'
      readonly columns: readonly { readonly name: string; readonly typeRef: string | undefined }[]
      readonly rows: readonly (readonly Boxed[])[]
    }
  | {
      readonly kind: 'invocation'
      readonly callee: Boxed
      readonly bindings: readonly {
        readonly name: string
        readonly value: Boxed | undefined
        readonly offset: number
      }[]
    }
  | { readonly kind: 'function'; readonly parameters: readonly FormalParameter[]; readonly body: Boxed }
  | { readonly kind: 'conditional'; readonly condition: Boxed; readonly yes: Boxed; readonly no: Boxed }
  | { readonly kind: 'filter'; readonly of: Boxed; readonly by: Boxed }
  | { readonly kind: 'for'; readonly iterator: string; readonly over: Boxed; readonly body: Boxed }
  | {
      readonly kind: 'some' | 'every'
      readonly iterator: string
      readonly over: Boxed
      readonly body: Boxed
    }
  | TableNode

export interface TableNode {
  readonly kind: 'table'
  /** As in the file: UNIQUE, ANY, FIRST, PRIORITY, RULE ORDER, OUTPUT ORDER, COLLECT. */
  readonly hitPolicy: string
  readonly aggregation: string | undefined
  readonly inputs: readonly {
    readonly label: string | undefined
    readonly text: SourceText
    readonly typeRef: string | undefined
    /** Unary tests that the input must meet. */
    readonly values: SourceText | undefined
    readonly offset: number
  }[]
  readonly outputs: readonly {
    readonly name: string | undefined
    readonly typeRef: string | undefined
    readonly values: SourceText | undefined
    readonly otherwise: SourceText | undefined
    readonly offset: number
  }[]
  readonly annotationNames: readonly string[]
  readonly rules: readonly {
    readonly inputs: readonly SourceText[]
    readonly outputs: readonly SourceText[]
    readonly annotations: readonly string[]
    readonly offset: number
  }[]
}

export type DecisionTable = Extract<Boxed, { readonly kind: 'table' }>
