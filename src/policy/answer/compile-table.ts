import { oneOf } from '#policy/answer/lift'
import { tried, type Code, type Frame, type Site } from '#policy/answer/run'
import type { HitPolicy, Table, TableRule } from '#policy/checked/index'
import {
  add,
  equal,
  isNumber,
  isUnknown,
  noValue,
  order,
  undecided,
  unknown,
  unknownFrom,
  type Value,
} from '#policy/value/index'

interface Rule {
  readonly row: number
  readonly rule: TableRule
  readonly tests: readonly Code[]
  readonly outputs: readonly Code[]
}

interface TableCode {
  readonly table: Table
  readonly inputs: readonly { readonly slot: number; readonly code: Code; readonly allowed: Code | undefined }[]
  readonly rules: readonly Rule[]
  readonly otherwise: readonly (Code | undefined)[]
  readonly site: Site
}

/**
 * A decision table. A rule whose condition is unknown matches nobody and excludes nobody: the table's value is then
 * unknown unless the hit policy already settles it, and waits for the conditions and results of all rules in question.
 */
export function compileTable(table: Table, site: Site): Code {
  const inputs = table.inputs.map((input) => {
    const code = site.code(input.value)
    const slot = site.scope.declare(input.binder)
    return { slot, code, allowed: input.allowed === undefined ? undefined : site.code(input.allowed) }
  })
  const rules = table.rules.map((rule, index): Rule => {
    const tests = rule.tests.filter((test) => !(test.kind === 'boolean' && test.value)).map(site.code)
    return { row: index + 1, rule, tests, outputs: rule.outputs.map(site.code) }
  })
  const otherwise = table.outputs.map((output) =>
    output.otherwise === undefined ? undefined : site.code(output.otherwise),
  )
  const code: TableCode = { table, inputs, rules, otherwise, site }
  return (frame) => decideTable(code, frame)
}

function decideTable(of: TableCode, frame: Frame): Value {
  const { nothing } = of.site.on
  for (const input of of.inputs) {
    frame.slots[input.slot] = input.code(frame)
    if (input.allowed === undefined) continue
    const allowed = input.allowed(frame)
    if (allowed !== true && !isUnknown(allowed)) return nothing
  }
  const isFirst = of.table.hitPolicy === 'first'
  const hits: Rule[] = []
  const open: { readonly rule: Rule; readonly condition: Value }[] = []
  for (const rule of of.rules) {
    const condition = conditionOf(rule, frame)
    if (condition === true) {
      hits.push(rule)
      if (isFirst) break
    } else if (isUnknown(condition)) open.push({ rule, condition })
  }
  if (open.length === 0) return result(of, hits, frame)
  return unsettled(of, hits, open, frame)
}

/** All tests of a rule: one that is false settles it whatever is unknown, any other that is not true as well. */
function conditionOf(rule: Rule, frame: Frame): Value {
  let open: Value[] | undefined
  for (const test of rule.tests) {
    const met = test(frame)
    if (met === true) continue
    if (!isUnknown(met)) return false
    ;(open ??= []).push(met)
  }
  return open === undefined ? true : undecided(open)
}

function unsettled(
  of: TableCode,
  hits: readonly Rule[],
  open: readonly { readonly rule: Rule; readonly condition: Value }[],
  frame: Frame,
): Value {
  const { hitPolicy, outputs } = of.table
  const conditions = open.map(({ condition }) => condition)
  const isDead = conditions.some((condition) => isUnknown(condition) && condition.missing.length === 0)
  // Two rules that both hold have broken the promise of U already.
  if ((hitPolicy === 'unique' && hits.length > 1) || (hitPolicy !== 'first' && isDead)) return noValue
  const [first] = open
  if (isDead && first !== undefined && isUnknown(first.condition) && first.condition.missing.length === 0)
    return noValue
  return tried(frame.run, () => {
    const rules = [...hits, ...open.map(({ rule }) => rule)]
    const values = rules.map((rule) => rowValue(of, rule, frame))
    if (hits.length === 0 && outputs.some((output) => output.otherwise)) values.push(otherwise(of, frame))
    return oneOf(unknown(undecided(conditions).missing), values)
  })
}

function rowValue(of: TableCode, rule: Rule, frame: Frame): Value {
  return asOne(
    of.table,
    rule.outputs.map((output) => output(frame)),
  )
}

/** The outputs of a rule that holds, which is then the reason of the decision. */
function applied(of: TableCode, rule: Rule, frame: Frame): Value {
  const { trace } = frame.run
  if (trace !== undefined) {
    const { annotations } = rule.rule
    const { column } = of.site.on.program.vocabulary.citations
    const article = annotations.find((annotation) => annotation.name === column)
    trace.noteRule({ row: rule.row, annotation: annotations.map((known) => known.text).join(' ') }, article?.text)
  }
  return rowValue(of, rule, frame)
}

/** A single output is the value itself; several are a context. */
function asOne(table: Table, values: readonly Value[]): Value {
  const [only] = values
  if (values.length === 1 && only !== undefined) return only
  return { kind: 'context', fields: new Map(values.map((value, index) => [table.outputs[index]?.name ?? '', value])) }
}

function otherwise(of: TableCode, frame: Frame): Value {
  const { nothing } = of.site.on
  if (of.otherwise.every((code) => code === undefined)) return nothing
  const values = of.otherwise.map((code) => (code === undefined ? nothing : code(frame)))
  return asOne(of.table, values)
}

function giveList(hitPolicy: HitPolicy): boolean {
  return hitPolicy === 'collect' || hitPolicy === 'rule-order' || hitPolicy === 'output-order'
}

function result(of: TableCode, hits: readonly Rule[], frame: Frame): Value {
  const { table } = of
  const { nothing, isPolicy } = of.site.on
  const [first] = hits
  if (first === undefined) {
    const hasDefault = table.outputs.some((output) => output.otherwise)
    return giveList(table.hitPolicy) && !hasDefault ? aggregated(of, []) : otherwise(of, frame)
  }
  switch (table.hitPolicy) {
    case 'first':
      return applied(of, first, frame)
    case 'unique': {
      if (hits.length === 1) return applied(of, first, frame)
      // A policy whose promise of U is broken has no value to defend.
      return isPolicy ? nothing : agreed(of, hits, first, frame)
    }
    case 'any':
      return hits.length === 1 ? applied(of, first, frame) : agreed(of, hits, first, frame)
    case 'priority':
      return applied(
        of,
        hits.reduce((best, hit) => (byPriority(hit, best) < 0 ? hit : best)),
        frame,
      )
    case 'output-order':
      return aggregated(
        of,
        [...hits].sort(byPriority).map((hit) => applied(of, hit, frame)),
      )
    case 'rule-order':
    case 'collect':
      return aggregated(
        of,
        hits.map((hit) => applied(of, hit, frame)),
      )
  }
}

/** The value on which all rules that hold agree. */
function agreed(of: TableCode, hits: readonly Rule[], first: Rule, frame: Frame): Value {
  const value = applied(of, first, frame)
  const others = hits.slice(1).map((hit) => tried(frame.run, () => rowValue(of, hit, frame)))
  const same = others.map((other) => equal(value, other))
  if (same.some((one) => one === false || one === null)) return of.site.on.nothing
  return same.some(isUnknown) ? unknownFrom([value, ...others]) : value
}

function byPriority(left: Rule, right: Rule): number {
  for (const [index, rank] of left.rule.ranks.entries()) {
    const other = right.rule.ranks[index] ?? rank
    if (rank !== other) return rank - other
  }
  return 0
}

function aggregated(of: TableCode, values: readonly Value[]): Value {
  const { aggregation } = of.table
  const { nothing } = of.site.on
  if (aggregation === 'list') return values
  if (aggregation === 'count') return values.length
  if (values.some(isUnknown)) return unknownFrom(values)
  const [first, ...rest] = values
  if (first === undefined) return nothing
  let sofar = first
  for (const value of rest) {
    if (aggregation === 'sum') {
      if (!isNumber(sofar) || !isNumber(value)) return nothing
      sofar = add(sofar, value) ?? nothing
    } else {
      const ordered = order(value, sofar)
      if (ordered === undefined) return nothing
      if (aggregation === 'max' ? ordered > 0 : ordered < 0) sofar = value
    }
  }
  return sofar
}
