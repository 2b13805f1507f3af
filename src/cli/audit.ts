import { parseArgs } from 'node:util'
import { cliText } from '#cli/messages.zh'
import { openCommandStore, print, storeOptions } from '#cli/options'
import { auditDigest, auditEntries } from '#modules/officer'

/** `./doudi audit verify [--json]`: works every digest of the audit log out anew. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: storeOptions })
  if (positionals[0] !== 'verify') throw new Error(cliText.auditUsage)
  const store = await openCommandStore(values.data)
  try {
    const checked = await store.within('', async (tx) => {
      const lastOf = new Map<string, string>()
      let entries = 0
      for await (const entry of auditEntries(tx)) {
        const previous = lastOf.get(entry.county) ?? ''
        const digest = auditDigest({
          previous,
          county: entry.county,
          division: entry.division,
          officerId: entry.officer_id,
          postId: entry.post_id,
          action: entry.action,
          subject: entry.subject,
          detail: entry.detail,
          happenedAt: entry.happened_at.toISOString(),
        })
        if (digest !== entry.digest || entry.previous_digest !== previous) return { entries, broken: entry.id }
        lastOf.set(entry.county, digest)
        entries++
      }
      return { entries, broken: null }
    })
    const text = checked.broken === null ? cliText.auditIntact(checked.entries) : cliText.auditBroken(checked.broken)
    print(values.json, checked, text)
    return checked.broken === null ? 0 : 1
  } finally {
    await store.close()
  }
}
