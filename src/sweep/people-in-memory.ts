import { createHash } from 'node:crypto'
import { householdColumns, memberColumns, obligorColumns } from '#facts'
import { sqlText } from '#sweep/sql-text'
import type { WarmDuckDb } from '#sweep/warm-duckdb'

/** The columns of a snapshot that a query names. The engine quotes every name, so that none of them is missed. */
function columnsOf(query: string): Record<'household' | 'members' | 'obligors', string[]> {
  const named = (columns: object): string[] => Object.keys(columns).filter((name) => query.includes(`"${name}"`))
  return {
    household: named(householdColumns),
    members: query.includes('"members"') ? named(memberColumns) : [],
    obligors: query.includes('"obligors"') ? named(obligorColumns) : [],
  }
}

/** Which tables lie in the memory of which process, and from which snapshot. */
const loaded = new WeakMap<WarmDuckDb, string>()

interface PeopleTable {
  readonly name: string
  readonly create: string
}

function tableFor(snapshot: string, query: string): PeopleTable {
  const { household, ...lists } = columnsOf(query)
  const packed = Object.entries(lists).flatMap(([list, names]) => {
    if (names.length === 0) return []
    const fields = names.map((name) => `"${name}" := m."${name}"`).join(', ')
    return [`list_transform("${list}", lambda m: struct_pack(${fields})) as "${list}"`]
  })
  const columns = [...household.map((name) => `"${name}"`), ...packed].join(', ')
  const digest = createHash('sm3').update(`${snapshot}\n${columns}`).digest('hex').slice(0, 16)
  const name = `people_${digest}`
  return {
    name,
    create: `create table if not exists ${name} as select ${columns} from read_parquet(${sqlText(snapshot)})`,
  }
}

/**
 * A query over a snapshot, from memory when the columns that it names have been loaded: a slider asks for the same ones
 * again and again, and unpacking them from the file is half of the work.
 */
export function overMemory(duckdb: WarmDuckDb, snapshot: string, source: string, query: string) {
  const table = tableFor(snapshot, query)
  // The process may have been started anew since; then the table is made again.
  return loaded.get(duckdb) === table.name
    ? { statements: [table.create], query: query.replaceAll(source, table.name) }
    : { statements: [], query }
}

/** Loads what the query names, for the questions that follow it, in the place of what was loaded before. */
export async function loadPeople(duckdb: WarmDuckDb, snapshot: string, query: string): Promise<void> {
  const table = tableFor(snapshot, query)
  const before = loaded.get(duckdb)
  if (before === table.name) return
  loaded.delete(duckdb)
  const drop = before === undefined ? [] : [`drop table if exists ${before}`]
  await duckdb.run({ statements: [...drop, table.create], questions: [] })
  loaded.set(duckdb, table.name)
}
