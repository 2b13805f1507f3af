import type { Binder, Core } from '#policy/checked/index'
import type { Position } from '#policy/position'
import type { Generator } from '#policy/sql/generator'
import { divide } from '#policy/sql/division'
import { castDecimal, numberLiteral, typeOfNumber } from '#policy/sql/number'
import { amountDigits } from '#policy/sql/row-type'
import { numberType, quoteName, Refusal, term, type SqlType, type Term } from '#policy/sql/term'

type ListType = Extract<SqlType, { kind: 'list' }>

export function listType(of: Term, at: Position): ListType {
  if (of.type.kind !== 'list') throw new Refusal(`a list is needed, found ${of.type.kind}`, at)
  return of.type
}

/** More rows than any household has; a sum over more stops the query. */
const listDigits = 3

/** Binds a lambda's variable and generates its body. */
function lambda(
  list: Term,
  binder: Binder,
  body: Core,
  at: Position,
  generator: Generator,
): { name: string; body: Term } {
  const name = `x${binder.id}`
  const type = listType(list, at)
  generator.bind(binder, {
    text: name,
    type: type.of,
    nullable: type.nullable,
    level: 0,
    reads: [binder.id],
    atom: true,
  })
  return { name, body: generator.expression(body) }
}

/** A list function's own variable is read only inside it. */
function closed(text: string, type: SqlType, list: Term, body: Term, binder: Binder): Term {
  const made = term(text, type, [list, body], list.nullable)
  return { ...made, reads: made.reads.filter((id) => id !== binder.id || list.reads.includes(id)) }
}

export class Lists {
  readonly #generator: Generator

  constructor(generator: Generator) {
    this.#generator = generator
  }

  transform(list: Term, binder: Binder, body: Core, at: Position): Term {
    const made = lambda(list, binder, body, at, this.#generator)
    const type: SqlType = { kind: 'list', of: made.body.type, nullable: made.body.nullable }
    const text = `list_transform(${list.text}, lambda ${made.name}: ${made.body.text})`
    return closed(text, type, list, made.body, binder)
  }

  source(of: Core): Term {
    return this.#generator.hoist(this.#generator.expression(of))
  }

  map(of: Core, binder: Binder, body: Core, at: Position): Term {
    return this.transform(this.source(of), binder, body, at)
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
    const item = listType(list, at).of
    const made = lambda(list, binder, predicate, at, this.#generator)
    const fields =
      item.kind === 'row'
        ? this.#generator.carried[item.row].map((column) => `${quoteName(column)} := ${made.name}.${quoteName(column)}`)
        : [`"item" := ${made.name}`]
    const packed = ['"_kept" := ' + made.body.text, ...fields].join(', ')
    const type: SqlType = { kind: 'list', of: item, nullable: listType(list, at).nullable }
    const rows = this.#generator.hoist(
      closed(
        `list_transform(${list.text}, lambda ${made.name}: struct_pack(${packed}))`,
        type,
        list,
        made.body,
        binder,
      ),
    )
    const kept = `list_filter(${rows.text}, lambda kept: kept."_kept")`
    const bare = item.kind === 'row' ? kept : `list_transform(${kept}, lambda kept: kept."item")`
    if (!made.body.nullable) return term(bare, type, [rows], list.nullable)
    const open = `list_position(list_transform(${rows.text}, lambda kept: kept."_kept"), NULL)`
    return term(`CASE WHEN ${open} IS NULL THEN ${bare} END`, type, [rows], true)
  }

  sum(list: Term, at: Position): Term {
    const items = this.#generator.hoist(list)
    const type = typeOfNumber({ ...items, type: listType(items, at).of }, at)
    // FEEL's sum of nothing is null, and so is DuckDB's.
    const total = term(`list_sum(${items.text})`, { ...type, stored: 'HUGEINT' }, [items], true)
    const digits = Math.max(type.digits, Math.min(type.digits + listDigits, amountDigits))
    // Amounts are held to the digits of a fact: a household's total beyond them stops the query.
    const sum = castDecimal(total, digits, type.scale, at)
    return this.#ofKnown(items, sum, at)
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
