/**
 * The fact catalogue: every fact that the system may know about a person, a household or an obligor.
 *
 * `catalogue.ts` says what may be recorded; `columns.ts` says which columns the population snapshot has and how
 * each is made from recorded facts. From these two come the Parquet schema, the names and types that policies
 * use, the labels of explanations, the masking of fields and the mapping of department files.
 *
 * In a snapshot null means *unknown*, never "no" and never zero: knowledge that there is none is a value of its own.
 */
export { facts, type FactName } from '#facts/catalogue'
export {
  householdColumns,
  isSensitiveName,
  listNames,
  memberColumns,
  noneOf,
  type Aggregate,
  type ColumnDefinition,
} from '#facts/columns'
export { obligorColumns } from '#facts/columns-of-obligors'
export {
  type FactDefinition,
  type FactKind,
  type FactSource,
  type Sensitivity,
  type Subject,
  type Unit,
  type ValueType,
  wholeUnits,
} from '#facts/definition'
export { factsOfElders } from '#facts/facts-of-elders'
export { headOfHousehold } from '#facts/feed-columns'
export { feeds, type FeedName } from '#facts/feeds'
export type { CellType, FactMapping, Feed, FeedColumn, HouseholdFeed, PersonFeed, RegisterFeed } from '#facts/feed'
