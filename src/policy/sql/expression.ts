import type { Day } from '#kernel/day'
import type { Binder, CheckedDecision, Core, Program, Semantics, Table } from '#policy/checked/index'
import type { Position } from '#policy/position'
import { builtinTerm } from '#policy/sql/builtins'
import { CallWriter } from '#policy/sql/calls'
import { compareTerm } from '#policy/sql/compare'
import { Constants } from '#policy/sql/constant'
import { convertTerm, instanceTerm } from '#policy/sql/convert'
import { asNumber, dateArithmetic } from '#policy/sql/dates'
import type { ElementSteps } from '#policy/sql/element-steps'
import { fieldTerm } from '#policy/sql/field'
import type { Generator } from '#policy/sql/generator'
import { structOf, united } from '#policy/sql/literal'
import { Lists } from '#policy/sql/lists'
import { quotient } from '#policy/sql/division'
import { addAll, multiply, numberLiteral } from '#policy/sql/number'
import { power } from '#policy/sql/rounding'
import { parameterTerm } from '#policy/sql/parameter'
import type { RowTypes } from '#policy/sql/row-type'
import { satisfiesTerm } from '#policy/sql/satisfies'
import type { Stages } from '#policy/sql/stages'
import { tableTerms } from '#policy/sql/table'
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

export interface WriterPlace {
  readonly day: Day
  readonly within: string | undefined
  /** Whether parts that do not read the row are computed while the SQL is made. */
  readonly folds: boolean
  /** Whether the rules of the decisions' tables are wanted too. */
  readonly traces: boolean
}

/** Writes checked expressions as DuckDB SQL; refuses what it cannot write with the same meaning. */
export class ExpressionWriter implements Generator {
  readonly semantics: Semantics
  readonly rounds: boolean
  readonly rows: RowTypes
  readonly carried: Generator['carried']
  readonly #program: Program
  readonly #place: WriterPlace
  readonly #stages: Stages
  readonly #constants: Constants
  readonly #lists: Lists
  readonly #calls: CallWriter
  readonly #bound = new Map<number, Term>()
  readonly #open = new Map<number, ElementSteps>()
  readonly #decisions = new Map<string, Term>()
  readonly #tables = new Map<Table, string>()
  readonly #rules = new Map<string, Term>()

  constructor(program: Program, place: WriterPlace, rows: RowTypes, stages: Stages, carried: Generator['carried']) {
    this.#program = program
    this.semantics = program.semantics
    this.rounds = program.quotients === 'rounded'
    this.#place = place
    this.rows = rows
    this.#stages = stages
    this.carried = carried
    this.#constants = new Constants(program, place.day, place.within)
    this.#lists = new Lists(this)
    this.#calls = new CallWriter(this, program)
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
    if (value.type.kind === 'row') throw new Refusal('a row as a result', of.core.at)
    return value
  }

  decision(name: string): Term {
    const known = this.#decisions.get(name)
    if (known !== undefined) return known
    const decision = this.#program.decisions.get(name)
    if (decision === undefined) throw new Error(`No decision ${name}`)
    const table = tableOf(decision.core)
    if (table !== undefined) this.#tables.set(table, name)
    const value = this.expression(decision.core)
    const column = value.text.length < 24 && value.atom ? value : this.#stages.hoist(value, name)
    this.#decisions.set(name, column)
    return column
  }

  expression(of: Core): Term {
    if (this.#folds(of) && this.#constants.isConstant(of)) return this.#constants.literal(of)
    switch (of.kind) {
      case 'number':
        return numberLiteral(of.text)
      case 'string':
        return literal(quoteText(of.value), { kind: 'string' })
      case 'boolean':
        return literal(String(of.value), booleanType)
      case 'null':
        return literal('NULL', { kind: 'null' })
      case 'temporal':
        return this.#constants.literal(of)
      case 'as-of':
        return literal(`DATE '${this.#place.day}'`, { kind: 'date' })
      case 'fact':
        return this.#fact(of.column, of.at)
      case 'parameter':
        return this.#parameter(of)
      case 'decision':
        return this.decision(of.name)
      case 'variable':
        return this.#variable(of.binder, of.at)
      case 'let':
        return this.#let(of)
      case 'field':
        return fieldTerm(this.expression(of.of), of, this)
      case 'negate': {
        const value = this.expression(of.of)
        if (!['number', 'months', 'days', 'null'].includes(value.type.kind)) {
          throw new Refusal(`the negative of ${value.type.kind}`, of.at)
        }
        return strictTerm(`(-${value.text})`, value.type, [value])
      }
      case 'arithmetic':
        return this.#arithmetic(of)
      case 'compare':
        return compareTerm(of.op, this.expression(of.left), this.expression(of.right), this.semantics, of.at)
      case 'satisfies':
        return satisfiesTerm(of, this, this.#lists)
      case 'is-null': {
        const value = this.expression(of.of)
        return term(`(${value.text} IS NULL)`, booleanType, [value], false)
      }
      case 'and':
      case 'or':
        return this.#junction(of.kind, of.parts)
      case 'not': {
        const value = this.truth(of.of)
        return strictTerm(`(NOT ${value.text})`, booleanType, [value])
      }
      case 'if':
        return this.#choice(of)
      case 'filter':
        return this.#lists.filter(of.of, of.binder, of.predicate, of.at)
      case 'map':
        return this.#lists.map(of.of, of.binder, of.body, of.at)
      case 'flat-map':
        return this.#lists.flatMap(of.of, of.binder, of.body, of.at)
      case 'some':
      case 'every':
        return this.#lists.quantified(of.kind, of.of, of.binder, of.predicate, of.at)
      case 'index':
        return this.#lists.index(of.of, of.index, of.at)
      case 'items':
        return this.#lists.source(of)
      case 'count-up':
        return this.#lists.countUp(of.low, of.high, of.at)
      case 'list':
        return this.#list(of.items, of.at)
      case 'context':
        return this.#context(of)
      case 'builtin':
        return builtinTerm(of.name, of.arguments, of.at, this, this.#lists)
      case 'call':
        return this.#calls.call(of)
      case 'convert':
        return convertTerm(of, this)
      case 'instance-of':
        return instanceTerm(of, this)
      case 'table':
        return this.#table(of)
      case 'select':
      case 'item-field':
      case 'for':
      case 'range':
      case 'builtin-value':
      case 'function':
      case 'function-value':
        throw new Refusal(`an expression of the kind ${of.kind}`, of.at)
    }
  }

  /** A table must be written out when its rule is asked for. */
  #folds(of: Core): boolean {
    return this.#place.folds && !(this.#place.traces && (of.kind === 'table' || of.kind === 'let'))
  }

  #table(of: Extract<Core, { kind: 'table' }>): Term {
    const { value, rule } = tableTerms(of.table, of.at, this, this.#lists)
    const name = this.#place.traces ? this.#tables.get(of.table) : undefined
    if (name !== undefined) this.#rules.set(name, this.hoist(rule))
    return value
  }

  /** The rules that gave the values of the decisions written so far. */
  get rules(): ReadonlyMap<string, Term> {
    return this.#rules
  }

  /** A value where yes or no is wanted. */
  truth(of: Core): Term {
    const value = this.expression(of)
    if (value.type.kind === 'null') return literal('NULL', booleanType)
    if (value.type.kind !== 'boolean') throw new Refusal(`${value.type.kind} where yes or no is wanted`, of.at)
    return value
  }

  #fact(column: string, at: Position): Term {
    const type = this.rows.fact(column)
    if (type === undefined) throw new Refusal(`the fact ${column}, whose type SQL does not have`, at)
    const nullable = type.kind !== 'list' || type.of.kind !== 'row'
    return { text: quoteName(column), type, nullable, level: 0, reads: readsNothing, atom: true }
  }

  #parameter(of: Extract<Core, { kind: 'parameter' }>): Term {
    const parameter = this.#program.parameters.get(of.name)
    if (parameter === undefined) throw new Error(`No parameter ${of.name}`)
    const given = of.arguments.map((argument) => this.expression(argument))
    const { vocabulary } = this.#program
    const { day, within } = this.#place
    return this.hoist(parameterTerm({ parameter, vocabulary, day, within }, given, (part) => this.hoist(part)))
  }

  #variable(binder: Binder, at: Position): Term {
    const bound = this.#bound.get(binder.id)
    if (bound === undefined) throw new Refusal(`the local name ${binder.name}`, at)
    return bound
  }

  #let(of: Extract<Core, { kind: 'let' }>): Term {
    if (!this.#calls.isFunction(of.value)) this.bind(of.binder, this.hoist(this.expression(of.value)))
    else this.#calls.bind(of.binder, of.value)
    return this.expression(of.body)
  }

  #arithmetic(of: Extract<Core, { kind: 'arithmetic' }>): Term {
    if (of.type.kind === 'number' && (of.op === '+' || of.op === '-')) {
      const addends = addendsOf(of, '+')
      const terms = addends.map(({ core, sign }) => ({ term: this.expression(core), sign }))
      if (terms.every((addend) => addend.term.type.kind === 'number')) return addAll(terms, of.at)
    }
    const [left, right] = [this.expression(of.left), this.expression(of.right)]
    const kinds = [left.type.kind, right.type.kind]
    if (kinds.includes('null')) return literal('NULL', { kind: 'null' })
    if (left.type.kind === 'number' && right.type.kind === 'number') {
      if (of.op === '+' || of.op === '-') {
        return addAll(
          [
            { term: left, sign: '+' },
            { term: right, sign: of.op },
          ],
          of.at,
        )
      }
      if (of.op === '*') return multiply(left, right, of.at)
      if (of.op === '/') return quotient(left, right, of.at, this)
      return power(left, of.right, of.at)
    }
    if (of.op === '+' && kinds.every((kind) => kind === 'string')) {
      return term(`(${left.text} || ${right.text})`, { kind: 'string' }, [left, right])
    }
    if (
      of.op === '/' &&
      left.type.kind === right.type.kind &&
      (left.type.kind === 'days' || left.type.kind === 'months')
    ) {
      return quotient(asNumber(left), asNumber(right), of.at, this)
    }
    return dateArithmetic(of.op, left, right, this.semantics, of.at)
  }

  #junction(kind: 'and' | 'or', of: readonly Core[]): Term {
    const deciding = kind === 'and' ? 'false' : 'true'
    const neutral = kind === 'and' ? 'true' : 'false'
    const terms = of.map((part) => this.truth(part))
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
    const ruledOut = condition.text === 'false' || (this.semantics === 'standard' && condition.type.kind === 'null')
    if (ruledOut) return this.expression(of.no)
    if (condition.type.kind === 'null') return literal('NULL', { kind: 'null' })
    if (condition.type.kind !== 'boolean') throw new Refusal(`a condition of ${condition.type.kind}`, of.at)
    return this.choose(condition, this.expression(of.yes), this.expression(of.no), of.at)
  }

  choose(condition: Term, yes: Term, no: Term, at: Position): Term {
    const [a, b] = united([yes, no], at)
    if (a === undefined || b === undefined) throw new Refusal('a choice without branches', at)
    if (!condition.nullable || this.semantics === 'standard') {
      const nullable = a.nullable || b.nullable
      return term(`CASE WHEN ${condition.text} THEN ${a.text} ELSE ${b.text} END`, a.type, [condition, a, b], nullable)
    }
    const known = strictNames([condition]) === undefined ? this.hoist(condition) : condition
    const text = `CASE WHEN ${known.text} THEN ${a.text} WHEN ${knownTest(known)} THEN ${b.text} END`
    const names = a.nullable || b.nullable ? undefined : strictNames([known])
    return { ...term(text, a.type, [known, a, b], true), ...(names === undefined ? {} : { nullWith: names }) }
  }

  #list(items: readonly Core[], at: Position): Term {
    const terms = united(
      items.map((item) => this.expression(item)),
      at,
    )
    const of: SqlType = terms[0]?.type ?? { kind: 'null' }
    const type: SqlType = { kind: 'list', of, nullable: terms.some((part) => part.nullable) }
    return term(`[${terms.map((part) => part.text).join(', ')}]`, type, terms, false)
  }

  #context(of: Extract<Core, { kind: 'context' }>): Term {
    // Functions among the entries are called by their local names; a column cannot hold them.
    const entries = of.entries.filter((entry) => entry.value.type.kind !== 'function')
    return structOf(
      entries.map((entry) => ({ name: entry.name, value: this.expression(entry.value) })),
      of.at,
    )
  }
}

/** The table that a decision is, inside the local names of its inputs. */
function tableOf(of: Core): Table | undefined {
  if (of.kind === 'table') return of.table
  if (of.kind === 'let') return tableOf(of.body)
  return of.kind === 'convert' ? tableOf(of.of) : undefined
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
