import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { Decimal } from 'decimal.js'
import { householdColumns, memberColumns, obligorColumns, type ColumnDefinition } from '#facts'
import type { Day } from '#kernel/day'
import { readSqlValue } from '#policy/sql/read-value'
import type { SqlType } from '#policy/sql/term'
import { toPlain } from '#policy/value/index'
import { answer, ruleColumn, toSql, type HouseholdRow, type Policies, type TraceNode } from '#policy'

function duckdbType(column: ColumnDefinition): string {
  if (column.type === 'number') return /元|平方米/.test(column.unit ?? '') ? 'DECIMAL(18,2)' : 'INTEGER'
  return { text: 'VARCHAR', boolean: 'BOOLEAN', day: 'DATE' }[column.type]
}

function fields(columns: Readonly<Record<string, ColumnDefinition>>): string {
  return Object.entries(columns)
    .map(([key, column]) => `"${key}" ${duckdbType(column)}`)
    .join(', ')
}

/** A value as text; numbers without the zeros that one back end may have at the end. */
function printed(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'string' && typeof value !== 'number') return JSON.stringify(value)
  const text = String(value)
  return /^-?\d+(\.\d+)?$/.test(text) ? new Decimal(text).toFixed() : text
}

/** A column of a result as FEEL's value in text. */
function swept(types: ReadonlyMap<string, SqlType>, name: string, columns: Readonly<Record<string, unknown>>): string {
  const type = types.get(name)
  return type === undefined ? 'no column' : printed(toPlain(readSqlValue(type, columns[name])))
}

function flattened(trace: readonly TraceNode[]): readonly TraceNode[] {
  return trace.flatMap((node) => [node, ...flattened(node.children)])
}

/** Households in a DuckDB table `household`, to hold the two back ends against each other. */
export class BothBackEnds {
  readonly #households: readonly HouseholdRow[]
  readonly #connection: DuckDBConnection

  constructor(households: readonly HouseholdRow[], connection: DuckDBConnection) {
    this.#households = households
    this.#connection = connection
  }

  static async with(households: readonly HouseholdRow[]): Promise<BothBackEnds> {
    const folder = mkdtempSync(join(tmpdir(), 'doudi-agreement-'))
    const file = join(folder, 'rows.ndjson')
    writeFileSync(file, households.map((row) => JSON.stringify(row)).join('\n'))
    const instance = await DuckDBInstance.create(':memory:', {
      threads: '2',
      memory_limit: '2GB',
      autoinstall_known_extensions: 'false',
    })
    const connection = await instance.connect()
    const household = Object.entries(householdColumns).map(([key, column]) => `"${key}": '${duckdbType(column)}'`)
    const lists = [`members: 'STRUCT(${fields(memberColumns)})[]'`, `obligors: 'STRUCT(${fields(obligorColumns)})[]'`]
    const columns = [...household, ...lists].join(', ')
    await connection.run(
      `CREATE TABLE household AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${columns}})`,
    )
    rmSync(folder, { recursive: true })
    return new BothBackEnds(households, connection)
  }

  /** The values for which the two differ, each as a line; empty when they agree. */
  async differences(
    policies: Policies,
    names: readonly string[],
    on: Day,
    within?: string,
  ): Promise<readonly string[]> {
    const inside = (row: HouseholdRow): boolean => within === undefined || printed(row.division).startsWith(within)
    const rows = this.#households.filter(inside)
    const written = toSql(policies, {
      decisions: names,
      dialect: 'duckdb',
      day: on,
      source: within === undefined ? 'household' : `(SELECT * FROM household WHERE starts_with(division, '${within}'))`,
      ...(within === undefined ? {} : { within }),
    })
    if (!written.ok) throw new Error(JSON.stringify(written))
    const result = await this.#connection.runAndReadAll(written.sql)
    const found = new Map(result.getRowObjectsJson().map((row) => [printed(row['householdId']), row]))
    if (found.size !== rows.length) return [`${rows.length} households, ${found.size} rows of SQL`]
    return rows.flatMap((row) => {
      const { values } = answer(policies, names, row, on)
      const columns = found.get(printed(row.householdId)) ?? {}
      return names
        .map((name) => ({ name, answered: printed(values[name]), swept: swept(written.types, name, columns) }))
        .filter(({ answered, swept }) => answered !== swept)
        .map(({ name, answered, swept }) => `${printed(row.householdId)} ${name}: answer ${answered}, SQL ${swept}`)
    })
  }

  /** Where the reasons differ: the value of every decision in the tree, and the rule of every table. */
  async reasonDifferences(
    policies: Policies,
    names: readonly string[],
    on: Day,
    count: number,
  ): Promise<readonly string[]> {
    const rows = this.#households.slice(0, count)
    const source = `(SELECT * FROM household WHERE "householdId" IN (${rows.map((row) => `'${printed(row['householdId'])}'`).join(', ')}))`
    const written = toSql(policies, { decisions: names, dialect: 'duckdb', day: on, source, trace: true })
    if (!written.ok) throw new Error(JSON.stringify(written))
    const result = await this.#connection.runAndReadAll(written.sql)
    const found = new Map(result.getRowObjectsJson().map((row) => [printed(row['householdId']), row]))
    return rows.flatMap((row) => {
      const columns = found.get(printed(row['householdId'])) ?? {}
      return flattened(answer(policies, names, row, on).trace).flatMap((node) => {
        const about = `${printed(row['householdId'])} ${node.decision}`
        const rule = printed(columns[ruleColumn(node.decision)])
        const told = ruleColumn(node.decision) in columns && rule !== printed(node.rule?.row)
        const value = swept(written.types, node.decision, columns)
        const differs = node.decision in columns && value !== printed(node.value)
        return [
          ...(told ? [`${about}: answer by rule ${printed(node.rule?.row)}, SQL by ${rule}`] : []),
          ...(differs ? [`${about}: answer ${printed(node.value)}, SQL ${value}`] : []),
        ]
      })
    })
  }

  close(): void {
    this.#connection.closeSync()
  }
}
