import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Store } from '#db'
import { feeds } from '#facts'
import type { Day } from '#kernel/day'
import { deliverFile, type Delivery } from './deliver.ts'
import { FileRefused } from './file-refused.ts'
import { detectFileType } from './file-type.ts'
import { feedOf, isFeedName, recogniseFeed } from './recognise-feed.ts'
import { readSheets } from './read-file.ts'
import { tidy } from './read-cell.ts'

export interface FolderRequest {
  /** Files, or folders whose tables are taken. */
  readonly paths: readonly string[]
  readonly county: string
  readonly today: Day
  readonly onFile?: (path: string) => void
  readonly onProgress?: (path: string, rows: number) => void
  readonly onDelivered?: (path: string, delivery: Delivery) => void
}

interface FolderSummary {
  readonly files: number
  readonly rows: number
  readonly accepted: number
  readonly quarantined: number
  readonly review: number
  readonly refused: number
  readonly facts: number
}

const tables = /\.(?:csv|txt|xlsx|xls|et)$/i

async function expand(path: string): Promise<string[]> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new FileRefused({ code: 'file-missing' }, { cause })
  })
  if (!info.isDirectory()) return [path]
  const names = await readdir(path)
  // The readme of a delivery is no table.
  return names.filter((name) => tables.test(name) && !/^readme/i.test(name)).map((name) => join(path, name))
}

/** First who lives where, then what is said of households, then what is said of persons; each by date. */
const order = { register: 0, household: 1, person: 2 } as const

function rank(path: string): string {
  const name = basename(path).normalize('NFC')
  const feed = Object.keys(feeds)
    .filter(isFeedName)
    .map(feedOf)
    .find((candidate) => name.startsWith(candidate.title))
  return `${feed === undefined ? 3 : order[feed.about]} ${name}`
}

export async function listTables(paths: readonly string[]): Promise<string[]> {
  const files = (await Promise.all(paths.map(expand))).flat()
  return files.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

/** The county that the register among the files speaks of, by the first division code in it. */
export async function findCounty(files: readonly string[]): Promise<string | undefined> {
  for (const path of files) {
    const name = basename(path)
    if (!name.normalize('NFC').startsWith(feeds.residents.title)) continue
    const { places, rows } = await recogniseFeed(readSheets(path, await detectFileType(path)), name)
    for await (const portion of rows) {
      for (const { cells } of portion) {
        const code = tidy(cells[places.get('division') ?? -1] ?? '')
        if (/^[1-9]\d{8}(?:\d{3})?$/.test(code)) return code.slice(0, 6)
      }
    }
  }
  return undefined
}

/** Takes all files in, one after the other; one that is refused does not keep the others out. */
export async function deliverFolder(store: Store, request: FolderRequest): Promise<FolderSummary> {
  const summary = { files: 0, rows: 0, accepted: 0, quarantined: 0, review: 0, refused: 0, facts: 0 }
  for (const path of await listTables(request.paths)) {
    request.onFile?.(path)
    const delivery = await deliverFile(store, {
      county: request.county,
      division: request.county,
      path,
      today: request.today,
      onProgress: (rows) => request.onProgress?.(path, rows),
    })
    summary.files++
    if (delivery.kind === 'refused') summary.refused++
    if (delivery.kind === 'loaded') {
      summary.rows += delivery.counts.rows
      summary.accepted += delivery.counts.accepted
      summary.quarantined += delivery.counts.quarantined
      summary.review += delivery.counts.review
      summary.facts += delivery.counts.facts
    }
    request.onDelivered?.(path, delivery)
  }
  return summary
}
