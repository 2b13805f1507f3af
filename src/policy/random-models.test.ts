import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/day'
import { seededRandom, type Random } from '#kernel/random'
import { compilePolicies, toSql, type Compilation, type Policies } from '#policy'
import { prepare, rowSource, type Row } from '#policy/answer/index'
import type { Semantics } from '#policy/checked/index'
import { inventedVocabulary, RandomExpressions, type Kind } from '#policy/random-expression'
import { readSqlValue } from '#policy/sql/index'
import { aModel } from '#policy/testing'
import { toPlain } from '#policy/value/index'

const asOf = day('2026-10-31')
const random = seededRandom(20_261_121)
const rows = Array.from({ length: 400 }, (_, index) => randomRow(random, index))
let connection: DuckDBConnection

function randomRow(from: Random, index: number): Row {
  const known = from.pick([1, 1, 1, 0.9, 0.5])
  const cell = <T extends string | number | boolean>(make: () => T): T | null => (from.chance(known) ? make() : null)
  const amount = (): string => (from.int(-90_000, 90_000) / 100).toFixed(2)
  const text = (): string => from.pick(['one', 'two', 'three', '', '甲乙', '\u{ff21}', '\u{20000}'])
  const date = (): string => from.pick(['2024-02-29', '2023-01-31', '2025-12-31', '1999-06-15'])
  const truth = (): boolean => from.chance(0.5)
  const number = (): number => from.int(0, 9)
  const items = Array.from({ length: from.pick([0, 1, 2, 3, 5]) }, () => ({
    x: cell(amount),
    k: cell(number),
    w: cell(text),
    f: cell(truth),
    g: cell(date),
  }))
  const [a, b, n, s] = [cell(amount), cell(amount), cell(number), cell(text)]
  return { id: index, a, b, n, s, p: cell(truth), q: cell(truth), d: cell(date), items }
}

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false' })
  connection = await instance.connect()
  const item = 'STRUCT(x DECIMAL(7,2), k INTEGER, w VARCHAR, f BOOLEAN, g DATE)[]'
  await connection.run(
    `CREATE TABLE population (id INTEGER, a DECIMAL(7,2), b DECIMAL(7,2), n INTEGER, s VARCHAR, p BOOLEAN, q BOOLEAN, d DATE, items ${item})`,
  )
  const written = rows.map((row) => `(${Object.values(row).map(sqlOf).join(', ')})`)
  await connection.run(`INSERT INTO population VALUES ${written.join(', ')}`)
})

afterAll(() => connection.closeSync())

function sqlOf(of: unknown): string {
  if (of === null) return 'NULL'
  if (typeof of === 'string') return `'${of}'`
  if (Array.isArray(of)) return `[${of.map(sqlOf).join(', ')}]`
  if (typeof of === 'number' || typeof of === 'boolean') return String(of)
  if (typeof of !== 'object') throw new Error(`No cell: ${typeof of}`)
  return `{${Object.entries(of)
    .map(([name, value]) => `'${name}': ${sqlOf(value)}`)
    .join(', ')}}`
}

interface Tally {
  readonly wrong: string[]
  readonly reasons: Map<string, number>
  compiled: number
  refused: number
}

async function compare(policies: Policies, text: string, tally: Tally): Promise<void> {
  const { semantics } = policies.program
  const written = toSql(policies, {
    decisions: ['y'],
    dialect: 'duckdb',
    day: asOf,
    source: 'population',
    keys: ['id'],
  })
  const prepared = prepare(policies.program, ['y'])
  const answered = rows.map((row) => {
    const source = rowSource(inventedVocabulary, row, semantics)
    return JSON.stringify(prepared.run(source, { day: asOf, trace: false }).values['y'])
  })
  if (!written.ok) {
    tally.refused += 1
    tally.reasons.set(written.reason, (tally.reasons.get(written.reason) ?? 0) + 1)
    return
  }
  tally.compiled += 1
  const type = written.types.get('y')
  const found = await connection.runAndReadAll(`SELECT * FROM (${written.sql}) ORDER BY id`).catch((error: unknown) => {
    tally.wrong.push(`${text}: ${String(error)}`)
    return undefined
  })
  found?.getRowObjectsJson().forEach((row, index) => {
    const swept = type === undefined ? '' : JSON.stringify(toPlain(readSqlValue(type, row['y'])))
    if (swept === answered[index] || tally.wrong.some((known) => known.startsWith(`${text}:`))) return
    tally.wrong.push(`${text}: row ${JSON.stringify(rows[index])}: answer ${answered[index]}, SQL ${swept}`)
  })
}

function compiledModel(text: string, semantics: Semantics): Compilation {
  return compilePolicies([aModel({ decisions: { y: text } })], {
    vocabulary: inventedVocabulary,
    semantics,
    quotients: 'rounded',
  })
}

/** SQL refuses a sum of more digits than it has, and the like; never the shape of an expression. */
const mostRefused = 0.25

for (const semantics of ['policy', 'standard'] as const) {
  test(`random well-typed expressions have one value in both back ends (${semantics})`, async () => {
    const tally: Tally = { wrong: [], reasons: new Map(), compiled: 0, refused: 0 }
    const make = new RandomExpressions(seededRandom(semantics === 'policy' ? 1 : 2))
    const kinds: readonly Kind[] = ['number', 'number', 'boolean', 'boolean', 'string', 'date']
    for (let index = 0; index < 600; index += 1) {
      const text = make.of(kinds[index % kinds.length] ?? 'number', 1 + (index % 3))
      const model = compiledModel(text, semantics)
      if (!model.ok) throw new Error(`${text} does not compile: ${JSON.stringify(model.errors)}`)
      await compare(model.policies, text, tally)
    }
    expect(tally.wrong).toEqual([])
    expect([...tally.reasons].filter(([reason]) => !/digits/.test(reason))).toEqual([])
    expect(tally.refused / (tally.refused + tally.compiled)).toBeLessThan(mostRefused)
  })

  test(`random decision tables of every hit policy have one value in both back ends (${semantics})`, async () => {
    const tally: Tally = { wrong: [], reasons: new Map(), compiled: 0, refused: 0 }
    const make = new RandomExpressions(seededRandom(3))
    const policies = ['UNIQUE', 'ANY', 'FIRST', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT']
    const aggregated = ['SUM', 'MIN', 'MAX', 'COUNT'].map((aggregation) => `COLLECT" aggregation="${aggregation}`)
    for (let index = 0; index < 220; index += 1) {
      const all = [...policies, ...aggregated]
      const text = make.table(all[index % all.length] ?? 'FIRST')
      const model = compiledModel(text, semantics)
      // A policy's table with a gap or an overlap does not compile, as it should not.
      if (model.ok) await compare(model.policies, text, tally)
      else expect(semantics).toBe('policy')
    }
    expect(tally.wrong).toEqual([])
    expect([...tally.reasons].filter(([reason]) => !/digits/.test(reason))).toEqual([])
    expect(tally.compiled).toBeGreaterThan(60)
  })
}
