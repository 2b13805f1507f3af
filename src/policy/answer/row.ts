import { householdColumns, memberColumns, obligorColumns, type ColumnDefinition } from '#facts'
import { parseDay } from '#kernel/day'
import { Decimal, unknown, type MissingFact, type Value } from '#policy/answer/value'

/** A cell of the population row: a decimal as text or number, a day as `YYYY-MM-DD`, null for unknown. */
export type Cell = string | number | boolean | null

/** One household as the snapshot has it, by the English names of `#facts`. A key that is absent is unknown. */
export type HouseholdRow = {
  readonly [C in keyof typeof householdColumns]?: Cell
} & {
  readonly members: readonly { readonly [C in keyof typeof memberColumns]?: Cell }[]
  readonly obligors: readonly { readonly [C in keyof typeof obligorColumns]?: Cell }[]
}

const columns: Readonly<Record<'household' | 'members' | 'obligors', Readonly<Record<string, ColumnDefinition>>>> = {
  household: householdColumns,
  members: memberColumns,
  obligors: obligorColumns,
}

/** The unit of a column, as the fact catalogue has it. */
export function columnUnit(table: 'household' | 'members' | 'obligors', column: string): string | undefined {
  return columns[table][column]?.unit
}

/** A cell of the wrong kind is a fault of the caller, not an unknown fact. */
function wrong(column: string, cell: unknown): never {
  throw new Error(`The cell ${column} of a household row holds ${JSON.stringify(cell)}`)
}

/** Reads a cell as a value of its column's type. */
export function readCell(
  table: 'household' | 'members' | 'obligors',
  column: string,
  cell: unknown,
  missing: MissingFact,
): Value {
  if (cell === null || cell === undefined) return unknown([missing])
  switch (columns[table][column]?.type) {
    case 'number': {
      if (typeof cell === 'number' && Number.isFinite(cell)) return new Decimal(cell)
      if (typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell)) return new Decimal(cell)
      return wrong(column, cell)
    }
    case 'text':
      return typeof cell === 'string' ? cell : wrong(column, cell)
    case 'boolean':
      return typeof cell === 'boolean' ? cell : wrong(column, cell)
    case 'day': {
      const day = typeof cell === 'string' ? parseDay(cell) : undefined
      return day === undefined ? wrong(column, cell) : { kind: 'date', day }
    }
    case undefined:
      return wrong(column, cell)
  }
}
