import type { Table } from '#policy/checked/index'
import type { Position } from '#policy/position'
import type { Generator } from '#policy/sql/generator'
import type { Lists } from '#policy/sql/lists'
import type { When } from '#policy/sql/table'
import { numberType, Refusal, term, type SqlType, type Term } from '#policy/sql/term'

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
  const hits = hitList(whens)
  const value = aggregated(table, whens, generator.hoist(hits), at, generator, lists)
  if (last.type.kind !== 'null') throw new Refusal('a default output of a table that collects', at)
  if (unknown === '') return value
  return term(
    `CASE WHEN NOT (${unknown}) THEN ${value.text} END`,
    value.type,
    [value, ...open.map(({ met }) => met)],
    true,
  )
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

function aggregated(
  table: Table,
  whens: readonly When[],
  hits: Term,
  at: Position,
  generator: Generator,
  lists: Lists,
): Term {
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
