import type { FactName } from '#facts/catalogue'
import type { FactSource } from '#facts/definition'

/**
 * How a cell is read:
 * `resident-id` 15 or 18 characters, repaired where GB 11643 allows; `yuan` money, at most two decimals;
 * `day` 2026-03-05, 20260305, 2026/3/5, 2026年3月5日 or a spreadsheet's own date; `month` 2026-03 or 202603
 * (its first day); `level` 一级…四级 or 1…4; `disability-card` identity number + type digit + level digit.
 */
export type CellType =
  | 'text'
  | 'resident-id'
  | 'yuan'
  | 'number'
  | 'day'
  | 'month'
  | 'level'
  | 'yes-no'
  | 'division'
  | 'disability-card'

export interface FeedColumn {
  /** The header as the department writes it; other spellings that are seen in `aliases`. */
  readonly header: string
  readonly aliases?: readonly string[]
  readonly type: CellType
  /** A row without it goes to quarantine. */
  readonly required?: true
  readonly values?: readonly string[]
}

/** One recorded fact made from a row. Names are column keys of the same feed. */
export interface FactMapping<Key extends string = string> {
  readonly fact: FactName
  readonly value: Key | { readonly constant: string }
  /** Valid from: a day or month column. */
  readonly from: Key
  /** Valid until (exclusive): the day itself, or for a month column the first day of the following month. */
  readonly until?: Key
  /** What tells apart several facts of one name about one subject: plate, certificate, settlement number. */
  readonly instance?: readonly Key[]
  /** The row says this fact only when the column has one of the values. */
  readonly when?: { readonly column: Key; readonly in: readonly string[] }
}

interface FeedBase<Key extends string> {
  /** As the department calls the file; also the start of its file name. */
  readonly title: string
  readonly source: FactSource
  readonly columns: Readonly<Record<Key, FeedColumn>>
  readonly facts: readonly FactMapping<Key>[]
  /** A delivery is complete: whoever does not occur in it has none of these facts. */
  readonly complete: boolean
}

/** Rows about persons, matched by identity number; a row without a usable one waits in the review queue. */
export interface PersonFeed<Key extends string> extends FeedBase<Key> {
  readonly about: 'person'
  readonly personId: Key
  readonly personName: Key
}

/** Rows about households, matched by the household number of the register. */
export interface HouseholdFeed<Key extends string> extends FeedBase<Key> {
  readonly about: 'household'
  readonly householdNumber: Key
}

/** The register of residents itself: creates and updates persons, households and memberships. */
export interface RegisterFeed<Key extends string> extends FeedBase<Key> {
  readonly about: 'register'
  readonly register: {
    readonly householdNumber: Key
    readonly division: Key
    readonly address: Key
    readonly name: Key
    readonly sex: Key
    readonly birthDay: Key
    readonly residentId: Key
    readonly relation: Key
    readonly phone: Key
    readonly since: Key
  }
}

export type Feed<Key extends string = string> = PersonFeed<Key> | HouseholdFeed<Key> | RegisterFeed<Key>

/** Types a feed by its own column keys, so that a mapping to an unknown column does not compile. */
export function feed<const Key extends string, F extends Feed<NoInfer<Key>>>(
  of: { readonly columns: Readonly<Record<Key, FeedColumn>> } & F,
): F {
  return of
}
