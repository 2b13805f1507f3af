import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { BatchList, BatchQuality, HeldRowKind, HeldRowList } from '#contracts/exchange'
import { command, type Problem, read, withQuery } from '#web/request.ts'

export function useBatches(): UseInfiniteQueryResult<InfiniteData<BatchList>> {
  return useInfiniteQuery({
    queryKey: ['batches'],
    queryFn: ({ pageParam }) => read<BatchList>(withQuery('/api/batches', { cursor: pageParam, limit: 50 })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export function useBatchQuality(id: string): UseQueryResult<BatchQuality> {
  return useQuery({
    queryKey: ['batches', id],
    queryFn: () => read<BatchQuality>(`/api/batches/${encodeURIComponent(id)}`),
  })
}

export function useHeldRows(batchId: string, kind: HeldRowKind): UseInfiniteQueryResult<InfiniteData<HeldRowList>> {
  return useInfiniteQuery({
    queryKey: ['batches', batchId, 'held', kind],
    queryFn: ({ pageParam }) =>
      read<HeldRowList>(withQuery('/api/held-rows', { batchId, kind, status: 'open', cursor: pageParam, limit: 50 })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

/** What an act on a batch changes on the screens: batches, their rows, and the count on the workbench. */
function useExchangeCommand<Request>(run: (request: Request) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation<unknown, Problem, Request>({
    mutationFn: run,
    onSuccess: () => Promise.all(['batches', 'workbench'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}

export function useWithdraw() {
  return useExchangeCommand((batchId: string) =>
    command('POST', `/api/batches/${encodeURIComponent(batchId)}/withdraw`),
  )
}

export function useCorrect() {
  return useExchangeCommand(({ id, cells }: { id: string; cells: Readonly<Record<string, string>> }) =>
    command('POST', `/api/held-rows/${encodeURIComponent(id)}/correct`, { cells }),
  )
}

export function useMatch() {
  return useExchangeCommand(({ id, personId }: { id: string; personId: string }) =>
    command('POST', `/api/held-rows/${encodeURIComponent(id)}/match`, { personId }),
  )
}

export function useDiscard() {
  return useExchangeCommand((id: string) => command('POST', `/api/held-rows/${encodeURIComponent(id)}/discard`))
}
