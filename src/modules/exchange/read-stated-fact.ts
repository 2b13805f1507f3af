import type { ExchangeRefusal } from '#contracts/exchange'
import {
  type ColumnDefinition,
  type FactDefinition,
  type FactName,
  facts,
  memberColumns,
  noneOf,
  obligorColumns,
  type Subject,
  wholeUnits,
} from '#facts'
import type { Day } from '#kernel/day'
import { levelUnit } from './cell-words.zh.ts'
import { readCell, tidy } from './read-cell.ts'

/** What an officer states about a person, a household or an obligor of a household, as it was written down. */
export interface StatedFact {
  readonly subject: Subject
  /** Id of the person or the household; of an obligor the id of the household that may claim support. */
  readonly subjectId: string
  readonly fact: FactName
  /** What tells several of one name apart, such as the number of an obligor, who always needs one. */
  readonly instance?: string | undefined
  /** In the unit of the catalogue; yes and no as they are written in Chinese. */
  readonly value: string
  readonly validFrom: Day
  /** The first day on which it is no longer so; null or absent while it goes on. */
  readonly validUntil?: Day | null | undefined
}

/** A stated fact as the table of facts holds it. */
export interface ReadFact {
  readonly subject: 'p' | 'h' | 'o'
  readonly subject_id: string
  readonly fact: FactName
  readonly instance: string
  readonly number_value: string | null
  readonly text_value: string | null
  readonly day_value: string | null
  readonly valid_from: Day
  readonly valid_until: Day | null
}

const letters = { person: 'p', household: 'h', obligor: 'o' } as const

/** Digits before the point that the columns of snapshots and policies hold: one number too long would stop a county's sweep. */
const [amountDigits, countDigits] = [11, 6]

/** Facts of which it can be known that there is none, so that this may be stated too. */
const mayBeNone: ReadonlySet<string> = new Set(
  [...Object.values<ColumnDefinition>(memberColumns), ...Object.values<ColumnDefinition>(obligorColumns)].flatMap(
    ({ absent, from }) => (absent === 'none' && from !== 'registry' ? [from.fact] : []),
  ),
)

function readNumber(definition: FactDefinition, text: string): string | undefined {
  const whole = definition.unit !== undefined && wholeUnits.has(definition.unit)
  const reading = readCell(definition.unit === levelUnit ? 'level' : whole ? 'number' : 'yuan', text, false)
  if (!reading.ok || reading.value === null) return undefined
  const [digits = '', decimals] = reading.value.split('.')
  if (digits.replace('-', '').length > (whole ? countDigits : amountDigits)) return undefined
  if (whole && decimals !== undefined) return undefined
  return definition.kind === 'rate' && reading.value.startsWith('-') ? undefined : reading.value
}

function readText(fact: FactName, definition: FactDefinition, text: string): string | undefined {
  const value = tidy(text)
  if (value === '') return undefined
  if (definition.values === undefined || definition.values.includes(value)) return value
  return value === noneOf.text && mayBeNone.has(fact) ? value : undefined
}

/** Undefined when the text is not a value of the fact. */
function readValue(
  fact: FactName,
  text: string,
): Pick<ReadFact, 'number_value' | 'text_value' | 'day_value'> | undefined {
  const definition: FactDefinition = facts[fact]
  const none = { number_value: null, text_value: null, day_value: null }
  switch (definition.type) {
    case 'number': {
      const value = definition.unit === levelUnit && text.trim() === '0' ? '0' : readNumber(definition, text)
      return value === undefined ? undefined : { ...none, number_value: value }
    }
    case 'text': {
      const value = readText(fact, definition, text)
      return value === undefined ? undefined : { ...none, text_value: value }
    }
    case 'boolean': {
      const reading = readCell('yes-no', text, false)
      return reading.ok && reading.value !== null ? { ...none, text_value: reading.value } : undefined
    }
    case 'day': {
      const reading = readCell('day', text, false)
      return reading.ok && reading.value !== null ? { ...none, day_value: reading.value } : undefined
    }
  }
}

/** Reads one statement against the catalogue of facts: its subject, its type and unit, its allowed values, its days. */
export function readStatedFact(
  of: StatedFact,
): { readonly ok: true; readonly fact: ReadFact } | { readonly ok: false; readonly refusal: ExchangeRefusal } {
  const definition: FactDefinition = facts[of.fact]
  const instance = tidy(of.instance ?? '')
  const until = of.validUntil ?? null
  if (definition.subject !== of.subject || (of.subject === 'obligor' && instance === '')) {
    return { ok: false, refusal: { code: 'stated-fact-of-other-subject', fact: of.fact } }
  }
  if (until !== null && until <= of.validFrom) {
    return { ok: false, refusal: { code: 'stated-fact-ends-before-it-begins', fact: of.fact } }
  }
  const value = readValue(of.fact, of.value)
  if (value === undefined) {
    return { ok: false, refusal: { code: 'stated-fact-not-readable', fact: of.fact, value: of.value.slice(0, 100) } }
  }
  const subject = letters[of.subject]
  const place = { subject, subject_id: of.subjectId, fact: of.fact, instance }
  return { ok: true, fact: { ...place, ...value, valid_from: of.validFrom, valid_until: until } }
}
