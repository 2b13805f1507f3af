import { sqlText } from '#sweep/sql-text'

/**
 * DuckDB reading a CSV that PostgreSQL wrote, with nothing left to guess: an empty file has no rows, an empty cell is null
 * and a quoted empty cell is an empty text.
 */
export function readCsv(file: string, columns: Readonly<Record<string, string>>): string {
  const types = Object.entries(columns).map(([name, type]) => `"${name}": '${type}'`)
  return `read_csv(${sqlText(file)}, auto_detect=false, header=false, delim=',', quote='"', escape='"', new_line='\\n', nullstr='', allow_quoted_nulls=false, columns={${types.join(', ')}})`
}
