import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openRowReader, readCsv, runDuckDb, sqlText } from '#sweep'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

test.each(['a b', "it's", '民政 数据', "');--"])('data may lie in a folder named %s', async (name) => {
  const folder = mkdtempSync(join(tmpdir(), `doudi-${name}-`))
  folders.push(folder)
  const [table, snapshot] = [join(folder, 'rows.csv'), join(folder, 'rows.parquet')]
  writeFileSync(table, '7,360735100001\n8,360735100002\n')

  const { rows } = await runDuckDb({
    directory: folder,
    statements: [
      `copy (select * from ${readCsv(table, { householdId: 'VARCHAR', division: 'VARCHAR' })}) to ${sqlText(snapshot)} (format parquet)`,
    ],
    questions: [`select count(*) as households from read_parquet(${sqlText(snapshot)})`],
  })
  expect(Number(rows[0]?.[0]?.['households'])).toBe(2)

  const reader = openRowReader(folder)
  const row = await reader.find({ files: [snapshot], division: '360735100002', householdId: '8' })
  reader.close()
  expect(row).toEqual({ householdId: '8', division: '360735100002' })
})

test('DuckDB reads nothing outside the folder that it was given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doudi-walled-'))
  folders.push(folder)
  const question = `select * from read_text('/etc/hostname')`
  await expect(runDuckDb({ directory: folder, questions: [question] })).rejects.toThrow(/Permission Error/)
})
