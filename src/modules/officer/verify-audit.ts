import type { Store } from '#db'
import { auditDigest, auditEntries } from './store.ts'

interface AuditFinding {
  /** Entries that are as they were written, up to the first that is not. */
  readonly entries: number
  /** The first entry that is not what its digest says, or that does not follow on the one before; null when all are. */
  readonly broken: string | null
}

/**
 * Works every digest of the audit log out anew, county by county. It finds an entry that was changed, put in or taken
 * out; it cannot find that the newest entries were cut off.
 */
export function verifyAudit(store: Store): Promise<AuditFinding> {
  return store.within('', async (tx) => {
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
}
