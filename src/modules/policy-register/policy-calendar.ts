import type { DB, Store, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { type PolicyFile, readPolicyFiles, withFiles } from '#policy-files'
import { type EffectivePolicies, effectivePolicies } from '#policy-files/effective'
import { type ConfirmedChange, listConfirmedChanges } from './store.ts'

/** The policies by the day: those that came with the program, and the confirmed changes whose day has come. */
export interface PolicyCalendar {
  /** The policies in force on a day; old days give the text of then. */
  on(day: Day): EffectivePolicies
  /** The wording that the next draft begins with: with every confirmed change, also those still to come. */
  latestFiles(): readonly PolicyFile[]
  /** Confirmed changes, the earliest to come into force first. */
  confirmed(): readonly ConfirmedChange[]
  /**
   * Reads the confirmed changes anew, after one has been added here or by another process. Inside of a transaction it
   * reads by that: one more connection might never come, while others wait for what the transaction holds.
   */
  refresh(tx?: Transaction<DB>): Promise<void>
}

/** How many texts are kept compiled: those of the last days that were asked for. */
const keptTexts = 8

export async function openPolicyCalendar(
  store: Store,
  released: readonly PolicyFile[] = readPolicyFiles(),
): Promise<PolicyCalendar> {
  let confirmed = await listConfirmedChanges(store.plain)
  const compiled = new Map<string, EffectivePolicies>()
  const filesWith = (changes: readonly ConfirmedChange[]): readonly PolicyFile[] =>
    changes.reduce((files, change) => withFiles(files, change.files), released)

  return {
    on(day) {
      const changes = confirmed.filter(({ effectiveOn }) => effectiveOn <= day)
      // A confirmed change never changes its wording, so that its number stands for it.
      const key = changes.map(({ id }) => id).join(' ')
      const known = compiled.get(key)
      if (known !== undefined) return known
      const policies = effectivePolicies(filesWith(changes))
      const [oldest] = compiled.keys()
      if (compiled.size >= keptTexts && oldest !== undefined) compiled.delete(oldest)
      compiled.set(key, policies)
      return policies
    },
    latestFiles: () => filesWith(confirmed),
    confirmed: () => confirmed,
    async refresh(tx) {
      confirmed = await listConfirmedChanges(tx ?? store.plain)
    },
  }
}
