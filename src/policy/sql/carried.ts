import { within, type Core, type Program } from '#policy/checked/index'
import type { Generator } from '#policy/sql/generator'

/** The decisions that the named ones depend on, themselves included. */
export function needed(program: Program, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    const decision = program.decisions.get(name)
    if (decision === undefined) throw new Error(`No decision ${name}`)
    for (const part of within(decision.core)) if (part.kind === 'decision') visit(part.name)
  }
  names.forEach(visit)
  return found
}

/** The row columns that are read other than straight from the household's own lists. */
export function carriedColumns(program: Program, names: readonly string[]): Generator['carried'] {
  const carried = { member: new Set<string>(), obligor: new Set<string>() }
  for (const name of needed(program, names)) {
    const decision = program.decisions.get(name)
    if (decision === undefined) continue
    const direct = new Set<number>()
    for (const part of within(decision.core)) {
      const loop = part.kind === 'filter' || part.kind === 'map' || part.kind === 'some' || part.kind === 'every'
      if (loop && part.of.kind === 'fact') direct.add(part.binder.id)
      if (part.kind === 'field' && part.column !== undefined && !isDirect(part.of, direct)) {
        const row = part.of.type.kind === 'context' ? part.of.type.row : undefined
        if (row !== undefined) carried[row].add(part.column)
      }
    }
  }
  return { member: [...carried.member].sort(), obligor: [...carried.obligor].sort() }
}

function isDirect(of: Core, direct: ReadonlySet<number>): boolean {
  return of.kind === 'variable' && direct.has(of.binder.id)
}
