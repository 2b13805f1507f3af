import type { Binder, Core } from '#policy/checked/index'
import type { Position } from '#policy/position'
import { ElementSteps } from '#policy/sql/element-steps'
import type { Generator } from '#policy/sql/generator'
import { quotient } from '#policy/sql/division'
import { castDecimal, typeOfNumber } from '#policy/sql/number'
import { literal, numberType, quoteName, Refusal, term, type SqlType, type Term } from '#policy/sql/term'

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

  /** What a list function runs over: a list, or a value that stands for the list of itself. */
  source(of: Core): Term {
    const value = this.#generator.hoist(this.#generator.expression(of.kind === 'items' ? of.of : of))
    if (value.type.kind === 'list') return value
    if (value.type.kind === 'null' || this.#generator.semantics === 'policy') {
      throw new Refusal(`a list is needed, found ${value.type.kind}`, of.at)
    }
    const type: SqlType = { kind: 'list', of: value.type, nullable: value.nullable }
    return term(`[${value.text}]`, type, [value], false)
  }

  map(of: Core, binder: Binder, body: Core, at: Position): Term {
    return this.transform(this.source(of), binder, () => this.#generator.expression(body), at)
  }

  /** The bodies' lists one after the other. */
  flatMap(of: Core, binder: Binder, body: Core, at: Position): Term {
    const lists = this.map(of, binder, body, at)
    const inner = listType(lists, at)
    if (inner.of.kind !== 'list') throw new Refusal('an inner loop that gives no list', at)
    // SQL passes over an inner list that is NULL, FEEL does not.
    if (inner.nullable) throw new Refusal('an inner loop over a list that may be unknown', at)
    return term(`flatten(${lists.text})`, inner.of, [lists])
  }

  /** Whole numbers or days from one to another, upwards or downwards. */
  countUp(low: Core, high: Core, at: Position): Term {
    const [from, to] = [low, high].map((end) => this.#generator.hoist(this.#generator.expression(end)))
    if (from?.type.kind !== 'number' || to?.type.kind !== 'number' || from.type.scale > 0 || to.type.scale > 0) {
      throw new Refusal('a loop between ends that are no whole numbers', at)
    }
    const [a, b] = [`CAST(${from.text} AS BIGINT)`, `CAST(${to.text} AS BIGINT)`]
    const of = numberType(Math.max(from.type.digits, to.type.digits), 0, 'BIGINT')
    const text = `CASE WHEN ${a} <= ${b} THEN generate_series(${a}, ${b}) WHEN ${a} > ${b} THEN generate_series(${a}, ${b}, -1) END`
    return term(text, { kind: 'list', of, nullable: false }, [from, to])
  }

  /** `some` and `every`, three-valued: one deciding item settles it, else one unknown item leaves it open. */
  quantified(kind: 'some' | 'every', of: Core, binder: Binder, predicate: Core, at: Position): Term {
    const mask = this.#generator.hoist(this.map(of, binder, predicate, at))
    const found = listType(mask, at).of.kind
    if (found === 'null') {
      // A condition that is null for every item: only of nothing can anything be said.
      const text = `CASE WHEN len(${mask.text}) = 0 THEN ${String(kind === 'every')} END`
      return term(text, { kind: 'boolean' }, [mask], true)
    }
    if (found !== 'boolean') throw new Refusal('a condition that is never yes or no', at)
    return decided(mask, kind === 'some', at)
  }

  /** The mask of a selection; the selection is unknown when one item of the mask is. */
  mask(of: Core, binder: Binder, predicate: Core, at: Position): Term {
    return this.#generator.hoist(this.map(of, binder, predicate, at))
  }

  countOfFilter(of: Core, binder: Binder, predicate: Core, at: Position): Term {
    if (this.#generator.semantics === 'standard') {
      const kept = this.filter(of, binder, predicate, at)
      return term(`len(${kept.text})`, numberType(listDigits, 0, 'BIGINT'), [kept])
    }
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
    if (this.#generator.semantics === 'standard') return this.#plainFilter(list, binder, predicate, at)
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

  /** Standard DMN drops what is not surely selected; nothing is selected from null. */
  #plainFilter(list: Term, binder: Binder, predicate: Core, at: Position): Term {
    const { of, nullable } = listType(list, at)
    const name = `x${binder.id}`
    const item: Term = { text: name, type: of, nullable, level: 0, reads: new Map([[binder.id, 0]]), atom: true }
    this.#generator.bind(binder, item)
    const kept = this.#generator.truth(predicate)
    const made = closed(`list_filter(${list.text}, lambda ${name}: ${kept.text})`, list.type, list, kept, binder)
    if (!list.nullable) return made
    return { ...term(`coalesce(${made.text}, [])`, list.type, [made], false), reads: made.reads }
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
    const digits = Math.max(type.digits, Math.min(type.digits + listDigits, this.#generator.rows.largest))
    const total = term(`list_sum(${items.text})`, numberType(digits, type.scale, 'HUGEINT'), [items], true)
    // Amounts are held to the digits of a fact: a household's total beyond them stops the query.
    const sum = castDecimal(total, digits, type.scale, at)
    return this.#ofKnown(items, sum, at)
  }

  contains(list: Term, item: Term, at: Position): Term {
    const items = this.#generator.hoist(list)
    const sought = this.#sought(listType(items, at).of, item, at)
    const found = `list_contains(${items.text}, ${sought.text})`
    const type: SqlType = { kind: 'boolean' }
    if (this.#generator.semantics === 'standard') {
      // Null is an item like any other.
      const byNull =
        item.nullable || item.type.kind === 'null'
          ? `WHEN ${item.text} IS NULL THEN list_position(${items.text}, NULL) IS NOT NULL `
          : ''
      const absent = items.nullable ? `WHEN ${items.text} IS NULL THEN NULL ` : ''
      const test = `coalesce(${found}, false)`
      const text = absent === '' && byNull === '' ? test : `CASE ${absent}${byNull}ELSE ${test} END`
      return term(text, type, [items, item], items.nullable)
    }
    if (!hasUnknown(items, at) && !items.nullable && !item.nullable) return term(found, type, [items, item], false)
    const absent = items.nullable ? `WHEN ${items.text} IS NULL THEN NULL ` : ''
    // Nothing is in an empty list, whatever it is that is looked for.
    const emptyFirst = item.nullable
      ? `WHEN len(${items.text}) = 0 THEN false WHEN ${item.text} IS NULL THEN NULL `
      : ''
    const first = `${absent}${emptyFirst}`
    const text = `CASE ${first}WHEN ${found} THEN true WHEN list_position(${items.text}, NULL) IS NULL THEN false END`
    return term(text, type, [items, item], true)
  }

  /** What is looked for, in the type of the items; refused where DuckDB would compare something else. */
  #sought(of: SqlType, item: Term, at: Position): Term {
    if (item.type.kind === 'null' && this.#generator.semantics === 'standard') return item
    if (of.kind === 'number' && item.type.kind === 'number') {
      if (item.type.scale > of.scale || item.type.digits > of.digits) {
        throw new Refusal('a search for a number of more digits than the list has', at)
      }
      return term(`CAST(${item.text} AS ${of.stored})`, of, [item])
    }
    if (of.kind === item.type.kind && (of.kind === 'string' || of.kind === 'date' || of.kind === 'boolean')) return item
    throw new Refusal(`list contains of ${of.kind} and ${item.type.kind}`, at)
  }

  mean(list: Term, at: Position): Term {
    const items = this.#generator.hoist(list)
    const count = term(`len(${items.text})`, numberType(listDigits, 0, 'BIGINT'), [items])
    return quotient(this.sum(items, at), count, at, this.#generator)
  }

  extreme(name: 'list_max' | 'list_min', list: Term, at: Position): Term {
    const items = this.#generator.hoist(list)
    const type = listType(items, at).of
    // Of nothing, and of nulls alone, there is no greatest.
    if (type.kind === 'null') return literal('NULL', { kind: 'null' })
    if (!['number', 'date', 'string'].includes(type.kind)) throw new Refusal(`${name} of ${type.kind}`, at)
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
    const place = this.#generator.expression(index)
    if (place.type.kind !== 'number' || place.type.scale > 0) throw new Refusal('an index that is no whole number', at)
    return term(`${list.text}[${place.text}]`, listType(list, at).of, [list, place], true)
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
