import type { Callable } from '#policy/checked/callable'
import type { Binder, Core } from '#policy/checked/core'
import type { Type } from '#policy/checked/type'
import type { Parameter } from '#policy/model/index'

/** What a name stands for. */
export type Referent =
  | { readonly kind: 'fact'; readonly column: string; readonly type: Type }
  | { readonly kind: 'as-of' }
  | { readonly kind: 'parameter'; readonly parameter: Parameter }
  | { readonly kind: 'decision'; readonly name: string; readonly required: boolean }
  | { readonly kind: 'callable'; readonly callable: Callable; readonly required: boolean }
  /** Names of an imported model, reached as `import.name`. */
  | { readonly kind: 'model'; readonly names: Scope }
  | { readonly kind: 'variable'; readonly binder: Binder }
  /** A local name whose value is a function that is written out, so that a call of it can be spelled out. */
  | { readonly kind: 'local-function'; readonly callable: Callable; readonly binder: Binder }
  /** A field of the element that a filter looks at. */
  | { readonly kind: 'element-field'; readonly binder: Binder; readonly name: string }
  /** A name inside a filter over elements of unknown shape. */
  | { readonly kind: 'element-name'; readonly binder: Binder; readonly outer: Referent | undefined }
  /** A context entry or a parameter of a called function, already checked. */
  | { readonly kind: 'value'; readonly core: Core }

/** Names visible at a place; looks outwards. */
export class Scope {
  readonly #names: ReadonlyMap<string, Referent>
  readonly #outer: Scope | undefined
  readonly #element: Binder | undefined

  constructor(names: ReadonlyMap<string, Referent>, outer?: Scope, element?: Binder) {
    this.#names = names
    this.#outer = outer
    this.#element = element
  }

  find(name: string): Referent | undefined {
    const own = this.#names.get(name)
    if (own !== undefined) return own
    const outer = this.#outer?.find(name)
    return this.#element === undefined ? outer : { kind: 'element-name', binder: this.#element, outer }
  }

  *known(): Generator<string> {
    yield* this.#names.keys()
    if (this.#outer !== undefined) yield* this.#outer.known()
  }

  with(names: Iterable<readonly [string, Referent]>): Scope {
    return new Scope(new Map(names), this)
  }

  /** The scope of a filter whose elements may have any field: each name may be one of theirs. */
  withElement(element: Binder, names: Iterable<readonly [string, Referent]>): Scope {
    return new Scope(new Map(names), this, element)
  }
}
