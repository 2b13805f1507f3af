import { memberColumns, obligorColumns, householdColumns, type ColumnDefinition } from '#facts'
import { fractionalUnit } from '#policy/words.zh'
import { numberType, type SqlType } from '#policy/sql/term'

const tables: Readonly<Record<'household' | 'member' | 'obligor', Readonly<Record<string, ColumnDefinition>>>> = {
  household: householdColumns,
  member: memberColumns,
  obligor: obligorColumns,
}

/** Money and areas that policies calculate with stay below 10^11 and counts below 10^6; more stops the query. */
export const amountDigits = 11
const countDigits = 6

/** The type of a snapshot column: DECIMAL(18,2) for money and areas, INTEGER for what is counted. */
export function columnType(row: 'household' | 'member' | 'obligor', column: string): SqlType {
  const definition = tables[row][column]
  switch (definition?.type) {
    case 'number':
      return fractionalUnit.test(definition.unit ?? '')
        ? numberType(amountDigits, 2, 'DECIMAL(18,2)')
        : numberType(countDigits, 0, 'INTEGER')
    case 'boolean':
      return { kind: 'boolean' }
    case 'day':
      return { kind: 'date' }
    case 'text':
    case undefined:
      return { kind: 'string' }
  }
}
