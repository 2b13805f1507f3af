/** One row of a sheet as text, cell by cell; `line` counts as spreadsheets count, the first row is 1. */
export interface RawRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Rows come in portions of some hundreds, so that a million of them do not wait a million times. */
export type RowPortions = AsyncIterable<readonly RawRow[]>

/** A table in a file: a csv has one, a workbook one a sheet. */
export interface Sheet {
  readonly rows: RowPortions
}

export const portionSize = 500
