import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { Decimal } from 'decimal.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { householdColumns, memberColumns, obligorColumns, type ColumnDefinition } from '#facts'
import { day } from '#kernel/day'
import { answer, toSql, type HouseholdRow, type Policies } from '#policy'
import { loadPolicies } from '#policy-files'
import { randomHouseholds } from '#policy/testing'

const asOf = day('2026-10-31')
const households = randomHouseholds(12_000, 20_261_031, asOf)
let policies: Policies
let connection: DuckDBConnection
const folder = mkdtempSync(join(tmpdir(), 'doudi-agreement-'))

function duckdbType(column: ColumnDefinition): string {
  if (column.type === 'number') return /元|平方米/.test(column.unit ?? '') ? 'DECIMAL(18,2)' : 'INTEGER'
  return { text: 'VARCHAR', boolean: 'BOOLEAN', day: 'DATE' }[column.type]
}

function fields(columns: Readonly<Record<string, ColumnDefinition>>): string {
  return Object.entries(columns)
    .map(([key, column]) => `"${key}" ${duckdbType(column)}`)
    .join(', ')
}

beforeAll(async () => {
  const compilation = loadPolicies()
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.errors))
  policies = compilation.policies
  const file = join(folder, 'rows.ndjson')
  writeFileSync(file, households.map((row) => JSON.stringify(row)).join('\n'))
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '2GB',
    autoinstall_known_extensions: 'false',
  })
  connection = await instance.connect()
  const household = Object.entries(householdColumns).map(([key, column]) => `"${key}": '${duckdbType(column)}'`)
  const lists = [`members: 'STRUCT(${fields(memberColumns)})[]'`, `obligors: 'STRUCT(${fields(obligorColumns)})[]'`]
  await connection.run(
    `CREATE TABLE household AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${[...household, ...lists].join(', ')}})`,
  )
})

afterAll(() => {
  connection.closeSync()
  rmSync(folder, { recursive: true })
})

/** A value as text; numbers without the zeros that one back end may have at the end. */
function printed(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'string' && typeof value !== 'number') return JSON.stringify(value)
  const text = String(value)
  return /^-?\d+(\.\d+)?$/.test(text) ? new Decimal(text).toFixed() : text
}

/** The households for which the two back ends differ, decision by decision. */
async function differences(
  names: readonly string[],
  rows: readonly HouseholdRow[],
  within?: string,
): Promise<string[]> {
  const written = toSql(policies, {
    decisions: names,
    dialect: 'duckdb',
    day: asOf,
    source: within === undefined ? 'household' : `(SELECT * FROM household WHERE starts_with(division, '${within}'))`,
    ...(within === undefined ? {} : { within }),
  })
  if (!written.ok) throw new Error(JSON.stringify(written))
  const result = await connection.runAndReadAll(written.sql)
  const found = new Map(result.getRowObjectsJson().map((row) => [printed(row['householdId']), row]))
  expect(found.size).toBe(rows.length)
  return rows.flatMap((row) => {
    const { values } = answer(policies, names, row, asOf)
    const columns = found.get(printed(row.householdId)) ?? {}
    return names
      .map((name) => ({ name, answered: printed(values[name]), swept: printed(columns[name]) }))
      .filter(({ answered, swept }) => answered !== swept)
      .map(({ name, answered, swept }) => `${printed(row.householdId)} ${name}: answer ${answered}, SQL ${swept}`)
  })
}

/** Decisions that are values, not lists of members and not sentences. */
function comparable(): readonly string[] {
  return policies.decisions
    .filter((decision) => !decision.type.startsWith('list') && !decision.name.endsWith('证据'))
    .map((decision) => decision.name)
}

test('for every household each decision has the same value in the answer and in SQL', async () => {
  const names = comparable()

  const found = await differences(names, households)

  expect(names.length).toBeGreaterThan(45)
  expect(found).toEqual([])
})

test('a sweep of one county gives the same values as the answer', async () => {
  const county = households.filter((row) => String(row.division).startsWith('360735'))

  expect(county.length).toBeGreaterThan(500)
  expect(await differences(comparable(), county, '360735')).toEqual([])
})

test('the invented households reach every category, every indicator and the unknown', () => {
  const names = ['救助类别', ...policies.indicators.map((indicator) => indicator.code)]
  const seen = new Map(names.map((name) => [name, new Set<unknown>()]))
  for (const row of households) {
    const { values } = answer(policies, names, row, asOf)
    for (const name of names) seen.get(name)?.add(values[name])
  }

  const categories = seen.get('救助类别')
  expect([...(categories ?? [])].map(String).sort()).toEqual(
    ['null', '低保', '刚性支出', '单人保', '特困', '边缘', '无'].sort(),
  )
  for (const indicator of policies.indicators) {
    expect([indicator.code, seen.get(indicator.code)]).toEqual([indicator.code, new Set([true, false, null])])
  }
})
