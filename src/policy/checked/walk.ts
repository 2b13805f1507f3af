import type { Core } from '#policy/checked/core'

/** The expressions directly inside another. */
export function parts(of: Core): readonly Core[] {
  switch (of.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'null':
    case 'date':
    case 'duration':
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
      return [of.of]
    case 'arithmetic':
    case 'compare':
      return [of.left, of.right]
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
        ...inputs.map((input) => input.value),
        ...outputs.flatMap((output) => [
          ...output.values,
          ...(output.otherwise === undefined ? [] : [output.otherwise]),
        ]),
        ...rules.flatMap((rule) => [...rule.tests, ...rule.outputs]),
      ]
    }
  }
}

/** An expression and everything inside it. */
export function* within(of: Core): Generator<Core> {
  yield of
  for (const part of parts(of)) yield* within(part)
}
