import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import type { Store } from '#db'
import { parquetFolder, readCsv, runDuckDb, sqlText } from '#sweep'

export interface Score {
  readonly overall: { readonly precision: number | null; readonly recall: number | null; readonly f1: number | null }
  readonly indicators: readonly {
    readonly code: string
    readonly precision: number | null
    readonly recall: number | null
    readonly raised: number
    readonly expected: number
    /** Expected ones that no file shows, because dirt destroyed the row that would. */
    readonly hidden: number
  }[]
  readonly categories: {
    readonly accuracy: number | null
    readonly unknown: number
    readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Number((part / whole).toFixed(4))
}

/**
 * Grades the last sweep against a truth file: precision over all signals raised, recall over the events that the
 * department files reveal, and the category of every household against its true one.
 */
export async function scoreMonitoring(store: Store, county: string, truthFile: string): Promise<Score> {
  const folder = parquetFolder(store, county)
  await mkdir(folder, { recursive: true })
  const workplace = await mkdtemp(join(folder, 'scoring-'))
  try {
    const [signals, determinations, truth] = [
      join(workplace, 'signals.csv'),
      join(workplace, 'determinations.csv'),
      join(workplace, 'truth.parquet'),
    ]
    await copyFile(truthFile, truth)
    await store.copying(county, async (client) => {
      await pipeline(
        client.query(
          copyTo(
            `copy (select distinct h.number, e.code from episode e join household h on h.id = e.household_id where e.ended_on is null) to stdout (format csv)`,
          ),
        ),
        createWriteStream(signals),
      )
      await pipeline(
        client.query(
          copyTo(
            `copy (select h.number, d.category from determination d join household h on h.id = d.household_id where d.superseded_at is null) to stdout (format csv)`,
          ),
        ),
        createWriteStream(determinations),
      )
    })
    const { rows } = await runDuckDb({
      directory: workplace,
      statements: [
        `create table raised as select * from ${readCsv(signals, { number: 'VARCHAR', code: 'VARCHAR' })}`,
        `create table determined as select * from ${readCsv(determinations, { number: 'VARCHAR', category: 'VARCHAR' })}`,
        `create table truth as select * from read_parquet(${sqlText(truth)})`,
        `create table expected as select "householdNumber" as number, event.code as code, bool_or(event.revealed) as revealed
           from (select "householdNumber", unnest(events) as event from truth) group by all`,
      ],
      questions: [
        `select code, count(*) filter (where r.code is not null) as raised,
           count(*) filter (where r.code is not null and e.code is not null) as confirmed,
           count(*) filter (where e.revealed) as revealed,
           count(*) filter (where e.revealed and r.code is not null) as found,
           count(*) filter (where not e.revealed) as hidden
         from raised r full join expected e using (number, code) group by code order by code`,
        `select t.category as truth, d.category as determined, count(*) as households
         from truth t left join determined d on d.number = t."householdNumber" group by all order by all`,
      ],
    })
    return toScore(rows[0] ?? [], rows[1] ?? [])
  } finally {
    await rm(workplace, { recursive: true, force: true })
  }
}

/** A text column of a row that DuckDB gave. */
function textOf(row: Record<string, unknown>, name: string): string {
  const value = row[name]
  if (typeof value !== 'string') throw new Error(`DuckDB gave no text in ${name}`)
  return value
}

function toScore(byCode: readonly Record<string, unknown>[], byCategory: readonly Record<string, unknown>[]): Score {
  const counted = byCode.map((row) => ({
    code: textOf(row, 'code'),
    raised: Number(row['raised']),
    confirmed: Number(row['confirmed']),
    revealed: Number(row['revealed']),
    found: Number(row['found']),
    hidden: Number(row['hidden']),
  }))
  const sum = (key: 'raised' | 'confirmed' | 'revealed' | 'found'): number =>
    counted.reduce((total, row) => total + row[key], 0)
  const precision = share(sum('confirmed'), sum('raised'))
  const recall = share(sum('found'), sum('revealed'))
  const f1 =
    precision === null || recall === null || precision + recall === 0
      ? null
      : Number(((2 * precision * recall) / (precision + recall)).toFixed(4))
  const confusion: Record<string, Record<string, number>> = {}
  let [right, known, unknown] = [0, 0, 0]
  for (const row of byCategory) {
    const [truth, households] = [textOf(row, 'truth'), Number(row['households'])]
    const determined = row['determined'] === null ? 'unknown' : textOf(row, 'determined')
    const line = (confusion[truth] ??= {})
    line[determined] = (line[determined] ?? 0) + households
    if (determined === 'unknown') unknown += households
    else known += households
    if (determined === truth) right += households
  }
  return {
    overall: { precision, recall, f1 },
    indicators: counted.map(({ code, raised, confirmed, revealed, found, hidden }) => ({
      code,
      precision: share(confirmed, raised),
      recall: share(found, revealed),
      raised,
      expected: revealed,
      hidden,
    })),
    categories: { accuracy: share(right, known), unknown, confusion },
  }
}
