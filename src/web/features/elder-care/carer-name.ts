import type { DispatchCarer } from '#contracts/elder-care'
import { correctionText } from '#web/features/elder-care/correction-text.zh.ts'
import { useCarers } from '#web/features/facility/api.ts'

/** Names those who came: whoever had a shift that day, else whoever works in the county. */
export function useCarerName(dayCarers: readonly Pick<DispatchCarer, 'id' | 'name'>[]): (id: string) => string {
  const all = useCarers().data?.items
  return (id) => {
    const carer = [...dayCarers, ...(all ?? [])].find((one) => one.id === id)
    return carer?.name ?? (all === undefined ? '' : correctionText.carerGone)
  }
}
