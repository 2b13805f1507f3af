import type { BankProfile } from '#contracts/disbursement'
import type { Actor } from '#contracts/officer'
import { appendAudit, authorise } from '#modules/officer'
import { bankFileName, type BankLine, digestsOf, writeBankFile } from './bank-file.ts'
import { listBankLines, saveFile } from './bank-file-store.ts'
import { type PaymentMeans, refuse } from './build.ts'
import { bankTotal, lockBatch } from './store.ts'

/** The payments of a batch as the bank takes them, and what its digest was. */
export interface BankFile {
  readonly name: string
  readonly bytes: Buffer
  readonly sm3: string
}

/**
 * Writes the bank's file of an approved batch, with whole account numbers: the only place where they are shown, and
 * each time is in the audit log. The same batch gives the same file.
 */
export function writeBatchFile(means: PaymentMeans, actor: Actor, id: string, profile: BankProfile): Promise<BankFile> {
  authorise(actor, 'payment:prepare')
  const { store } = means
  return store.within(actor.division, async (tx) => {
    const batch = await lockBatch(tx, id)
    if (batch === undefined) refuse({ code: 'payment-batch-not-found' })
    if (batch.status === 'draft') refuse({ code: 'payment-batch-not-in-this-state', status: batch.status })
    const lines: BankLine[] = await listBankLines(tx, store.keys, id)
    const written = writeBankFile(profile, lines)
    if (!written.ok) refuse(written.refusal)
    const bytes = Buffer.concat(written.events)
    const name = bankFileName(profile, batch)
    const digests = digestsOf(bytes)
    const total = await bankTotal(tx, id)
    await saveFile(tx, batch, { profile, name, ...digests, lines: lines.length, total, officerId: actor.officerId })
    await appendAudit(tx, actor, {
      division: batch.county,
      action: 'write-bank-file',
      subject: `payment-batch:${id}`,
      detail: { profile, sm3: digests.sm3, lines: lines.length },
    })
    return { name, bytes, sm3: digests.sm3 }
  })
}
