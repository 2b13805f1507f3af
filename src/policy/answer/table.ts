import { conjunction, equal, order } from '#policy/answer/arithmetic'
import type { Session } from '#policy/answer/session'
import { Decimal, isDecimal, isUnknown, unknown, unknownFrom, type Value } from '#policy/answer/value'
import type { Core, Table, TableRule } from '#policy/checked/index'
import { words } from '#policy/words.zh'

type Evaluate = (of: Core, session: Session) => Value

interface Hit {
  readonly rule: TableRule
  readonly row: number
}

/**
 * A decision table. A rule whose condition is unknown matches nobody and excludes nobody: the table's value is then
 * unknown unless the hit policy already settles it.
 */
export function evaluateTable(table: Table, session: Session, evaluate: Evaluate): Value {
  for (const input of table.inputs) session.bind(input.binder, evaluate(input.value, session))
  const open: Value[] = []
  const hits: Hit[] = []
  for (const [index, rule] of table.rules.entries()) {
    const met = conjunction(rule.tests.map((test) => evaluate(test, session)))
    if (isUnknown(met)) {
      // Under F an earlier rule that is unknown leaves open which one is first.
      if (table.hitPolicy === 'first') return met
      open.push(met)
    }
    if (met === true) {
      hits.push({ rule, row: index + 1 })
      if (table.hitPolicy === 'first') break
    }
  }
  if (open.length > 0) return unknownFrom(open)
  return result(table, hits, session, evaluate)
}

function outputOf(table: Table, hit: Hit, session: Session, evaluate: Evaluate): Value {
  const article = hit.rule.annotations.find((annotation) => annotation.name === words.article)
  const annotation = hit.rule.annotations.map((known) => known.text).join(' ')
  session.noteRule({ row: hit.row, annotation }, article?.text)
  return asOne(
    table,
    hit.rule.outputs.map((output) => evaluate(output, session)),
  )
}

function asOne(table: Table, values: readonly Value[]): Value {
  const [only] = values
  if (values.length === 1 && only !== undefined) return only
  return { kind: 'context', fields: new Map(values.map((value, index) => [table.outputs[index]?.name ?? '', value])) }
}

function otherwise(table: Table, session: Session, evaluate: Evaluate): Value {
  const values = table.outputs.map((output) =>
    output.otherwise === undefined ? unknown() : evaluate(output.otherwise, session),
  )
  return asOne(table, values)
}

function result(table: Table, hits: readonly Hit[], session: Session, evaluate: Evaluate): Value {
  const [first] = hits
  if (first === undefined && (table.hitPolicy !== 'collect' || table.outputs.some((output) => output.otherwise))) {
    return otherwise(table, session, evaluate)
  }
  switch (table.hitPolicy) {
    case 'first':
      return first === undefined ? unknown() : outputOf(table, first, session, evaluate)
    case 'unique':
      // Two rules that both match break the promise of U; there is no value to defend.
      return first === undefined || hits.length > 1 ? unknown() : outputOf(table, first, session, evaluate)
    case 'any': {
      if (first === undefined) return unknown()
      const value = outputOf(table, first, session, evaluate)
      const others = hits.slice(1).map((hit) =>
        asOne(
          table,
          hit.rule.outputs.map((output) => evaluate(output, session)),
        ),
      )
      return others.every((other) => equal(value, other) === true) ? value : unknown()
    }
    case 'priority': {
      if (first === undefined) return unknown()
      const best = hits.reduce((strongest, hit) => (stronger(hit.rule, strongest.rule) ? hit : strongest), first)
      return outputOf(table, best, session, evaluate)
    }
    case 'collect':
      return collected(
        table,
        hits.map((hit) => outputOf(table, hit, session, evaluate)),
      )
  }
}

function stronger(rule: TableRule, than: TableRule): boolean {
  for (const [index, rank] of rule.ranks.entries()) {
    const other = than.ranks[index] ?? rank
    if (rank !== other) return rank < other
  }
  return false
}

function collected(table: Table, values: readonly Value[]): Value {
  if (table.aggregation === 'list') return values
  if (table.aggregation === 'count') return new Decimal(values.length)
  if (values.some(isUnknown)) return unknownFrom(values)
  const [first, ...rest] = values
  if (first === undefined) return unknown()
  return rest.reduce<Value>((sofar, value) => {
    if (table.aggregation === 'sum') return isDecimal(sofar) && isDecimal(value) ? sofar.plus(value) : unknown()
    const ordered = order(value, sofar)
    if (ordered === undefined) return unknown()
    return (table.aggregation === 'max' ? ordered > 0 : ordered < 0) ? value : sofar
  }, first)
}
