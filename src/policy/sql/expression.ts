import type { Day } from '#kernel/day'
import type { Binder, CheckedDecision, Core, Program } from '#policy/checked/index'
import type { Position } from '#policy/position'
import { builtinTerm } from '#policy/sql/builtins'
import { Constants } from '#policy/sql/constant'
import type { ElementSteps } from '#policy/sql/element-steps'
import type { Generator } from '#policy/sql/generator'
import { Lists } from '#policy/sql/lists'
import { divide } from '#policy/sql/division'
import { addAll, multiply, numberLiteral, unitedNumbers } from '#policy/sql/number'
import { parameterTerm } from '#policy/sql/parameter'
import { columnType } from '#policy/sql/row-type'
import type { Stages } from '#policy/sql/stages'
import { tableTerm } from '#policy/sql/table'
import {
  knownTest,
  literal,
  quoteName,
  quoteText,
  readsNothing,
  Refusal,
  strictNames,
  strictTerm,
  term,
  type SqlType,
  type Term,
} from '#policy/sql/term'

const booleanType: SqlType = { kind: 'boolean' }

/** Writes checked expressions as DuckDB SQL; refuses what it cannot write with the same meaning. */
export class ExpressionWriter implements Generator {
  readonly carried: Generator['carried']
  readonly #program: Program
  readonly #day: Day
  readonly #within: string | undefined
  readonly #stages: Stages
  readonly #constants: Constants
  readonly #lists: Lists
  readonly #bound = new Map<number, Term>()
  readonly #open = new Map<number, ElementSteps>()
  readonly #decisions = new Map<string, Term>()

  constructor(
    program: Program,
    place: { readonly day: Day; readonly within: string | undefined },
    stages: Stages,
    carried: Generator['carried'],
  ) {
    this.#program = program
    this.#day = place.day
    this.#within = place.within
    this.#stages = stages
    this.carried = carried
    this.#constants = new Constants(program, place.day, place.within)
    this.#lists = new Lists(this)
  }

  hoist(of: Term): Term {
    if (of.atom || of.reads.size === 0) return this.#stages.hoist(of)
    const [only] = of.reads.keys()
    const steps = of.reads.size === 1 && only !== undefined ? this.#open.get(only) : undefined
    return steps === undefined ? of : steps.hoist(of)
  }

  openLambda(id: number, steps: ElementSteps): void {
    this.#open.set(id, steps)
  }

  closeLambda(id: number): void {
    this.#open.delete(id)
  }

  bind(binder: Binder, to: Term): void {
    this.#bound.set(binder.id, to)
  }

  /** A decision as a column of the result. */
  result(of: CheckedDecision): Term {
    const value = this.decision(of.name)
    if (value.type.kind === 'list' && value.type.of.kind === 'row')
      throw new Refusal('a list of rows as a result', of.core.at)
    return value
  }

  decision(name: string): Term {
    const known = this.#decisions.get(name)
    if (known !== undefined) return known
    const decision = this.#program.decisions.get(name)
    if (decision === undefined) throw new Error(`No decision ${name}`)
    const value = this.expression(decision.core)
    const column = value.text.length < 24 && value.atom ? value : this.#stages.hoist(value, name)
    this.#decisions.set(name, column)
    return column
  }

  expression(of: Core): Term {
    if (of.kind !== 'list' && of.type.kind !== 'list' && of.type.kind !== 'context' && this.#constants.isConstant(of)) {
      return this.#constants.literal(of)
    }
    switch (of.kind) {
      case 'number':
        return numberLiteral(of.text)
      case 'string':
        return literal(quoteText(of.value), { kind: 'string' })
      case 'boolean':
        return literal(String(of.value), booleanType)
      case 'null':
        return literal('NULL', { kind: 'null' })
      case 'date':
        return literal(`DATE '${of.day}'`, { kind: 'date' })
      case 'duration':
        return literal(String(of.amount), { kind: of.unit })
      case 'as-of':
        return literal(`DATE '${this.#day}'`, { kind: 'date' })
      case 'fact':
        return this.#fact(of.column)
      case 'parameter':
        return this.#parameter(of)
      case 'decision':
        return this.decision(of.name)
      case 'variable':
        return this.#variable(of.binder, of.at)
      case 'let':
        this.bind(of.binder, this.hoist(this.expression(of.value)))
        return this.expression(of.body)
      case 'field':
        return this.#field(of)
      case 'negate': {
        const value = this.expression(of.of)
        return strictTerm(`(-${value.text})`, value.type, [value])
      }
      case 'arithmetic':
        return this.#arithmetic(of)
      case 'compare':
        return this.#compare(of)
      case 'is-null': {
        const value = this.expression(of.of)
        return term(`(${value.text} IS NULL)`, booleanType, [value], false)
      }
      case 'and':
      case 'or':
        return this.#junction(of.kind, of.parts)
      case 'not': {
        const value = this.expression(of.of)
        return strictTerm(`(NOT ${value.text})`, booleanType, [value])
      }
      case 'if':
        return this.#choice(of)
      case 'filter':
        return this.#lists.filter(of.of, of.binder, of.predicate, of.at)
      case 'map':
        return this.#lists.map(of.of, of.binder, of.body, of.at)
      case 'some':
      case 'every':
        return this.#lists.quantified(of.kind, of.of, of.binder, of.predicate, of.at)
      case 'index':
        return this.#lists.index(of.of, of.index, of.at)
      case 'list':
        return this.#list(of.items, of.at)
      case 'context':
        return this.#context(of)
      case 'builtin':
        return builtinTerm(of.name, of.arguments, of.at, this, this.#lists)
      case 'table':
        return tableTerm(of.table, of.at, this)
      case 'flat-map':
      case 'count-up':
        throw new Refusal(`a loop of this kind (${of.kind})`, of.at)
    }
  }

  #fact(column: string): Term {
    const text = quoteName(column)
    if (column === 'members' || column === 'obligors') {
      const row = column === 'members' ? 'member' : 'obligor'
      const type: SqlType = { kind: 'list', of: { kind: 'row', row }, nullable: false }
      return { text, type, nullable: false, level: 0, reads: readsNothing, atom: true }
    }
    return { text, type: columnType('household', column), nullable: true, level: 0, reads: readsNothing, atom: true }
  }

  #parameter(of: Extract<Core, { kind: 'parameter' }>): Term {
    const parameter = this.#program.parameters.get(of.name)
    if (parameter === undefined) throw new Error(`No parameter ${of.name}`)
    const given = of.arguments.map((argument) => this.expression(argument))
    return this.hoist(parameterTerm(parameter, given, this.#day, this.#within, (part) => this.hoist(part)))
  }

  #variable(binder: Binder, at: Position): Term {
    const bound = this.#bound.get(binder.id)
    if (bound === undefined) throw new Refusal(`the local name ${binder.name}`, at)
    return bound
  }

  #field(of: Extract<Core, { kind: 'field' }>): Term {
    const holder = this.expression(of.of)
    if (holder.type.kind === 'row' && of.column !== undefined) {
      const text = `${holder.text}.${quoteName(of.column)}`
      return { ...term(text, columnType(holder.type.row, of.column), [holder], true), atom: true }
    }
    const field = holder.type.kind === 'struct' ? holder.type.fields.get(of.name) : undefined
    if (field === undefined) throw new Refusal(`the field ${of.name}`, of.at)
    return term(`${holder.text}.${quoteName(of.name)}`, field.type, [holder], holder.nullable || field.nullable)
  }

  #arithmetic(of: Extract<Core, { kind: 'arithmetic' }>): Term {
    if (of.type.kind === 'number' && (of.op === '+' || of.op === '-')) {
      const addends = addendsOf(of, '+').map(({ core, sign }) => ({ term: this.expression(core), sign }))
      return addAll(addends, of.at)
    }
    const [left, right] = [this.expression(of.left), this.expression(of.right)]
    if (of.type.kind === 'number') {
      if (of.op === '*') return multiply(left, right, of.at)
      if (of.op === '/') return divide(left, right, of.at, (part) => this.hoist(part))
    }
    if (of.op === '+' && of.type.kind === 'string') {
      return term(`(${left.text} || ${right.text})`, { kind: 'string' }, [left, right])
    }
    if (of.op === '-' && left.type.kind === 'date' && right.type.kind === 'date') {
      return term(`(${left.text} - ${right.text})`, { kind: 'days' }, [left, right])
    }
    throw new Refusal(`${of.op} of ${left.type.kind} and ${right.type.kind} that depend on the household`, of.at)
  }

  #compare(of: Extract<Core, { kind: 'compare' }>): Term {
    const [left, right] = [this.expression(of.left), this.expression(of.right)]
    const equality = of.op === '=' || of.op === '!='
    const plain = ['number', 'date', 'days', 'months', 'null']
    const textual = ['boolean', 'string', 'null']
    const known = [left, right].every(
      (side) => plain.includes(side.type.kind) || (equality && textual.includes(side.type.kind)),
    )
    if (!known) throw new Refusal(`${of.op} of ${left.type.kind} and ${right.type.kind}`, of.at)
    if (left.type.kind === 'number' && right.type.kind === 'number') {
      // A common type must exist, or DuckDB would compare something else.
      unitedNumbers([left, right], of.at)
    }
    const op = of.op === '!=' ? '<>' : of.op
    return strictTerm(`(${left.text} ${op} ${right.text})`, booleanType, [left, right])
  }

  #junction(kind: 'and' | 'or', of: readonly Core[]): Term {
    const deciding = kind === 'and' ? 'false' : 'true'
    const neutral = kind === 'and' ? 'true' : 'false'
    const terms = of.map((part) => this.expression(part))
    const settled = terms.find((part) => part.text === deciding)
    if (settled !== undefined) return settled
    const open = terms.filter((part) => part.text !== neutral)
    const [only] = open
    if (only === undefined) return literal(neutral, booleanType)
    if (open.length === 1) return only
    const made = term(`(${open.map((part) => part.text).join(` ${kind.toUpperCase()} `)})`, booleanType, open)
    // Parts that are unknown together, all or none, make a whole that is unknown with them.
    const names = new Set(open.map((part) => strictNames([part])?.join(',')))
    const together = names.size === 1 ? strictNames(open) : undefined
    return together === undefined ? made : { ...made, nullWith: together }
  }

  #choice(of: Extract<Core, { kind: 'if' }>): Term {
    const condition = this.expression(of.condition)
    // A branch that the day or the country rules out is not written at all.
    if (condition.text === 'true') return this.expression(of.yes)
    if (condition.text === 'false') return this.expression(of.no)
    return this.choose(condition, this.expression(of.yes), this.expression(of.no), of.at)
  }

  choose(condition: Term, yes: Term, no: Term, at: Position): Term {
    const [a, b] = this.united([yes, no], at)
    if (a === undefined || b === undefined) throw new Refusal('a choice without branches', at)
    if (!condition.nullable) {
      return term(`CASE WHEN ${condition.text} THEN ${a.text} ELSE ${b.text} END`, a.type, [condition, a, b])
    }
    const known = strictNames([condition]) === undefined ? this.hoist(condition) : condition
    const text = `CASE WHEN ${known.text} THEN ${a.text} WHEN ${knownTest(known)} THEN ${b.text} END`
    const names = a.nullable || b.nullable ? undefined : strictNames([known])
    return { ...term(text, a.type, [known, a, b], true), ...(names === undefined ? {} : { nullWith: names }) }
  }

  /** The terms as values of one SQL type. */
  united(terms: readonly Term[], at: Position): readonly Term[] {
    if (terms.every((part) => part.type.kind !== 'number')) return withoutNullType(terms)
    const { terms: decimals, type } = unitedNumbers(terms, at)
    return decimals.map((part) => ({ ...part, type }))
  }

  #list(items: readonly Core[], at: Position): Term {
    const terms = this.united(
      items.map((item) => this.expression(item)),
      at,
    )
    const [first] = terms
    if (first === undefined) throw new Refusal('an empty list', at)
    const type: SqlType = { kind: 'list', of: first.type, nullable: terms.some((part) => part.nullable) }
    return term(`[${terms.map((part) => part.text).join(', ')}]`, type, terms, false)
  }

  #context(of: Extract<Core, { kind: 'context' }>): Term {
    const entries = of.entries.map((entry) => ({ name: entry.name, value: this.expression(entry.value) }))
    const fields = new Map(
      entries.map(({ name, value }) => [name, { type: value.type, nullable: value.nullable }] as const),
    )
    const text = `struct_pack(${entries.map(({ name, value }) => `${quoteName(name)} := ${value.text}`).join(', ')})`
    return term(
      text,
      { kind: 'struct', fields },
      entries.map(({ value }) => value),
      false,
    )
  }
}

interface Addend {
  readonly core: Core
  readonly sign: '+' | '-'
}

/** The terms of a chain of sums and differences, so that its digits grow with their number and not with each step. */
function addendsOf(of: Core, sign: '+' | '-'): readonly Addend[] {
  if (of.kind !== 'arithmetic' || of.type.kind !== 'number' || (of.op !== '+' && of.op !== '-'))
    return [{ core: of, sign }]
  const opposite = sign === '+' ? '-' : '+'
  return [...addendsOf(of.left, sign), ...addendsOf(of.right, of.op === '+' ? sign : opposite)]
}

/** NULL takes the type of the other terms. */
function withoutNullType(terms: readonly Term[]): readonly Term[] {
  const typed = terms.find((part) => part.type.kind !== 'null')
  return typed === undefined
    ? terms
    : terms.map((part) => (part.type.kind === 'null' ? { ...part, type: typed.type } : part))
}
