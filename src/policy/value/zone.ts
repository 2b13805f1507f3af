/** Formatters are costly to make; a model names few zones. Undefined marks a name that is no zone. */
const formatters = new Map<string, Intl.DateTimeFormat | undefined>()
const mostFormatters = 1000

function formatter(zone: string): Intl.DateTimeFormat | undefined {
  if (formatters.has(zone)) return formatters.get(zone)
  let made: Intl.DateTimeFormat | undefined
  // Only names of the form Area/Place and a few short ones; `+01:00` is an offset, not a zone.
  if (/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(zone)) {
    try {
      made = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' })
    } catch (error) {
      // The only way to ask whether a zone exists is to use it.
      if (!(error instanceof RangeError)) throw error
    }
  }
  if (formatters.size >= mostFormatters) formatters.clear()
  formatters.set(zone, made)
  return made
}

/** Whether the IANA database has a zone of this name. */
export function isZone(zone: string): boolean {
  return formatter(zone) !== undefined
}

/** Zones are asked about within these seconds of 1970; beyond, at the same place of the 400-year cycle. */
const furthest = 5_000_000_000_000
const cycleSeconds = 146_097 * 86_400

function offsetAt(zone: string, instant: number): number {
  const near = Math.abs(instant) > furthest ? instant % cycleSeconds : instant
  const parts = formatter(zone)?.formatToParts(near * 1000) ?? []
  const text = parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
  const match = /^GMT([+-])(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (match === null) return 0
  const size = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0)
  return match[1] === '-' ? -size : size
}

/** Seconds east of UTC of a zone, at a local time given as seconds since 1970 as if it were UTC. */
export function zoneOffset(zone: string, local: number): number {
  const before = offsetAt(zone, local - offsetAt(zone, local))
  const after = offsetAt(zone, local - before)
  // In the hour that a clock skips neither fits; the offset before the change is the usual reading.
  return before === after ? before : Math.min(before, after)
}
