import type pg from 'pg'

interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly always: boolean
  readonly defaulted: boolean
}

/** How a column is read; numeric and int8 stay text, because a number would round them. Days are text, never Date. */
const typeNames: Readonly<Record<string, string>> = {
  _text: 'string[]',
  _int4: 'number[]',
  _int8: 'string[]',
  bool: 'boolean',
  bytea: 'Buffer',
  char: 'string',
  date: 'string',
  float8: 'number',
  int4: 'number',
  int8: 'BigIntText',
  jsonb: 'Json',
  numeric: 'NumericText',
  text: 'string',
  timestamptz: 'Instant',
}

const header = `// Written by \`./doudi db types\` from a migrated database. Do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'

/** int8: read as text, since a number would round it. */
export type BigIntText = ColumnType<string, string | number | bigint, string | number | bigint>
/** numeric: read as text with all its decimals. */
export type NumericText = ColumnType<string, string | number, string | number>
export type Instant = ColumnType<Date, Date | string, Date | string>
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue }
/** jsonb: written as JSON text, since the driver would take a list for an array of the database. */
export type Json = ColumnType<JsonValue, string, string>
/** May be left out when a row is written. */
type Default<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Nullable<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S | null, I | null | undefined, U | null> : T | null
`

function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function columnType(column: Column): string {
  const base = typeNames[column.type]
  if (base === undefined) throw new Error(`No TypeScript type for ${column.table}.${column.name}: ${column.type}`)
  if (column.always) return 'GeneratedAlways<string>'
  if (column.nullable) return `Nullable<${base}>`
  return column.defaulted ? `Default<${base}>` : base
}

/** The text of schema.generated.ts for the database that the pool is connected to. */
export async function generateSchema(owner: pg.Pool): Promise<string> {
  const { rows } = await owner.query<Column>(`
    select c.table_name as table, c.column_name as name, c.udt_name as type, c.is_nullable = 'YES' as nullable,
           c.is_identity = 'YES' as always, c.column_default is not null as defaulted
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name not like 'kysely%'
    order by c.table_name collate "C", c.ordinal_position`)
  const tables = Map.groupBy(rows, (row) => row.table)
  const interfaces = [...tables].map(
    ([table, columns]) =>
      `export interface ${pascal(table)} {\n${columns.map((c) => `  ${c.name}: ${columnType(c)}`).join('\n')}\n}\n`,
  )
  const index = `export interface DB {\n${[...tables.keys()].map((t) => `  ${t}: ${pascal(t)}`).join('\n')}\n}\n`
  return [header, ...interfaces, index].join('\n')
}
