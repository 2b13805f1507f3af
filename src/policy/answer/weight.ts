import { parts, within, type Core } from '#policy/checked/index'

/**
 * The most that may be on the stack at once, in the weight of expressions inside each other. Half as much again fits
 * on the stack that Node gives (measured with bodies of sums, conditions, loops, filters and quantifiers).
 */
export const heaviest = 6000

/** How much of the stack an expression needs: the weight of its deepest nesting; infinite beyond what there is. */
export function weightOf(of: Core, room: number = heaviest): number {
  const own = ownWeight(of)
  if (own > room) return Infinity
  let deepest = 0
  for (const part of parts(of)) deepest = Math.max(deepest, weightOf(part, room - own))
  return deepest + own
}

/** What it costs to compute an expression once, apart from what its loops and calls cost themselves. */
export function costOf(of: Core): number {
  let nodes = 0
  for (const _ of within(of)) nodes += 1
  return nodes >> 3
}

/** What runs over a list or calls a function needs more than one frame of the stack. */
function ownWeight(of: Core): number {
  switch (of.kind) {
    case 'filter':
    case 'select':
    case 'map':
    case 'flat-map':
    case 'for':
    case 'some':
    case 'every':
    case 'call':
    case 'table':
    case 'builtin':
      return 3
    case 'number':
    case 'string':
    case 'boolean':
    case 'null':
    case 'temporal':
    case 'as-of':
    case 'fact':
    case 'parameter':
    case 'decision':
    case 'variable':
    case 'let':
    case 'field':
    case 'item-field':
    case 'negate':
    case 'arithmetic':
    case 'compare':
    case 'is-null':
    case 'satisfies':
    case 'and':
    case 'or':
    case 'not':
    case 'if':
    case 'index':
    case 'list':
    case 'count-up':
    case 'items':
    case 'range':
    case 'context':
    case 'builtin-value':
    case 'function':
    case 'function-value':
    case 'convert':
    case 'instance-of':
      return 1
  }
}
