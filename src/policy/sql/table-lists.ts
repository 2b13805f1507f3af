import type { Table } from '#policy/checked/index'
import type { Position } from '#policy/position'
import type { Generator } from '#policy/sql/generator'
import type { Lists } from '#policy/sql/lists'
import type { When } from '#policy/sql/table'
import { united } from '#policy/sql/literal'
import { numberType, term, type SqlType, type Term } from '#policy/sql/term'

/** The tables whose value comes from several rules: R, O and C. */
export function collectedTerm(
  table: Table,
  whens: readonly When[],
  last: Term,
  at: Position,
  generator: Generator,
  lists: Lists,
): Term {
  const open = whens.filter(({ met }) => met.nullable)
  const unknown = generator.semantics === 'policy' ? open.map(({ met }) => `${met.text} IS NULL`).join(' OR ') : ''
  const hits = generator.hoist(hitList(whens))
  const value = withDefault(aggregated(table, whens, hits, at, lists), hits, last, at)
  if (unknown === '') return value
  return term(
    `CASE WHEN NOT (${unknown}) THEN ${value.text} END`,
    value.type,
    [value, ...open.map(({ met }) => met)],
    true,
  )
}

/** The default output stands where no rule is met. */
function withDefault(value: Term, hits: Term, last: Term, at: Position): Term {
  if (last.type.kind === 'null') return value
  const [given, otherwise] = united([value, last], at)
  if (given === undefined || otherwise === undefined) throw new Error('Two terms stay two')
  const text = `CASE WHEN len(${hits.text}) = 0 THEN ${otherwise.text} ELSE ${given.text} END`
  return term(text, given.type, [hits, given, otherwise])
}

/** The values of the rules that are met, in their order. */
function hitList(whens: readonly When[]): Term {
  const values = whens.map(({ value }) => value)
  const of: SqlType = values.find((value) => value.type.kind !== 'null')?.type ?? { kind: 'null' }
  const items = whens.map(
    ({ met, value }) => `struct_pack("_met" := coalesce(${met.text}, false), "_value" := ${value.text})`,
  )
  const text = `list_transform(list_filter([${items.join(', ')}], lambda hit: hit."_met"), lambda hit: hit."_value")`
  const type: SqlType = { kind: 'list', of, nullable: values.some((value) => value.nullable) }
  return term(whens.length === 0 ? '[]' : text, type, [...whens.map(({ met }) => met), ...values], false)
}

function aggregated(table: Table, whens: readonly When[], hits: Term, at: Position, lists: Lists): Term {
  if (table.hitPolicy !== 'collect') return hits
  switch (table.aggregation) {
    case 'list':
      return hits
    case 'count':
      return term(`len(${hits.text})`, numberType(String(whens.length).length, 0, 'BIGINT'), [hits])
    case 'sum':
      return lists.sum(hits, at)
    case 'min':
      return lists.extreme('list_min', hits, at)
    case 'max':
      return lists.extreme('list_max', hits, at)
  }
}
