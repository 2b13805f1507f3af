import type { Core, TableInput } from '#policy/checked/core'
import { within } from '#policy/checked/walk'
import { compareNumbers, parseNumber, printNumber, type Num } from '#policy/value/index'
import type { Vocabulary } from '#policy/vocabulary'

/** A point that cells name, or all values between two of them. Positions count points and gaps from the lowest. */
export interface Region {
  readonly place: number
  readonly points: readonly Constant[]
  readonly example: string
}

interface Constant {
  readonly kind: 'number' | 'text' | 'moment' | 'boolean'
  readonly text: string
}

function constantOf(of: Core): Constant | undefined {
  if (of.kind === 'number') return { kind: 'number', text: of.text }
  if (of.kind === 'negate' && of.of.kind === 'number') return { kind: 'number', text: `-${of.of.text}` }
  if (of.kind === 'string') return { kind: 'text', text: of.value }
  if (of.kind === 'boolean') return { kind: 'boolean', text: String(of.value) }
  if (of.kind === 'temporal' && of.type.kind === 'date') return { kind: 'moment', text: of.text }
  return undefined
}

function readsInput(of: Core, binders: ReadonlySet<number>): boolean {
  return of.kind === 'variable' && binders.has(of.binder.id)
}

function number(text: string): Num {
  const value = parseNumber(text)
  if (value === undefined) throw new Error(`Not a number: ${text}`)
  return value
}

function inOrder(left: Constant, right: Constant): number {
  if (left.kind === 'number' && right.kind === 'number') return compareNumbers(number(left.text), number(right.text))
  return left.text < right.text ? -1 : left.text > right.text ? 1 : 0
}

/** The regions that the tests of a column can tell apart. */
export function regionsOf(
  input: TableInput,
  tests: readonly Core[],
  binders: ReadonlySet<number>,
  vocabulary: Vocabulary,
): readonly Region[] {
  if (input.value.type.kind === 'boolean') {
    const points = ['false', 'true'].map((text): Constant => ({ kind: 'boolean', text }))
    return points.map((point, index) => ({ place: index * 2, points, example: point.text }))
  }
  const points = sortedPoints(tests, binders)
  const [first] = points
  if (first === undefined) return [{ place: 0, points, example: '…' }]
  if (first.kind === 'text') {
    // Any text that no cell names is one region, after the last.
    const named = points.map((point, index) => ({ place: index * 2, points, example: `"${point.text}"` }))
    return [...named, { place: points.length * 2, points, example: '"…"' }]
  }
  const counted = isCounted(input.value, vocabulary)
  const whole = first.kind === 'number' && (counted || isWhole(input.value, vocabulary))
  return Array.from({ length: points.length * 2 + 1 }, (_, index) => index - 1).flatMap((place): Region[] => {
    const example =
      place % 2 === 0 ? points[place / 2]?.text : between(points[(place - 1) / 2], points[(place + 1) / 2], whole)
    // Nothing is counted below zero.
    if (example === undefined || (counted && example.startsWith('-'))) return []
    return [{ place, points, example }]
  })
}

function sortedPoints(tests: readonly Core[], binders: ReadonlySet<number>): readonly Constant[] {
  const points = tests.flatMap((test) =>
    [...within(test)].flatMap((part) => {
      if (part.kind !== 'compare') return []
      const [left, right] = [part.left, part.right]
      const constant = readsInput(left, binders)
        ? constantOf(right)
        : readsInput(right, binders)
          ? constantOf(left)
          : undefined
      return constant === undefined ? [] : [constant]
    }),
  )
  const sorted = points.toSorted(inOrder)
  return sorted.filter((point, index) => {
    const before = sorted[index - 1]
    return before === undefined || inOrder(before, point) !== 0
  })
}

/** A value between two points; undefined when there is none. */
function between(low: Constant | undefined, high: Constant | undefined, whole: boolean): string | undefined {
  const kind = low?.kind ?? high?.kind
  if (kind === 'moment') return low === undefined ? `< ${high?.text}` : `> ${low.text}`
  const [from, to] = [low, high].map((point) => (point === undefined ? undefined : Number(point.text)))
  if (from === undefined) return printNumber((to ?? 0) - 1)
  if (to === undefined) return printNumber(from + 1)
  if (whole) return Math.floor(from) + 1 < to ? String(Math.floor(from) + 1) : undefined
  return String((from + to) / 2)
}

/** Things that are counted: whole numbers from zero. */
function isCounted({ type }: Core, vocabulary: Vocabulary): boolean {
  return type.kind === 'number' && type.unit !== undefined && vocabulary.units.counted.includes(type.unit)
}

/** Facts without decimals have no values between whole numbers. */
function isWhole(value: Core, vocabulary: Vocabulary): boolean {
  if (value.kind === 'fact') return vocabulary.facts.find((fact) => fact.column === value.column)?.scale === 0
  if (value.kind !== 'field' || value.of.type.kind !== 'context') return false
  const { row } = value.of.type
  const list = vocabulary.lists.find((known) => known.column === row)
  return list?.facts.find((fact) => fact.name === value.name)?.scale === 0
}

/** Whether a test holds for the values of a region; undefined when the test asks for something else. */
export function holdsIn(test: Core, region: Region, binders: ReadonlySet<number>): boolean | undefined {
  if (test.kind === 'boolean') return test.value
  if (test.kind === 'not') {
    const inner = holdsIn(test.of, region, binders)
    return inner === undefined ? undefined : !inner
  }
  if (test.kind === 'and' || test.kind === 'or') {
    const parts = test.parts.map((part) => holdsIn(part, region, binders))
    const deciding = test.kind === 'or'
    if (parts.includes(deciding)) return deciding
    return parts.includes(undefined) ? undefined : !deciding
  }
  if (test.kind === 'is-null') return readsInput(test.of, binders) ? false : undefined
  if (test.kind === 'variable') return binders.has(test.binder.id) ? region.example === 'true' : undefined
  return test.kind === 'compare' ? comparedIn(test, region, binders) : undefined
}

function comparedIn(
  test: Extract<Core, { kind: 'compare' }>,
  region: Region,
  binders: ReadonlySet<number>,
): boolean | undefined {
  const turned = readsInput(test.right, binders)
  const constant = turned ? constantOf(test.left) : readsInput(test.left, binders) ? constantOf(test.right) : undefined
  if (constant === undefined) return undefined
  const index = region.points.findIndex((point) => point.kind === constant.kind && inOrder(point, constant) === 0)
  if (index === -1) return undefined
  const side = Math.sign(region.place - index * 2) * (turned ? -1 : 1)
  return comparesTo(test.op, side)
}

function comparesTo(op: Extract<Core, { kind: 'compare' }>['op'], side: number): boolean {
  switch (op) {
    case '=':
      return side === 0
    case '!=':
      return side !== 0
    case '<':
      return side < 0
    case '<=':
      return side <= 0
    case '>':
      return side > 0
    case '>=':
      return side >= 0
  }
}
