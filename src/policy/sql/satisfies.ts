import type { Core } from '#policy/checked/index'
import { compareTerm } from '#policy/sql/compare'
import type { Generator } from '#policy/sql/generator'
import type { Lists } from '#policy/sql/lists'
import { Refusal, term, type Term } from '#policy/sql/term'

/** A unary test whose kind the SQL types tell. */
export function satisfiesTerm(of: Extract<Core, { kind: 'satisfies' }>, generator: Generator, lists: Lists): Term {
  const value = generator.expression(of.value)
  if (of.test.kind === 'range') return inRange(value, of.test, generator)
  if (of.test.kind === 'list') {
    const parts = of.test.items.map((item) => satisfiesTerm({ ...of, test: item }, generator, lists))
    if (parts.length === 0) throw new Refusal('a test against an empty list', of.at)
    return term(`(${parts.map((part) => part.text).join(' OR ')})`, { kind: 'boolean' }, parts)
  }
  const test = generator.expression(of.test)
  if (test.type.kind === 'list' && value.type.kind !== 'list') return lists.contains(test, value, of.at)
  if (test.type.kind !== value.type.kind) throw new Refusal(`a test of ${value.type.kind} by ${test.type.kind}`, of.at)
  return compareTerm('=', value, test, generator.semantics, of.at)
}

function inRange(value: Term, range: Extract<Core, { kind: 'range' }>, generator: Generator): Term {
  const ends: Term[] = []
  const { semantics } = generator
  if (range.low !== undefined) {
    const low = generator.expression(range.low)
    ends.push(compareTerm(range.lowIncluded ? '>=' : '>', value, low, semantics, range.at))
  }
  if (range.high !== undefined) {
    const high = generator.expression(range.high)
    ends.push(compareTerm(range.highIncluded ? '<=' : '<', value, high, semantics, range.at))
  }
  return term(`(${ends.map((end) => end.text).join(' AND ')})`, { kind: 'boolean' }, ends)
}
