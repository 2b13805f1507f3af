import { facts, type CellType, type Feed, type FeedColumn } from '#facts'
import type { Day } from '#kernel/day'
import { birthDayOf, readResidentId, sexOf, type ResidentId } from '#kernel/resident-id'
import type { HeldCode, NoteCode, ReviewCode } from '#contracts/exchange'
import { sexWords } from './cell-words.zh.ts'
import { readCell, tidy } from './read-cell.ts'

interface Fault {
  readonly code: HeldCode
  readonly key: string | null
}

/** A row as it was read: values by column key, and everything that was found about it. */
export interface RowReading {
  readonly values: ReadonlyMap<string, string | null>
  /** The identity number of the person that the row is about, when it is usable. */
  readonly residentId: ResidentId | null
  readonly sex: 'male' | 'female' | null
  readonly birthDay: string | null
  readonly quarantine: readonly Fault[]
  /** Why the identity number names nobody; null when it is usable or the feed is not about persons. */
  readonly review: ReviewCode | null
  readonly notes: readonly NoteCode[]
}

export interface RowRules {
  readonly feed: Feed
  readonly dataThrough: Day
  readonly isKnownDivision: (code: string) => boolean
}

interface ColumnRule {
  readonly key: string
  readonly type: CellType
  readonly required: boolean
  readonly values: ReadonlySet<string> | undefined
  /** A fault holds the row back; in a column that nothing is made from it is only noted. */
  readonly decisive: boolean
  readonly openEnded: boolean
}

interface MappingRule {
  readonly value: string | undefined
  readonly from: string
  readonly until: string | undefined
  readonly neverNegative: boolean
  readonly when: { readonly column: string; readonly in: ReadonlySet<string> } | undefined
}

/** The column that names the person of a row; undefined in feeds about households. */
function personColumn(feed: Feed): string | undefined {
  if (feed.about === 'person') return feed.personId
  return feed.about === 'register' ? feed.register.residentId : undefined
}

function usedKeys(feed: Feed): ReadonlySet<string> {
  const used = new Set<string>(feed.about === 'register' ? Object.values(feed.register) : [])
  if (feed.about === 'person') used.add(feed.personName)
  if (feed.about === 'household') used.add(feed.householdNumber)
  for (const mapping of feed.facts) {
    if (typeof mapping.value === 'string') used.add(mapping.value)
    used.add(mapping.from)
    if (mapping.until !== undefined) used.add(mapping.until)
    if (mapping.when !== undefined) used.add(mapping.when.column)
    for (const key of mapping.instance ?? []) used.add(key)
  }
  return used
}

function allowedValues(feed: Feed, key: string, column: FeedColumn): ReadonlySet<string> | undefined {
  if (column.values !== undefined) return new Set(column.values)
  for (const mapping of feed.facts) {
    const { type, ...definition } = facts[mapping.fact]
    if (mapping.value === key && type === 'text' && 'values' in definition) return new Set(definition.values)
  }
  return undefined
}

function columnRules(feed: Feed): readonly ColumnRule[] {
  const used = usedKeys(feed)
  const untils = new Set(feed.facts.map((mapping) => mapping.until))
  const person = personColumn(feed)
  return Object.entries(feed.columns)
    .filter(([key]) => key !== person)
    .map(([key, column]) => ({
      key,
      type: column.type,
      required: column.required === true,
      values: allowedValues(feed, key, column),
      decisive: used.has(key) || column.required === true,
      openEnded: untils.has(key),
    }))
}

function mappingRules(feed: Feed): readonly MappingRule[] {
  return feed.facts.map((mapping) => ({
    value: typeof mapping.value === 'string' ? mapping.value : undefined,
    from: mapping.from,
    until: mapping.until,
    // An amount a month that is paid cannot be negative; a flow can, as a settlement taken back.
    neverNegative: facts[mapping.fact].kind === 'rate',
    when: mapping.when === undefined ? undefined : { column: mapping.when.column, in: new Set(mapping.when.in) },
  }))
}

/** Reads rows of one feed: every cell by its type, then what must hold between them. */
export function rowReader({
  feed,
  dataThrough,
  isKnownDivision,
}: RowRules): (cellOf: (key: string) => string) => RowReading {
  const columns = columnRules(feed)
  const mappings = mappingRules(feed)
  const register = feed.about === 'register' ? feed.register : undefined
  const idKey = personColumn(feed)

  function readColumns(cellOf: (key: string) => string, found: Found): void {
    for (const { key, type, required, values, decisive, openEnded } of columns) {
      const reading = readCell(type, cellOf(key), openEnded)
      if (!reading.ok) {
        found.values.set(key, null)
        if (decisive) found.unreadable.set(key, reading.code)
        else found.notes.push('unused-cell-unreadable')
        continue
      }
      const { value } = reading
      found.values.set(key, value)
      if (value === null && required) found.quarantine.push({ code: 'required-missing', key })
      if (value !== null && values !== undefined && !values.has(value)) found.unreadable.set(key, 'unknown-value')
    }
  }

  function checkMappings(found: Found): void {
    for (const { value, from, until, neverNegative, when } of mappings) {
      const said = value === undefined ? '' : found.values.get(value)
      if (said === null || said === undefined) continue
      if (when !== undefined && !when.in.has(found.values.get(when.column) ?? '')) continue
      const start = found.values.get(from) ?? null
      const end = until === undefined ? null : (found.values.get(until) ?? null)
      if (neverNegative && said.startsWith('-')) found.fault('negative-amount', value ?? null)
      if (start === null) found.fault('start-missing', from)
      else if (start > dataThrough) found.fault('after-data-through', from)
      else if (end !== null && end < start) found.fault('ends-before-it-begins', until ?? null)
    }
  }

  /** The identity number outweighs the cells beside it: it carries its own check. */
  function readPerson(found: Found, id: ResidentId | null): { sex: 'male' | 'female' | null; birthDay: string | null } {
    if (register === undefined) return { sex: null, birthDay: null }
    const { sex: sexKey, birthDay: birthKey, since, division } = register
    const code = found.values.get(division) ?? null
    if (code !== null && !isKnownDivision(code)) found.fault('unknown-division', division)
    const from = found.values.get(since) ?? null
    if (from !== null && from > dataThrough) found.fault('after-data-through', since)
    const writtenSex = sexWords.get(found.values.get(sexKey) ?? '') ?? null
    const writtenBirth = found.values.get(birthKey) ?? null
    if (id === null) {
      if (writtenBirth === null && !found.unreadable.has(birthKey)) found.fault('birth-day-missing', birthKey)
      if (writtenBirth !== null && writtenBirth > dataThrough) found.fault('after-data-through', birthKey)
      return { sex: writtenSex, birthDay: writtenBirth }
    }
    found.unreadable.delete(birthKey)
    found.unreadable.delete(sexKey)
    if (writtenBirth !== birthDayOf(id)) found.notes.push('birth-day-taken-from-id')
    if (writtenSex !== sexOf(id)) found.notes.push('sex-taken-from-id')
    return { sex: sexOf(id), birthDay: birthDayOf(id) }
  }

  return (cellOf) => {
    const found = new Found()
    readColumns(cellOf, found)
    const { id, review } = readPersonId(idKey === undefined ? undefined : cellOf(idKey), found)
    if (register !== undefined && id === null) found.notes.push('resident-id-unusable')
    const person = readPerson(found, id)
    for (const [key, code] of found.unreadable) found.fault(code, key)
    checkMappings(found)
    return {
      values: found.values,
      residentId: id,
      ...person,
      quarantine: found.quarantine,
      review: feed.about === 'person' ? review : null,
      notes: found.notes,
    }
  }
}

class Found {
  readonly values = new Map<string, string | null>()
  readonly unreadable = new Map<string, HeldCode>()
  readonly quarantine: Fault[] = []
  readonly notes: NoteCode[] = []

  /** The first fault of a cell is its cause; what follows from it is not reported again. */
  fault(code: HeldCode, key: string | null): void {
    if (!this.quarantine.some((fault) => fault.key === key)) this.quarantine.push({ code, key })
  }
}

function readPersonId(
  raw: string | undefined,
  found: Found,
): { readonly id: ResidentId | null; readonly review: ReviewCode | null } {
  if (raw === undefined) return { id: null, review: null }
  const reading = readCell('resident-id', raw, false)
  if (!reading.ok) {
    // Of all cell faults only those of identity numbers come from this type.
    return { id: null, review: reading.code as ReviewCode }
  }
  if (reading.value === null) return { id: null, review: 'resident-id-missing' }
  if (reading.repaired === true) found.notes.push('resident-id-repaired')
  const whole = readResidentId(reading.value)
  return whole.ok ? { id: whole.id, review: null } : { id: null, review: 'resident-id-malformed' }
}

/** A name without what departments write differently: spaces and the several middle dots. */
export function plainName(name: string): string {
  return tidy(name)
    .replace(/[\s]/g, '')
    .replace(/[•・‧∙●.．]/g, '·')
}
