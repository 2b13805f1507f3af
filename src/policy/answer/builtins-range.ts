import { whole, type BuiltinDefinition } from '#policy/answer/builtin'
import { isRange, order, type RangeValue, type Value } from '#policy/value/index'

/** How two ranges lie to each other: each comparison is below, at or above zero. */
interface Relation {
  readonly left: RangeValue
  readonly right: RangeValue
  readonly lowToLow: number
  readonly highToHigh: number
  /** The left one's low end to the right one's high end, and the left one's high end to the right one's low end. */
  readonly lowToHigh: number
  readonly highToLow: number
}

/** The order of two ends; an end that is absent lies beyond every value, on the side given. */
function compareEnds(left: Value | undefined, leftSide: -1 | 1, right: Value | undefined, rightSide: -1 | 1) {
  if (left !== undefined && right !== undefined) return order(left, right)
  const beyondLeft = left === undefined ? leftSide : 0
  const beyondRight = right === undefined ? rightSide : 0
  return beyondLeft - beyondRight
}

/** A point as the range of itself alone. */
function asRange(value: Value): RangeValue {
  if (isRange(value)) return value
  return { kind: 'range', low: value, high: value, lowIncluded: true, highIncluded: true }
}

function relationOf(one: Value, other: Value): Relation | undefined {
  const [left, right] = [asRange(one), asRange(other)]
  const lowToLow = compareEnds(left.low, -1, right.low, -1)
  const highToHigh = compareEnds(left.high, 1, right.high, 1)
  const lowToHigh = compareEnds(left.low, -1, right.high, 1)
  const highToLow = compareEnds(left.high, 1, right.low, -1)
  if (lowToLow === undefined || highToHigh === undefined || lowToHigh === undefined || highToLow === undefined) {
    return undefined
  }
  return { left, right, lowToLow, highToHigh, lowToHigh, highToLow }
}

function reversed({ left, right, lowToLow, highToHigh, lowToHigh, highToLow }: Relation): Relation {
  return {
    left: right,
    right: left,
    lowToLow: -lowToLow,
    highToHigh: -highToHigh,
    lowToHigh: -highToLow,
    highToLow: -lowToHigh,
  }
}

/** Table 78 of DMN 1.5, each relation once; the rest are these the other way round. */
function before({ left, right, highToLow }: Relation): boolean {
  return highToLow < 0 || (highToLow === 0 && !(left.highIncluded && right.lowIncluded))
}

function meets({ left, right, highToLow }: Relation): boolean {
  return highToLow === 0 && left.highIncluded && right.lowIncluded
}

function overlaps({ left, right, highToLow, lowToHigh }: Relation): boolean {
  const reaches = highToLow > 0 || (highToLow === 0 && left.highIncluded && right.lowIncluded)
  return reaches && (lowToHigh < 0 || (lowToHigh === 0 && left.lowIncluded && right.highIncluded))
}

function overlapsBefore(of: Relation): boolean {
  const { left, right, lowToLow, highToHigh, highToLow } = of
  const begins = lowToLow < 0 || (lowToLow === 0 && left.lowIncluded && !right.lowIncluded)
  const reaches = highToLow > 0 || (highToLow === 0 && left.highIncluded && right.lowIncluded)
  return begins && reaches && (highToHigh < 0 || (highToHigh === 0 && (!left.highIncluded || right.highIncluded)))
}

function finishes({ left, right, lowToLow, highToHigh }: Relation): boolean {
  if (highToHigh !== 0 || left.highIncluded !== right.highIncluded) return false
  return lowToLow > 0 || (lowToLow === 0 && (!left.lowIncluded || right.lowIncluded))
}

function starts({ left, right, lowToLow, highToHigh }: Relation): boolean {
  if (lowToLow !== 0 || left.lowIncluded !== right.lowIncluded) return false
  return highToHigh < 0 || (highToHigh === 0 && (!left.highIncluded || right.highIncluded))
}

function includes({ left, right, lowToLow, highToHigh }: Relation): boolean {
  const begins = lowToLow < 0 || (lowToLow === 0 && (left.lowIncluded || !right.lowIncluded))
  return begins && (highToHigh > 0 || (highToHigh === 0 && (left.highIncluded || !right.highIncluded)))
}

function coincides({ left, right, lowToLow, highToHigh }: Relation): boolean {
  const sameEnds = left.lowIncluded === right.lowIncluded && left.highIncluded === right.highIncluded
  return sameEnds && lowToLow === 0 && highToHigh === 0
}

/** Which of the two may be a point. */
type Takes = 'any' | 'ranges' | 'range-right' | 'range-left' | 'alike'

function fits(takes: Takes, left: Value, right: Value): boolean {
  switch (takes) {
    case 'any':
      return true
    case 'ranges':
      return isRange(left) && isRange(right)
    case 'range-right':
      return isRange(right)
    case 'range-left':
      return isRange(left)
    case 'alike':
      return isRange(left) === isRange(right)
  }
}

function relation(takes: Takes, holds: (of: Relation) => boolean): BuiltinDefinition {
  return whole(2, 2, ([left = null, right = null]) => {
    if (!fits(takes, left, right)) return null
    const found = relationOf(left, right)
    return found === undefined ? null : holds(found)
  })
}

export const rangeBuiltins = {
  before: relation('any', before),
  after: relation('any', (of) => before(reversed(of))),
  meets: relation('ranges', meets),
  'met by': relation('ranges', (of) => meets(reversed(of))),
  overlaps: relation('ranges', overlaps),
  'overlaps before': relation('ranges', overlapsBefore),
  'overlaps after': relation('ranges', (of) => overlapsBefore(reversed(of))),
  finishes: relation('range-right', finishes),
  'finished by': relation('range-left', (of) => finishes(reversed(of))),
  includes: relation('range-left', includes),
  during: relation('range-right', (of) => includes(reversed(of))),
  starts: relation('range-right', starts),
  'started by': relation('range-left', (of) => starts(reversed(of))),
  coincides: relation('alike', coincides),
} satisfies Readonly<Record<string, BuiltinDefinition>>
