import { DuckDBInstance } from '@duckdb/node-api'
import { sqlText } from '#sweep/sql-text'

/** One question: the newest row of a household among snapshot files, the newest file first. */
export interface RowQuestion {
  readonly id: number
  readonly files: readonly string[]
  readonly division: string
  readonly householdId: string
}

export type RowReply =
  | { readonly id: number; readonly ok: true; readonly row: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string }

const folder = process.argv[2] ?? ''
const send = process.send?.bind(process)
if (send === undefined || folder === '') throw new Error('This file is started by openRowReader only')

const instance = await DuckDBInstance.create(':memory:', {
  threads: '1',
  memory_limit: '512MB',
  temp_directory: `${folder}/spill`,
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
})
const connection = await instance.connect()
for (const guard of [
  `set allowed_directories=[${sqlText(folder)}]`,
  'set enable_external_access=false',
  'set lock_configuration=true',
]) {
  await connection.run(guard)
}

/** By place first, which skips nearly all of a file; then anywhere, for a household that has moved since the snapshot. */
const searches = [
  '"householdId" = $household and division = $division',
  '"householdId" = $household and division <> $division',
]

async function reply(question: RowQuestion): Promise<RowReply> {
  try {
    for (const search of searches) {
      for (const file of question.files) {
        const reader = await connection.runAndReadAll(
          `select to_json(s)::varchar as row from read_parquet(${sqlText(file)}) s where ${search}`,
          { division: question.division, household: question.householdId },
        )
        const found = reader.getRowObjectsJson()[0]?.['row']
        if (typeof found === 'string') return { id: question.id, ok: true, row: JSON.parse(found) }
      }
    }
    return { id: question.id, ok: true, row: null }
  } catch (error) {
    return { id: question.id, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

process.on('message', (message) => {
  // The parent is our own code and sends nothing else.
  void reply(message as RowQuestion).then((answer) => send(answer))
})
process.on('disconnect', () => process.exit(0))
