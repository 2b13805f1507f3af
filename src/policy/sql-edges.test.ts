import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { compilePolicies, toSql, type PlainValue } from '#policy'
import { prepare, rowSource, type Row } from '#policy/answer/index'
import type { Semantics } from '#policy/checked/index'
import { inventedVocabulary } from '#policy/random-expression'
import { readSqlValue } from '#policy/sql/index'
import { aModel } from '#policy/testing'
import { toPlain } from '#policy/value/index'

const asOf = day('2026-10-31')
const rows: readonly Row[] = [
  { id: 0, a: '99999.99', s: 'e', d: '2024-02-29' },
  { id: 1, a: null, s: null, d: null },
]

/** What both back ends say of the rows; the text of a refusal where SQL takes none. */
async function both(expression: string, semantics: Semantics): Promise<readonly (readonly PlainValue[] | string)[]> {
  const model = compilePolicies([aModel({ decisions: { y: expression } })], {
    vocabulary: inventedVocabulary,
    semantics,
    quotients: 'rounded',
  })
  if (!model.ok) throw new Error(JSON.stringify(model.errors))
  const prepared = prepare(model.policies.program, ['y'])
  const answered = rows.map(
    (row) =>
      prepared.run(rowSource(inventedVocabulary, row, semantics), { day: asOf, trace: false }).values['y'] ?? null,
  )
  const source = `(SELECT 0 AS id, 99999.99::DECIMAL(7,2) AS a, 'e' AS s, DATE '2024-02-29' AS d UNION ALL SELECT 1, NULL, NULL, NULL)`
  const written = toSql(model.policies, { decisions: ['y'], dialect: 'duckdb', day: asOf, source, keys: ['id'] })
  if (!written.ok) return [answered, written.reason]
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false' })
  const connection = await instance.connect()
  const found = await connection.runAndReadAll(`SELECT * FROM (${written.sql}) ORDER BY id`)
  const type = written.types.get('y')
  if (type === undefined) throw new Error('No column')
  const swept = found.getRowObjectsJson().map((row) => toPlain(readSqlValue(type, row['y'])))
  connection.closeSync()
  return [answered, swept]
}

test.each(['policy', 'standard'] as const)(
  'a quotient of more than eight digits is no fault of SQL (%s)',
  async (of) => {
    const [answered, swept] = await both('a / 0.0000001', of)
    expect(answered).toEqual(['999999900000', null])
    expect(swept).toEqual(answered)
  },
)

test.each(['policy', 'standard'] as const)(
  'of what is unknown SQL does not say what it is no instance of (%s)',
  async (of) => {
    for (const type of ['number', 'string']) {
      const [answered, swept] = await both(`a instance of ${type}`, of)
      expect(answered).toEqual([type === 'number', of === 'policy' ? null : false])
      expect(swept).toEqual(answered)
    }
  },
)

test('texts joined with what a row says are refused, not a fault of SQL', async () => {
  const [answered, swept] = await both('string join(split("a1b", "[0-9]"), s)', 'standard')
  expect(answered).toEqual(['aeb', 'ab'])
  expect(swept).toBe('a join of texts with what a row says')
})
