import type { Core, TableInput } from '#policy/checked/core'
import { within } from '#policy/checked/walk'
import { compareNumbers, parseNumber, printNumber, type Num } from '#policy/value/index'
import type { Vocabulary } from '#policy/vocabulary'

/** A point that cells name, or all values between two of them. Positions count points and gaps from the lowest. */
export interface Region {
  readonly place: number
  /** The position of each constant that the cells write, by its kind and text. */
  readonly places: ReadonlyMap<string, number>
  readonly example: string
}

interface Constant {
  readonly kind: 'number' | 'text' | 'moment' | 'boolean'
  readonly text: string
}

function keyOf(constant: Constant): string {
  return `${constant.kind} ${constant.text}`
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
    const places = new Map(['false', 'true'].map((text, index) => [keyOf({ kind: 'boolean', text }), index * 2]))
    return ['false', 'true'].map((example, index) => ({ place: index * 2, places, example }))
  }
  const { points, places } = sortedPoints(tests, binders)
  const [first] = points
  if (first === undefined) return [{ place: 0, places, example: '…' }]
  if (first.kind === 'text') {
    // Any text that no cell names is one region, after the last.
    const named = points.map((point, index) => ({ place: index * 2, places, example: `"${point.text}"` }))
    return [...named, { place: points.length * 2, places, example: '"…"' }]
  }
  const counted = isCounted(input.value, vocabulary)
  const whole = first.kind === 'number' && (counted || isWhole(input.value, vocabulary))
  return Array.from({ length: points.length * 2 + 1 }, (_, index) => index - 1).flatMap((place): Region[] => {
    const example =
      place % 2 === 0 ? points[place / 2]?.text : between(points[(place - 1) / 2], points[(place + 1) / 2], whole)
    // Nothing is counted below zero.
    if (example === undefined || (counted && example.startsWith('-'))) return []
    return [{ place, places, example }]
  })
}

/** The constants of a column in order, each once, and where each of its texts stands among them. */
function sortedPoints(
  tests: readonly Core[],
  binders: ReadonlySet<number>,
): { readonly points: readonly Constant[]; readonly places: ReadonlyMap<string, number> } {
  const sorted = tests
    .flatMap((test) => [...within(test)].flatMap((part) => constantIn(part, binders) ?? []))
    .sort(inOrder)
  const points: Constant[] = []
  const places = new Map<string, number>()
  for (const constant of sorted) {
    const last = points.at(-1)
    if (last === undefined || inOrder(last, constant) !== 0) points.push(constant)
    places.set(keyOf(constant), (points.length - 1) * 2)
  }
  return { points, places }
}

/** The constant that a comparison holds against the input. */
function constantIn(part: Core, binders: ReadonlySet<number>): Constant | undefined {
  if (part.kind !== 'compare') return undefined
  if (readsInput(part.left, binders)) return constantOf(part.right)
  return readsInput(part.right, binders) ? constantOf(part.left) : undefined
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
  const constant = constantIn(test, binders)
  const place = constant === undefined ? undefined : region.places.get(keyOf(constant))
  if (place === undefined) return undefined
  const turned = readsInput(test.right, binders)
  const side = Math.sign(region.place - place) * (turned ? -1 : 1)
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
