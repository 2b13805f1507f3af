import type { Binder, Core } from '#policy/checked/index'
import type { Position } from '#policy/position'
import { ElementSteps } from '#policy/sql/element-steps'
import type { Generator } from '#policy/sql/generator'
import { divide } from '#policy/sql/division'
import { castDecimal, numberLiteral, typeOfNumber } from '#policy/sql/number'
import { amountDigits } from '#policy/sql/row-type'
import { numberType, quoteName, Refusal, term, type SqlType, type Term } from '#policy/sql/term'

type ListType = Extract<SqlType, { kind: 'list' }>

function listType(of: Term, at: Position): ListType {
  if (of.type.kind !== 'list') throw new Refusal(`a list is needed, found ${of.type.kind}`, at)
  return of.type
}

/** More rows than any household has; a sum over more stops the query. */
const listDigits = 3

/** A list function's own variable is read only inside it. */
function closed(text: string, type: SqlType, list: Term, body: Term, binder: Binder): Term {
  const made = term(text, type, [list, body], list.nullable)
  const outer = [...made.reads].filter(([id]) => id !== binder.id || list.reads.has(id))
  return { ...made, reads: new Map(outer) }
}

export class Lists {
  readonly #generator: Generator

  constructor(generator: Generator) {
    this.#generator = generator
  }

  /** A list with, for each item, what the body makes of its term. */
  transform(list: Term, binder: Binder, body: (item: Term) => Term, at: Position): Term {
    const steps = new ElementSteps(binder)
    const { of, nullable } = listType(list, at)
    const reads = new Map([[binder.id, 0]])
    const item: Term = { text: steps.element, type: of, nullable, level: 0, reads, atom: true }
    this.#generator.bind(binder, item)
    this.#generator.openLambda(binder.id, steps)
    const made = body(item)
    this.#generator.closeLambda(binder.id)
    const type: SqlType = { kind: 'list', of: made.type, nullable: made.nullable }
    return closed(steps.write(list.text, made.text), type, list, made, binder)
  }

  source(of: Core): Term {
    return this.#generator.hoist(this.#generator.expression(of))
  }

  map(of: Core, binder: Binder, body: Core, at: Position): Term {
    return this.transform(this.source(of), binder, () => this.#generator.expression(body), at)
  }

  /** `some` and `every`, three-valued: one deciding item settles it, else one unknown item leaves it open. */
  quantified(kind: 'some' | 'every', of: Core, binder: Binder, predicate: Core, at: Position): Term {
    const mask = this.#generator.hoist(this.map(of, binder, predicate, at))
    return decided(mask, kind === 'some', at)
  }

  /** The mask of a selection; the selection is unknown when one item of the mask is. */
  mask(of: Core, binder: Binder, predicate: Core, at: Position): Term {
    return this.#generator.hoist(this.map(of, binder, predicate, at))
  }

  countOfFilter(of: Core, binder: Binder, predicate: Core, at: Position): Term {
    const mask = this.mask(of, binder, predicate, at)
    const length = `len(list_filter(${mask.text}, lambda kept: kept))`
    const type = numberType(listDigits, 0, 'BIGINT')
    if (!hasUnknown(mask, at)) return term(length, type, [mask], mask.nullable)
    return term(`CASE WHEN list_position(${mask.text}, NULL) IS NULL THEN ${length} END`, type, [mask], true)
  }

  /**
   * A selection. Rows are carried with the few columns that later steps read and with the predicate's value as
   * `"_kept"`, in one pass over the list; copying whole rows would cost more than the test.
   */
  filter(of: Core, binder: Binder, predicate: Core, at: Position): Term {
    const list = this.source(of)
    const type = listType(list, at)
    let unknowable = false
    const rows = this.#generator.hoist(
      this.transform(
        list,
        binder,
        (item) => {
          const kept = this.#generator.expression(predicate)
          unknowable = kept.nullable
          return this.#packed(kept, item, binder)
        },
        at,
      ),
    )
    const selected = `list_filter(${rows.text}, lambda kept: kept."_kept")`
    const bare = type.of.kind === 'row' ? selected : `list_transform(${selected}, lambda kept: kept."item")`
    if (!unknowable) return term(bare, type, [rows], list.nullable)
    const open = `list_position(list_transform(${rows.text}, lambda kept: kept."_kept"), NULL)`
    return term(`CASE WHEN ${open} IS NULL THEN ${bare} END`, type, [rows], true)
  }

  #packed(kept: Term, item: Term, binder: Binder): Term {
    const columns = this.#generator.carried.get(binder.id) ?? []
    const fields =
      item.type.kind === 'row'
        ? columns.map((column) => `${quoteName(column)} := ${item.text}.${quoteName(column)}`)
        : [`"item" := ${item.text}`]
    const text = `struct_pack(${[`"_kept" := ${kept.text}`, ...fields].join(', ')})`
    return term(text, item.type, [kept, item], item.nullable)
  }

  sum(list: Term, at: Position): Term {
    const items = this.#generator.hoist(list)
    const type = typeOfNumber({ ...items, type: listType(items, at).of }, at)
    // FEEL's sum of nothing is null, and so is DuckDB's.
    const digits = Math.min(type.digits + listDigits, amountDigits)
    const total = term(`list_sum(${items.text})`, numberType(digits, type.scale, 'HUGEINT'), [items], true)
    // Amounts are held to the digits of a fact: a household's total beyond them stops the query.
    const sum = castDecimal(total, digits, type.scale, at)
    return this.#ofKnown(items, sum, at)
  }

  contains(list: Term, item: Term, at: Position): Term {
    const items = this.#generator.hoist(list)
    const kind = listType(items, at).of.kind
    if (kind !== item.type.kind || (kind !== 'string' && kind !== 'date'))
      throw new Refusal(`list contains of ${kind}`, at)
    const found = `list_contains(${items.text}, ${item.text})`
    const type: SqlType = { kind: 'boolean' }
    if (!hasUnknown(items, at) && !items.nullable && !item.nullable) return term(found, type, [items, item], false)
    const absent = items.nullable ? `WHEN ${items.text} IS NULL THEN NULL ` : ''
    // Nothing is in an empty list, whatever it is that is looked for.
    const sought = item.nullable ? `WHEN len(${items.text}) = 0 THEN false WHEN ${item.text} IS NULL THEN NULL ` : ''
    const first = `${absent}${sought}`
    const text = `CASE ${first}WHEN ${found} THEN true WHEN list_position(${items.text}, NULL) IS NULL THEN false END`
    return term(text, type, [items, item], true)
  }

  mean(list: Term, at: Position): Term {
    const items = this.#generator.hoist(list)
    const count = term(`len(${items.text})`, numberType(listDigits, 0, 'BIGINT'), [items])
    return divide(this.sum(items, at), count, at, (of) => this.#generator.hoist(of))
  }

  extreme(name: 'list_max' | 'list_min', list: Term, at: Position): Term {
    const items = this.#generator.hoist(list)
    const type = listType(items, at).of
    if (type.kind !== 'number' && type.kind !== 'date') throw new Refusal(`${name} of ${type.kind}`, at)
    return this.#ofKnown(items, term(`${name}(${items.text})`, type, [items], true), at)
  }

  /** DuckDB's list aggregates pass over NULL; a value that an unknown item could change is unknown. */
  #ofKnown(items: Term, value: Term, at: Position): Term {
    if (!hasUnknown(items, at)) return value
    const text = `CASE WHEN list_position(${items.text}, NULL) IS NULL THEN ${value.text} END`
    return term(text, value.type, [items, value], true)
  }

  index(of: Core, index: Core, at: Position): Term {
    const list = this.source(of)
    if (index.kind !== 'number' || index.text.includes('.')) throw new Refusal('an index that is not a literal', at)
    return term(`${list.text}[${numberLiteral(index.text).text}]`, listType(list, at).of, [list], true)
  }
}

function hasUnknown(list: Term, at: Position): boolean {
  return listType(list, at).nullable
}

export function decided(mask: Term, deciding: boolean, at: Position): Term {
  const found = `list_contains(${mask.text}, ${String(deciding)})`
  const type: SqlType = { kind: 'boolean' }
  if (!hasUnknown(mask, at) && !mask.nullable) return term(deciding ? found : `(NOT ${found})`, type, [mask], false)
  const absent = mask.nullable ? `WHEN ${mask.text} IS NULL THEN NULL ` : ''
  const text = `CASE ${absent}WHEN ${found} THEN ${String(deciding)} WHEN list_position(${mask.text}, NULL) IS NULL THEN ${String(!deciding)} END`
  return term(text, type, [mask], true)
}
