import { open, rm } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { dayText } from '#demo-county/calendar'
import type { MadeHousehold } from '#demo-county/households'
import { yuanText } from '#demo-county/rows'
import type { EventCode } from '#demo-county/truth-indicators'
import { benefitCategories, none } from '#demo-county/words.zh'

interface TruthFile {
  add(made: MadeHousehold, revealed: ReadonlySet<EventCode>): void
  flush(): Promise<void>
  /** Writes the Parquet file; the lines kept until then are removed. */
  close(): Promise<void>
}

const columns = `{
  householdNumber: 'VARCHAR', division: 'VARCHAR', "asOf": 'DATE', persons: 'INTEGER',
  category: 'VARCHAR', amount: 'DECIMAL(18,2)', perCapitaIncome: 'DECIMAL(18,2)',
  registerCategory: 'VARCHAR', registerAmount: 'DECIMAL(18,2)',
  events: 'STRUCT(code VARCHAR, memberNumber INTEGER, "day" DATE, planted BOOLEAN, revealed BOOLEAN)[]'
}`

function quotedPath(path: string): string {
  return `'${path.replaceAll("'", "''")}'`
}

/** The truth of every household, first as lines of JSON and at the end as one Parquet file. */
export async function createTruth(path: string, asOf: number): Promise<TruthFile> {
  const draft = `${path}.lines.json`
  const file = await open(draft, 'w')
  const lines: string[] = []
  const asOfText = dayText(asOf)
  const flush = async (): Promise<void> => {
    if (lines.length > 0) await file.write(lines.splice(0, lines.length).join(''))
  }
  return {
    add({ household, decision, hits, planted }, revealed) {
      const { category, registerCategory } = decision
      lines.push(
        `${JSON.stringify({
          householdNumber: household.number,
          division: household.division,
          asOf: asOfText,
          persons: household.members.length,
          category: category === null ? none : benefitCategories[category],
          // As text, so that no float stands between the fen and the decimal column.
          amount: yuanText(decision.amount),
          perCapitaIncome: decision.perCapitaIncome === null ? null : yuanText(decision.perCapitaIncome),
          registerCategory: registerCategory === null ? none : benefitCategories[registerCategory],
          registerAmount: yuanText(decision.registerAmount),
          events: hits.map((hit) => ({
            code: hit.code,
            memberNumber: hit.member,
            day: dayText(hit.day),
            planted: hit.code === planted,
            revealed: revealed.has(hit.code),
          })),
        })}\n`,
      )
    },
    flush,
    async close() {
      await flush()
      await file.close()
      // One thread and kept order: the same lines give the same bytes.
      const instance = await DuckDBInstance.create(':memory:', {
        threads: '1',
        memory_limit: '512MB',
        autoinstall_known_extensions: 'false',
        preserve_insertion_order: 'true',
      })
      const connection = await instance.connect()
      try {
        await connection.run(
          `copy (select * from read_json(${quotedPath(draft)}, format = 'newline_delimited', columns = ${columns}))
           to ${quotedPath(path)} (format parquet, compression zstd)`,
        )
      } finally {
        connection.closeSync()
        instance.closeSync()
      }
      await rm(draft)
    },
  }
}
