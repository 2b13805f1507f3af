import { readCsv } from '#sweep/read-csv'

/** The register of one moment as four tables, with DuckDB's type of each column. */
const registerColumns = {
  households: { id: 'BIGINT', division: 'VARCHAR' },
  members: {
    household_id: 'BIGINT',
    person_id: 'BIGINT',
    relation: 'VARCHAR',
    sex: 'VARCHAR',
    birth_day: 'DATE',
    is_applicant: 'BOOLEAN',
  },
  facts: {
    subject: 'VARCHAR',
    subject_id: 'BIGINT',
    fact: 'VARCHAR',
    instance: 'VARCHAR',
    number_value: 'DECIMAL(18,2)',
    text_value: 'VARCHAR',
    day_value: 'DATE',
    valid_from: 'DATE',
    valid_until: 'DATE',
  },
  unsettled: { person_id: 'BIGINT', fact: 'VARCHAR' },
} as const

type RegisterTable = keyof typeof registerColumns

/** Something for each table: a file, its text, an expression of SQL. */
export type RegisterTables = Readonly<Record<RegisterTable, string>>

export const registerTables = [
  'households',
  'members',
  'facts',
  'unsettled',
] as const satisfies readonly RegisterTable[]

function each(make: (name: RegisterTable) => string): RegisterTables {
  return {
    households: make('households'),
    members: make('members'),
    facts: make('facts'),
    unsettled: make('unsettled'),
  }
}

/** The files in a folder that a whole register is written to. */
export function registerFiles(folder: string): RegisterTables {
  return each((name) => `${folder}/${name}.csv`)
}

/** The tables as DuckDB reads them from files. */
export function fromFiles(files: RegisterTables): RegisterTables {
  return each((name) => readCsv(files[name], registerColumns[name]))
}

/** The tables as DuckDB reads them from parameters that hold arrays of JSON: a statement so written is planned once. */
export const fromParameters: RegisterTables = each((name) => {
  const shape = JSON.stringify([registerColumns[name]])
  return `(select unnest(from_json($${registerTables.indexOf(name) + 1}::varchar, '${shape}'), recursive := true))`
})

/** The values of the parameters of `fromParameters`, in their order. */
export function parameterValues(texts: RegisterTables): string[] {
  return registerTables.map((name) => texts[name])
}

/** A query for an array of JSON that `fromParameters` reads: numbers as text, so that none passes through a float. */
export function asJson(name: RegisterTable, query: string): string {
  const columns = Object.keys(registerColumns[name])
  const pairs = columns.map((column) => `'${column}', ${column}::text`).join(', ')
  return `select coalesce(json_agg(json_build_object(${pairs})), '[]')::text from (${query}) t (${columns.join(', ')})`
}
