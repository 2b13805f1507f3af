import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import type {
  AssignRequest,
  CloseRequest,
  SignalDetail,
  SignalFilter,
  SignalList,
  SignalSummary,
  SweepAnswer,
} from '#contracts/monitoring'
import type { Colleague } from '#contracts/officer'
import { command, type Problem, read, withQuery } from '#web/request.ts'

export function useSignals(filter: SignalFilter): UseInfiniteQueryResult<InfiniteData<SignalList>> {
  return useInfiniteQuery({
    queryKey: ['signals', filter],
    queryFn: ({ pageParam }) =>
      read<SignalList>(withQuery('/api/signals', { ...filter, cursor: pageParam, limit: 100 })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export function useSignalSummary(division: string | undefined): UseQueryResult<SignalSummary> {
  return useQuery({
    queryKey: ['signal-summary', division ?? ''],
    queryFn: () => read<SignalSummary>(withQuery('/api/signals/summary', { division })),
  })
}

export function useSignal(id: string): UseQueryResult<SignalDetail> {
  return useQuery({
    queryKey: ['signal', id],
    queryFn: () => read<SignalDetail>(`/api/signals/${encodeURIComponent(id)}`),
  })
}

export function useColleagues(enabled: boolean): UseQueryResult<{ items: Colleague[] }> {
  return useQuery({ queryKey: ['colleagues'], queryFn: () => read<{ items: Colleague[] }>('/api/colleagues'), enabled })
}

/** What must be read anew after a signal has changed. */
function useSignalCommand<Request, Answer>(run: (request: Request) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation<Answer, Problem, Request>({
    mutationFn: run,
    onSuccess: () =>
      Promise.all(
        ['signals', 'signal', 'signal-summary', 'workbench'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  })
}

export function useAssign() {
  return useSignalCommand((request: AssignRequest) => command<{ done: number }>('POST', '/api/signals/assign', request))
}

export function useClose(id: string) {
  return useSignalCommand((request: CloseRequest) =>
    command<{ done: number }>('POST', `/api/signals/${encodeURIComponent(id)}/close`, request),
  )
}

export function useSweep() {
  return useSignalCommand(() => command<SweepAnswer>('POST', '/api/sweeps'))
}
