import type { SourceText } from '#policy/position'

/** A DMN file as read: names are still words, expressions still text. */
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
}

/** An import with an empty name puts the other model's names beside this one's own (DMN 1.5, 6.3.3). */
interface Import {
  readonly name: string
  readonly namespace: string
  readonly offset: number
}

export interface ItemDefinition {
  readonly name: string
  readonly typeRef: string | undefined
  readonly isCollection: boolean
  readonly components: readonly ItemDefinition[]
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
  readonly logic: Boxed
  readonly offset: number
}

export interface BusinessKnowledge {
  readonly id: string
  readonly name: string
  readonly parameters: readonly {
    readonly name: string
    readonly typeRef: string | undefined
    readonly offset: number
  }[]
  readonly requires: readonly Requirement[]
  readonly logic: Boxed
  readonly offset: number
}

/** `#id` of this model, or `namespace#id` of an imported one. */
export interface Requirement {
  readonly href: string
  readonly offset: number
}

export type Boxed =
  | { readonly kind: 'literal'; readonly text: SourceText; readonly offset: number }
  | {
      readonly kind: 'context'
      readonly entries: readonly {
        readonly name: string | undefined
        readonly typeRef: string | undefined
        readonly value: Boxed
      }[]
      readonly offset: number
    }
  | DecisionTable

export interface DecisionTable {
  readonly kind: 'table'
  readonly hitPolicy: string
  readonly aggregation: string | undefined
  readonly inputs: readonly { readonly label: string | undefined; readonly text: SourceText; readonly offset: number }[]
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
  readonly offset: number
}
