import { within, type Core, type Program } from '#policy/checked/index'
import type { Generator } from '#policy/sql/generator'

/** The decisions that the named ones depend on, themselves included. */
export function neededDecisions(program: Program, names: readonly string[]): readonly string[] {
  const found = new Map<string, Core>()
  const visit = (name: string): void => {
    if (found.has(name)) return
    const decision = program.decisions.get(name)
    if (decision === undefined) throw new Error(`No decision ${name}`)
    found.set(name, decision.core)
    for (const part of within(decision.core)) if (part.kind === 'decision') visit(part.name)
  }
  names.forEach(visit)
  return [...found.keys()]
}

const nowhere: ReadonlySet<number> = new Set()

/**
 * For each filter, the row columns that anything reads from what it selects. Follows rows from the filters through
 * decisions, local names and loops to the fields that are read of them.
 */
export function carriedColumns(program: Program, names: readonly string[]): Generator['carried'] {
  const cores = neededDecisions(program, names).flatMap((name) => program.decisions.get(name)?.core ?? [])
  const sources = new Map<number, Core>()
  for (const core of cores) for (const part of within(core)) noteSource(part, sources)
  const known = new Map<Core, ReadonlySet<number>>()
  const origins = (of: Core): ReadonlySet<number> => {
    const done = known.get(of)
    if (done !== undefined) return done
    const found = originsOf(of, origins, sources, program)
    known.set(of, found)
    return found
  }
  const carried = new Map<number, Set<string>>()
  for (const core of cores) {
    for (const part of within(core)) {
      if (part.kind !== 'field' || part.column === undefined) continue
      for (const filter of origins(part.of)) {
        const columns = carried.get(filter) ?? new Set()
        carried.set(filter, columns.add(part.column))
      }
    }
  }
  return new Map([...carried].map(([filter, columns]) => [filter, [...columns].sort()]))
}

/** Where the value of a local name comes from: the list that it runs over, or the value that it is bound to. */
function noteSource(of: Core, sources: Map<number, Core>): void {
  if (of.kind === 'let') sources.set(of.binder.id, of.value)
  else if (of.kind === 'table') for (const input of of.table.inputs) sources.set(input.binder.id, input.value)
  else if (of.kind === 'for') for (const iterator of of.iterators) sources.set(iterator.binder.id, iterator.of)
  else if ('binder' in of && 'of' in of) sources.set(of.binder.id, of.of)
}

/** The filters through which rows have gone before they are here. */
function originsOf(
  of: Core,
  origins: (of: Core) => ReadonlySet<number>,
  sources: ReadonlyMap<number, Core>,
  program: Program,
): ReadonlySet<number> {
  if (of.kind === 'filter') return new Set([...origins(of.of), of.binder.id])
  if (of.kind === 'decision') {
    const decision = program.decisions.get(of.name)
    return decision === undefined ? nowhere : origins(decision.core)
  }
  if (of.kind === 'variable') {
    const source = sources.get(of.binder.id)
    return source === undefined ? nowhere : origins(source)
  }
  if (of.kind === 'let' || of.kind === 'map' || of.kind === 'flat-map') return origins(of.body)
  if (of.kind === 'index') return origins(of.of)
  if (of.kind === 'if') return new Set([...origins(of.yes), ...origins(of.no)])
  if (of.kind === 'list') return new Set(of.items.flatMap((item) => [...origins(item)]))
  if (of.kind === 'builtin') return new Set(of.arguments.flatMap((argument) => [...origins(argument)]))
  return nowhere
}
