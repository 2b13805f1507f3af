import { compileFlow } from '#policy/answer/compile-flow'
import { compileFunction } from '#policy/answer/compile-function'
import { compileList } from '#policy/answer/compile-list'
import { compileOperation } from '#policy/answer/compile-operation'
import { compileRead } from '#policy/answer/compile-read'
import { compileTable } from '#policy/answer/compile-table'
import { Scope, type Code, type Compilation, type Site } from '#policy/answer/run'
import { parts, type Core } from '#policy/checked/index'
import { parseNumber, parseTemporal, type FeelDate, type Value } from '#policy/value/index'

/** An expression as a closure. What the text settles is settled here, once; what the day settles, once for a day. */
function compileCore(of: Core, site: Site): Code {
  const code = codeOf(of, site)
  const settled = settledBy(of)
  const held = settled === undefined ? undefined : parts(of).map((part) => site.on.settled.get(part))
  if (settled === undefined || held === undefined || held.includes(undefined)) return code
  const when = settled === 'by-day' || held.includes('by-day') ? 'by-day' : 'always'
  site.on.settled.set(of, when)
  return held.length === 0 ? code : once(code, when)
}

/** How long an expression holds whose parts hold for ever; undefined when each row may have another value. */
function settledBy(of: Core): 'always' | 'by-day' | undefined {
  switch (of.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'null':
    case 'temporal':
    case 'negate':
    case 'arithmetic':
    case 'compare':
    case 'convert':
    case 'range':
    case 'list':
      return 'always'
    case 'as-of':
      return 'by-day'
    case 'builtin':
      return of.name === 'now' || of.name === 'today' ? undefined : 'always'
    case 'fact':
    case 'parameter':
    case 'decision':
    case 'variable':
    case 'field':
    case 'item-field':
    case 'is-null':
    case 'satisfies':
    case 'instance-of':
    case 'not':
    case 'let':
    case 'and':
    case 'or':
    case 'if':
    case 'context':
    case 'filter':
    case 'index':
    case 'select':
    case 'map':
    case 'flat-map':
    case 'for':
    case 'some':
    case 'every':
    case 'count-up':
    case 'items':
    case 'builtin-value':
    case 'function':
    case 'function-value':
    case 'call':
    case 'table':
      return undefined
  }
}

function once(code: Code, when: 'always' | 'by-day'): Code {
  let kept: { readonly value: Value; readonly day: FeelDate } | undefined
  return (frame) => {
    const { asOf } = frame.run
    if (kept === undefined || (when === 'by-day' && kept.day !== asOf)) kept = { value: code(frame), day: asOf }
    return kept.value
  }
}

function codeOf(of: Core, site: Site): Code {
  switch (of.kind) {
    case 'number':
      return constant(parseNumber(of.text) ?? site.on.nothing)
    case 'string':
    case 'boolean':
      return constant(of.value)
    case 'null':
      return constant(site.on.nothing)
    case 'temporal':
      return constant(parseTemporal(of.text) ?? site.on.nothing)
    case 'as-of':
    case 'fact':
    case 'parameter':
    case 'decision':
    case 'variable':
    case 'field':
    case 'item-field':
      return compileRead(of, site)
    case 'negate':
    case 'arithmetic':
    case 'compare':
    case 'is-null':
    case 'satisfies':
    case 'convert':
    case 'instance-of':
    case 'range':
    case 'not':
      return compileOperation(of, site)
    case 'let':
    case 'and':
    case 'or':
    case 'if':
    case 'list':
    case 'context':
      return compileFlow(of, site)
    case 'filter':
    case 'index':
    case 'select':
    case 'map':
    case 'flat-map':
    case 'for':
    case 'some':
    case 'every':
    case 'count-up':
    case 'items':
      return compileList(of, site)
    case 'builtin':
    case 'builtin-value':
    case 'function':
    case 'function-value':
    case 'call':
      return compileFunction(of, site)
    case 'table':
      return compileTable(of.table, site)
  }
}

function constant(value: Value): Code {
  return () => value
}

function siteIn(scope: Scope, on: Compilation): Site {
  const site: Site = {
    on,
    scope,
    code: (core) => compileCore(core, site),
    inside: (inner, core) => compileCore(core, siteIn(inner, on)),
  }
  return site
}

/** Compiles an expression that stands alone, or the body of a function whose scope declares its parameters. */
export function compileAlone(core: Core, on: Compilation, scope: Scope = new Scope()): Code {
  return siteIn(scope, on).code(core)
}
