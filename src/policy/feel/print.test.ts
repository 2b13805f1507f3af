import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  NameTable,
  parseExpression,
  parseUnaryTests,
  printExpression,
  printUnaryTests,
  type Expr,
  type Test,
  type TypeExpr,
  type UnaryTests,
} from '#policy/feel/index'

const nowhere = { from: 0, to: 0 }
const severalWords = ['家庭 人口', 'date and time', 'profit-loss', "driver's age", 'x+y z']

const words = fc.constantFrom('a', '收入', 'x1', '🐎', 'item', 'list')
const names = fc.oneof(words, fc.constantFrom(...severalWords))

const anyName = fc.oneof(
  { weight: 9, arbitrary: names },
  { weight: 1, arbitrary: fc.constantFrom('if', 'null', 'a (b)', '1x') },
)

const { type } = fc.letrec<{ type: TypeExpr }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .constantFrom('number', 'days and time duration', 'm.tPerson', 'list')
      .map((name): TypeExpr => ({ kind: 'named', name, ...nowhere })),
    fc
      .record({ kind: fc.constantFrom('list' as const, 'range' as const), of: tie('type') })
      .map((node): TypeExpr => ({ ...node, ...nowhere })),
    fc
      .array(fc.record({ name: words, type: tie('type') }), { maxLength: 2 })
      .map((fields): TypeExpr => ({ kind: 'context', fields, ...nowhere })),
    fc
      .record({ parameters: fc.array(tie('type'), { maxLength: 2 }), result: tie('type') })
      .map((node): TypeExpr => ({ kind: 'function', ...node, ...nowhere })),
  ),
}))

const { expr, test: unaryTest } = fc.letrec<{ expr: Expr; test: Test }>((tie) => {
  const inner = tie('expr')
  const node = <T extends object>(made: fc.Arbitrary<T>) => made.map((part) => ({ ...part, ...nowhere }))
  const bareRange = fc
    .record({ low: inner, high: inner })
    .map((ends): Expr => ({ kind: 'range', ...ends, lowOpen: false, highOpen: false, ...nowhere }))
  const iterator = fc.oneof(
    fc.record({ name: names, over: inner }),
    fc.record({ name: names, over: bareRange, isBareRange: fc.constant(true as const) }),
  )
  const iterators = fc.array(iterator, { minLength: 1, maxLength: 2 })
  const pair = { left: inner, right: inner }
  const range = fc
    .record({
      low: fc.option(inner, { nil: undefined }),
      high: fc.option(inner, { nil: undefined }),
      lowOpen: fc.boolean(),
      highOpen: fc.boolean(),
    })
    .filter((ends) => ends.low !== undefined || ends.high !== undefined)
    .map((ends) => ({
      kind: 'range' as const,
      ...ends,
      lowOpen: ends.low === undefined || ends.lowOpen,
      highOpen: ends.high === undefined || ends.highOpen,
    }))
  return {
    expr: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      node(fc.record({ kind: fc.constant('number' as const), text: fc.constantFrom('0', '1.5', '.5', '2E3') })),
      node(fc.record({ kind: fc.constant('name' as const), name: anyName })),
      node(fc.record({ kind: fc.constant('string' as const), value: fc.string({ unit: 'binary', maxLength: 5 }) })),
      node(fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() })),
      node(fc.record({ kind: fc.constantFrom('null' as const, 'placeholder' as const) })),
      node(fc.record({ kind: fc.constant('at-literal' as const), text: fc.constantFrom('2025-01-01', 'P1D') })),
      node(fc.record({ kind: fc.constant('path' as const), of: inner, name: names, nameFrom: fc.constant(0) })),
      node(fc.record({ kind: fc.constant('filter' as const), of: inner, by: inner })),
      node(
        fc.record({
          kind: fc.constant('call' as const),
          callee: fc.oneof(inner, node(fc.record({ kind: fc.constant('name' as const), name: fc.constant('not') }))),
          arguments: fc.array(fc.oneof(fc.record({ value: inner }), fc.record({ name: names, value: inner })), {
            maxLength: 2,
          }),
        }),
      ),
      node(fc.record({ kind: fc.constant('negate' as const), of: inner })),
      node(
        fc.record({
          kind: fc.constant('arithmetic' as const),
          op: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const, '**' as const),
          ...pair,
        }),
      ),
      node(
        fc.record({
          kind: fc.constant('compare' as const),
          op: fc.constantFrom('=' as const, '!=' as const, '<' as const, '>=' as const),
          ...pair,
        }),
      ),
      node(fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), ...pair })),
      node(fc.record({ kind: fc.constant('between' as const), of: inner, low: inner, high: inner })),
      node(
        fc.record({
          kind: fc.constant('in' as const),
          of: inner,
          tests: fc.array(tie('test'), { minLength: 1, maxLength: 2 }),
        }),
      ),
      node(fc.record({ kind: fc.constant('instance-of' as const), of: inner, type })),
      node(fc.record({ kind: fc.constant('if' as const), condition: inner, yes: inner, no: inner })),
      node(fc.record({ kind: fc.constant('for' as const), iterators, body: inner })),
      node(fc.record({ kind: fc.constantFrom('some' as const, 'every' as const), iterators, body: inner })),
      node(fc.record({ kind: fc.constant('list' as const), items: fc.array(inner, { maxLength: 2 }) })),
      node(
        fc.record({
          kind: fc.constant('context' as const),
          entries: fc.array(fc.record({ name: anyName, value: inner }), { maxLength: 2 }),
        }),
      ),
      node(
        fc.record({
          kind: fc.constant('function' as const),
          parameters: fc.array(fc.record({ name: names, type: fc.option(type, { nil: undefined }) }), { maxLength: 2 }),
          body: inner,
        }),
      ),
      node(range),
    ),
    test: fc.oneof(
      node(
        fc.record({
          kind: fc.constant('compare' as const),
          op: fc.constantFrom('<' as const, '=' as const, '!=' as const),
          value: inner,
        }),
      ),
      node(fc.record({ kind: fc.constant('value' as const), value: inner })),
    ),
  }
})

/** Syntax without its places. */
function bare(syntax: Expr | UnaryTests): unknown {
  const places: readonly string[] = ['from', 'to', 'nameFrom']
  return JSON.parse(JSON.stringify(syntax, (key, value: unknown) => (places.includes(key) ? undefined : value)))
}

const known = new NameTable(severalWords)

test('an expression that is printed and parsed is the same expression', () => {
  fc.assert(
    fc.property(expr, (written) => {
      const text = printExpression(written)

      const parsed = parseExpression(text, known)

      expect(parsed.ok ? bare(parsed.value) : parsed.fault, text).toEqual(bare(written))
    }),
    { seed: 17, numRuns: 5_000 },
  )
})

test('the tests of a cell that are printed and parsed are the same tests', () => {
  const cells = fc.oneof(
    fc.constant<UnaryTests>({ kind: 'any' }),
    fc
      .record({ tests: fc.array(unaryTest, { minLength: 1, maxLength: 3 }), negated: fc.boolean() })
      .map((tests): UnaryTests => ({ kind: 'tests', ...tests })),
  )
  fc.assert(
    fc.property(cells, (written) => {
      const text = printUnaryTests(written)

      const parsed = parseUnaryTests(text, known)

      expect(parsed.ok ? bare(parsed.value) : parsed.fault, text).toEqual(bare(written))
    }),
    { seed: 18, numRuns: 2_000 },
  )
})

test('only the parentheses that are needed are printed', () => {
  const texts = [
    '(a + b) * c',
    'a + b * c',
    '-2 ** 2',
    'x in (1, 2) and (p or q)',
    '(if a then b else c) + 1',
    'a - (b - c)',
  ]

  const printed = texts.map((text) => {
    const parsed = parseExpression(text, known)
    return parsed.ok ? printExpression(parsed.value) : parsed.fault.kind
  })

  expect(printed).toEqual(texts)
})
