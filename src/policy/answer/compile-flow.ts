import { oneOf } from '#policy/answer/lift'
import { tried, type Code, type Site } from '#policy/answer/run'
import type { Core } from '#policy/checked/index'
import { conjunction, disjunction, isUnknown, type Value } from '#policy/value/index'

type Flow = Extract<Core, { kind: 'let' | 'and' | 'or' | 'if' | 'list' | 'context' }>

export function compileFlow(of: Flow, site: Site): Code {
  switch (of.kind) {
    case 'let': {
      const value = site.code(of.value)
      const slot = site.scope.declare(of.binder)
      const body = site.code(of.body)
      return (frame) => {
        frame.slots[slot] = value(frame)
        return body(frame)
      }
    }
    case 'and':
    case 'or':
      return junction(of.parts.map(site.code), of.kind === 'or', site)
    case 'if':
      return choice(site.code(of.condition), site.code(of.yes), site.code(of.no), site)
    case 'list': {
      const items = of.items.map(site.code)
      return (frame) => items.map((item) => item(frame))
    }
    case 'context': {
      const entries = of.entries.map((entry) => ({ name: entry.name, code: site.code(entry.value) }))
      return (frame) => {
        const fields = new Map<string, Value>()
        for (const { name, code } of entries) fields.set(name, code(frame))
        return { kind: 'context', fields }
      }
    }
  }
}

/** Stops at the first part that decides, so that the trace shows no more than was looked at. */
function junction(parts: readonly Code[], deciding: boolean, site: Site): Code {
  const { nothing } = site.on
  const settle = deciding ? disjunction : conjunction
  return (frame) => {
    let open: Value[] | undefined
    for (const part of parts) {
      const value = part(frame)
      if (value === deciding) return deciding
      if (value !== !deciding) (open ??= []).push(value)
    }
    return open === undefined ? !deciding : (settle(open) ?? nothing)
  }
}

/** Null is not true; what is neither true, false nor null is no condition at all. */
function choice(condition: Code, yes: Code, no: Code, site: Site): Code {
  const { nothing } = site.on
  return (frame) => {
    const met = condition(frame)
    if (met === true) return yes(frame)
    if (met === false || met === null) return no(frame)
    if (!isUnknown(met)) return nothing
    // Either may turn out to be the one; both are tried for what they would need.
    return met.missing.length === 0
      ? met
      : oneOf(
          met,
          tried(frame.run, () => [yes(frame), no(frame)]),
        )
  }
}
