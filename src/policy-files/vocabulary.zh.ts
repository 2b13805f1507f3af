import { householdColumns, listNames, memberColumns, obligorColumns, type ColumnDefinition } from '#facts'
import type { FactDefinition, Vocabulary } from '#policy'

/** Units of things that are counted; they vanish in products. */
const counted = ['人', '项', '级', '分', '次', '辆', '套', '份']

/** Units whose snapshot columns are DECIMAL(18,2); the others are whole numbers. */
const fractional = /元|平方米/

/** Money and areas that policies calculate with stay below 10^11 and counts below 10^6; more stops a sweep. */
const [amountDigits, countDigits] = [11, 6]

function fact(column: string, definition: ColumnDefinition): FactDefinition {
  const name = definition.zh
  switch (definition.type) {
    case 'text':
      return { name, column, type: { kind: 'string' } }
    case 'boolean':
      return { name, column, type: { kind: 'boolean' } }
    case 'day':
      return { name, column, type: { kind: 'date' } }
    case 'number': {
      const type = { kind: 'number', unit: definition.unit ?? '' } as const
      return fractional.test(definition.unit ?? '')
        ? { name, column, type, digits: amountDigits, scale: 2, stored: 'DECIMAL(18,2)' }
        : { name, column, type, digits: countDigits, scale: 0, stored: 'INTEGER' }
    }
  }
}

function factsOf(columns: Readonly<Record<string, ColumnDefinition>>): readonly FactDefinition[] {
  return Object.entries(columns).map(([column, definition]) => fact(column, definition))
}

/** The words of civil affairs: the fact catalogue as policies name it, units, the as-of day and citations. */
export const vocabulary: Vocabulary = {
  facts: factsOf(householdColumns),
  lists: [
    { name: listNames.members, column: 'members', label: listNames.members, facts: factsOf(memberColumns) },
    { name: listNames.obligors, column: 'obligors', label: listNames.obligors, facts: factsOf(obligorColumns) },
  ],
  asOf: '基准日',
  place: { column: 'division', name: householdColumns.division.zh },
  units: {
    counted,
    calendar: ['年', '月'],
    known: ['元', '元/月', '元/年', '岁', '天', '月', '年', '月/年', '工作日', '平方米', ...counted],
  },
  citations: { column: '依据', pattern: /依据[：:]\s*(.+)/s },
}
