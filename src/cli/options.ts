import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Store } from '#db'
import { openStore } from '#db'
import { cliText } from '#cli/messages.zh'
import { listCounties } from '#modules/monitoring'
import { type Day, fromDayNumber, parseDay } from '#kernel/day'

// Commands that need no store take these from there: opening the store's code takes half a second.
export { print, readWhole } from '#cli/print'

/** Options that every command with a store takes; for parseArgs. */
export const storeOptions = {
  data: { type: 'string' },
  county: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/**
 * The folder of the data: the one asked for, or `.data` here. PostgreSQL does not run as root but as a user who cannot
 * enter a home like /root; from there the default lies with the data of services, one folder for each working folder.
 */
export function dataFolder(asked: string | undefined): string {
  const named = asked ?? process.env['DOUDI_DATA']
  if (named !== undefined) return resolve(named)
  const here = resolve('.data')
  if (process.getuid?.() !== 0 || process.env['DATABASE_URL'] !== undefined || isOpenToAll(dirname(here))) return here
  return join('/var/lib/doudi', createHash('sha256').update(here).digest('hex').slice(0, 12))
}

/** True when any user may enter the folder, which needs leave for each folder above it too. */
function isOpenToAll(folder: string): boolean {
  const enterable = (statSync(folder).mode & 0o001) !== 0
  return enterable && (dirname(folder) === folder || isOpenToAll(dirname(folder)))
}

export function openCommandStore(data: string | undefined): Promise<Store> {
  return openStore({ dataDir: dataFolder(data), databaseUrl: process.env['DATABASE_URL'], holder: 'command' })
}

/** Today in China, where every civil-affairs office of this system stands. */
export function todayInChina(): Day {
  return fromDayNumber(Math.floor((Date.now() + 8 * 3_600_000) / 86_400_000))
}

/** Minutes after midnight. */
export function minuteInChina(): number {
  return Math.floor((Date.now() / 60_000 + 8 * 60) % 1440)
}

export function readDay(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new Error(cliText.badDay(text))
  return parsed
}

/** The county to work on: the one asked for, or the only one in the store. */
export async function chooseCounty(store: Store, asked: string | undefined): Promise<string> {
  // Anything shorter would sweep several counties as if they were one.
  if (asked !== undefined && !/^[1-9]\d{5}$/.test(asked)) throw new Error(cliText.badCounty(asked))
  if (asked !== undefined) return asked
  const codes = await listCounties(store)
  const [only] = codes
  if (only === undefined) throw new Error(cliText.noData)
  if (codes.length > 1) throw new Error(cliText.whichCounty(codes))
  return only
}
