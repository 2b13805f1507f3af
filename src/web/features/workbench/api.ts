import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { SignalList, SignalSummary, Workbench } from '#contracts/monitoring'
import { read, withQuery } from '#web/request.ts'

/** As many as can be seen without scrolling. */
const nextShown = 8

export function useWorkbench(): UseQueryResult<Workbench> {
  return useQuery({ queryKey: ['workbench'], queryFn: () => read<Workbench>('/api/workbench') })
}

export function useSummary(): UseQueryResult<SignalSummary> {
  return useQuery({
    queryKey: ['signal-summary', ''],
    queryFn: () => read<SignalSummary>('/api/signals/summary'),
  })
}

/** What falls due next, for an officer with nothing due this week. */
export function useNextSignals(enabled: boolean): UseQueryResult<SignalList> {
  return useQuery({
    queryKey: ['signals', 'next'],
    queryFn: () => read<SignalList>(withQuery('/api/signals', { status: 'active', limit: nextShown })),
    enabled,
  })
}
