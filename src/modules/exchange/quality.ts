import type { HeldCode, NoteCode } from '#contracts/exchange'

/** What a delivery was like, as it is kept with its batch: rows by column and code. */
export interface Quality {
  /** Rejected cells: header (empty for the row as a whole) → code → rows. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly notes: Readonly<Record<string, number>>
  /** Facts that were known already, in the same words. */
  readonly confirmed: number
  /** Of what an officer stated: the batches whose facts it only repeated. */
  readonly reliesOn?: readonly string[]
}

/** Counts faults and notes while rows go by. */
export class QualityCount {
  readonly #columns = new Map<string, Map<string, number>>()
  readonly #notes = new Map<string, number>()

  fault(header: string | null, code: HeldCode): void {
    const column = this.#columns.get(header ?? '') ?? new Map<string, number>()
    this.#columns.set(header ?? '', column)
    column.set(code, (column.get(code) ?? 0) + 1)
  }

  note(code: NoteCode, rows = 1): void {
    if (rows > 0) this.#notes.set(code, (this.#notes.get(code) ?? 0) + rows)
  }

  result(confirmed: number): Quality {
    const columns = [...this.#columns].map(([header, codes]) => [header, Object.fromEntries(codes)] as const)
    return { columns: Object.fromEntries(columns), notes: Object.fromEntries(this.#notes), confirmed }
  }
}
