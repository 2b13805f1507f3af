import type { Store } from '#db'
import { listCounties } from '#modules/monitoring'

/** Does a piece of work for one county after the other. What fails in one is told, and keeps no other waiting. */
export async function eachCounty(
  store: Store,
  of: { readonly isClosed: () => boolean; readonly onFault: (error: unknown) => void },
  work: (county: string) => Promise<void>,
): Promise<void> {
  for (const county of await listCounties(store)) {
    if (of.isClosed()) return
    await work(county).catch(of.onFault)
  }
}
