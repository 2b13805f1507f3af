import type { Binder, Core } from '#policy/checked/core'

/** The expressions directly inside another. */
export function parts(of: Core): readonly Core[] {
  switch (of.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'null':
    case 'temporal':
    case 'builtin-value':
    case 'function-value':
    case 'as-of':
    case 'fact':
    case 'decision':
    case 'variable':
      return []
    case 'parameter':
    case 'builtin':
      return of.arguments
    case 'let':
      return [of.value, of.body]
    case 'field':
    case 'negate':
    case 'is-null':
    case 'not':
    case 'items':
    case 'convert':
    case 'instance-of':
      return [of.of]
    case 'arithmetic':
    case 'compare':
      return [of.left, of.right]
    case 'item-field':
      return [of.otherwise]
    case 'satisfies':
      return [of.value, of.test]
    case 'and':
    case 'or':
      return of.parts
    case 'if':
      return [of.condition, of.yes, of.no]
    case 'filter':
    case 'some':
    case 'every':
      return [of.of, of.predicate]
    case 'map':
    case 'flat-map':
      return [of.of, of.body]
    case 'select':
      return [of.of, of.by]
    case 'for':
      return [...of.iterators.map((iterator) => iterator.of), of.body]
    case 'function':
      return [of.body]
    case 'call':
      return [of.callee, ...of.arguments.map((argument) => argument.value)]
    case 'range':
      return [of.low, of.high].filter((end) => end !== undefined)
    case 'index':
      return [of.of, of.index]
    case 'list':
      return of.items
    case 'count-up':
      return [of.low, of.high]
    case 'context':
      return of.entries.map((entry) => entry.value)
    case 'table': {
      const { inputs, outputs, rules } = of.table
      return [
        ...inputs.flatMap((input) => (input.allowed === undefined ? [input.value] : [input.value, input.allowed])),
        ...outputs.flatMap((output) => [
          ...output.values,
          ...(output.otherwise === undefined ? [] : [output.otherwise]),
        ]),
        ...rules.flatMap((rule) => [...rule.tests, ...rule.outputs]),
      ]
    }
  }
}

/** The local names that a node binds for its parts. */
export function bindersOf(of: Core): readonly Binder[] {
  if (of.kind === 'table') return of.table.inputs.map((input) => input.binder)
  if (of.kind === 'function') return of.parameters
  if (of.kind === 'for') return [of.partial, ...of.iterators.map((iterator) => iterator.binder)]
  return 'binder' in of && of.kind !== 'variable' ? [of.binder] : []
}

/** An expression and everything inside it. */
export function* within(of: Core): Generator<Core> {
  // Without recursion: a model may spell out calls deeper than the stack.
  const waiting = [of]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    const inner = parts(next)
    for (let index = inner.length - 1; index >= 0; index -= 1) {
      const part = inner[index]
      if (part !== undefined) waiting.push(part)
    }
  }
}
