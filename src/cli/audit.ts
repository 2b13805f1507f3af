import { parseArgs } from 'node:util'
import { cliText } from '#cli/messages.zh'
import { openCommandStore, print, storeOptions } from '#cli/options'
import { verifyAudit } from '#modules/officer'

/** `./doudi audit verify [--json]`: works every digest of the audit log out anew. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: storeOptions })
  if (positionals[0] !== 'verify') throw new Error(cliText.auditUsage)
  const store = await openCommandStore(values.data)
  try {
    const checked = await verifyAudit(store)
    const text = checked.broken === null ? cliText.auditIntact(checked.entries) : cliText.auditBroken(checked.broken)
    print(values.json, checked, text)
    return checked.broken === null ? 0 : 1
  } finally {
    await store.close()
  }
}
