import {
  order,
  parseDate,
  parseDateTime,
  parseDuration,
  parseNumber,
  parseTemporal,
  parseTime,
  type RangeValue,
  type Value,
} from '#policy/value/index'

/** A range as FEEL writes it, such as `[18..21)`, whose ends are literals of one kind in order; null for any other. */
export function rangeFromText(text: string): RangeValue | null {
  const match = /^\s*([[(\]])(.*)([\])[])\s*$/s.exec(text)
  if (match === null) return null
  const inside = match[2] ?? ''
  for (let at = inside.indexOf('..'); at !== -1; at = inside.indexOf('..', at + 1)) {
    const [low, high] = [literal(inside.slice(0, at)), literal(inside.slice(at + 2))]
    if (low === undefined || high === undefined) continue
    const ordered = order(low, high)
    if (ordered === undefined || ordered > 0) return null
    return { kind: 'range', low, high, lowIncluded: match[1] === '[', highIncluded: match[3] === ']' }
  }
  return null
}

const makers: Readonly<Record<string, (text: string) => Value | undefined>> = {
  '@': parseTemporal,
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
}

function literal(text: string): Value | undefined {
  const trimmed = text.trim()
  const quoted = stringLiteral(trimmed)
  if (quoted !== undefined) return quoted
  const made = /^(?:(@)|(date|time|date and time|duration)\s*\()\s*(".*")\s*(\)?)$/s.exec(trimmed)
  if (made === null) return parseNumber(trimmed)
  const inner = stringLiteral(made[3] ?? '')
  if (inner === undefined || (made[1] === undefined) !== (made[4] === ')')) return undefined
  return makers[made[1] ?? made[2] ?? '']?.(inner)
}

function stringLiteral(text: string): string | undefined {
  const match = /^"((?:[^"\\]|\\.)*)"$/s.exec(text)
  return match?.[1]?.replace(/\\(["'\\])/g, '$1')
}
