import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NameTable, parseExpression, parseType, parseUnaryTests } from '#policy/feel/index'

const names = new NameTable(['a b', 'a-b', 'in a', 'for a', 'every a b'])

function faultOf(text: string): string {
  const parsed = parseExpression(text, names)
  return parsed.ok ? 'none' : parsed.fault.kind
}

test('brackets may stand 199 deep within an expression and no deeper', () => {
  expect(faultOf(`${'('.repeat(199)}1${')'.repeat(199)}`)).toBe('none')
  expect(faultOf(`${'('.repeat(200)}1${')'.repeat(200)}`)).toBe('too-deep')
})

test('a chain of operators may make the tree 500 high and no higher', () => {
  expect(faultOf(`${'1 + '.repeat(499)}1`)).toBe('none')
  expect(faultOf(`${'1 + '.repeat(500)}1`)).toBe('too-deep')
  expect(faultOf(`a${'.b'.repeat(500)}`)).toBe('too-deep')
  expect(faultOf(`[${'1 + 1, '.repeat(2_000)}1]`)).toBe('none')
})

test.each(['(', '[', '{a: ', ']', 'if ', 'f(', 'f(a, ', 'x in (', 'for x in ', 'function(a) ', 'not(', '- ', '-'])(
  'a hundred thousand of %j are refused and break nothing',
  (piece) => {
    const text = `${piece.repeat(Math.min(100_000, Math.floor(900_000 / piece.length)))}1`

    expect(faultOf(text)).toBe('too-deep')
    expect(parseUnaryTests(text, names).ok).toBe(false)
  },
)

test('types may not be nested without end', () => {
  const parsed = parseType('list<'.repeat(100_000))

  expect(parsed.ok ? undefined : parsed.fault.kind).toBe('too-deep')
})

test('a text of more than a million characters is refused unread', () => {
  expect(faultOf('1 + '.repeat(2_500_000))).toBe('too-long')
})

const pieces = fc.constantFrom(
  ...'a,a b,b,in,for,some,every,satisfies,return,if,then,else,not,function,instance of,list,between,and,or'.split(','),
  ...'( ) [ ] { } , : . .. < <= = != > - + * ** / -> 1 .5 2e3 "x" " @ ? ` `q` external // /* */ \\ # 中 🐎'.split(' '),
  '\n',
  '\u3000',
  '\ud83d',
)

function expectAPlaceWithin(text: string): void {
  for (const parsed of [parseExpression(text, names), parseUnaryTests(text, names), parseType(text)]) {
    if (parsed.ok) continue
    expect(parsed.fault.from).toBeGreaterThanOrEqual(0)
    expect(parsed.fault.from).toBeLessThanOrEqual(parsed.fault.to)
    expect(parsed.fault.to).toBeLessThanOrEqual(text.length)
  }
}

test('any row of pieces of the grammar is read or refused with a place in the text', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), fc.constantFrom('', ' '), (row, gap) => {
      expectAPlaceWithin(row.join(gap))
    }),
    { seed: 15, numRuns: 3_000 },
  )
})

test('any text at all is read or refused with a place in the text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), expectAPlaceWithin), { seed: 16, numRuns: 800 })
})
