import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { DivisionList } from '#contracts/division'
import type { SignalList } from '#contracts/monitoring'
import type { HouseholdReason } from '#contracts/policy-register'
import type { HouseholdFile, HouseholdList, RevealRequest, SearchResult } from '#contracts/registry'
import { command, Problem, read, withQuery } from '#web/request.ts'

export interface HouseholdFilter {
  readonly q?: string
  readonly division?: string
  readonly category?: string
}

export function useHouseholds(filter: HouseholdFilter): UseInfiniteQueryResult<InfiniteData<HouseholdList>> {
  return useInfiniteQuery({
    queryKey: ['households', filter],
    queryFn: ({ pageParam }) =>
      read<HouseholdList>(withQuery('/api/households', { ...filter, cursor: pageParam, limit: 100 })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export function useDivisionsBelow(parent: string | undefined): UseQueryResult<DivisionList> {
  return useQuery({
    queryKey: ['divisions', parent ?? ''],
    queryFn: () => read<DivisionList>(withQuery('/api/divisions', { parent })),
    enabled: parent !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** People whom the officer may see, by name, pinyin, household or the last digits of the identity number. */
export function usePeople(text: string): UseQueryResult<SearchResult> {
  return useQuery({
    queryKey: ['search', text],
    queryFn: () => read<SearchResult>(withQuery('/api/search', { q: text })),
    enabled: text !== '',
  })
}

export function useHousehold(id: string): UseQueryResult<HouseholdFile> {
  return useQuery({
    queryKey: ['household', id],
    queryFn: () => read<HouseholdFile>(`/api/households/${encodeURIComponent(id)}`),
  })
}

/** Null when the household has not been swept yet, so that there is nothing to give reasons for. */
export function useReason(id: string): UseQueryResult<HouseholdReason | null> {
  return useQuery({
    queryKey: ['household', id, 'reason'],
    queryFn: async () => {
      try {
        return await read<HouseholdReason>(`/api/households/${encodeURIComponent(id)}/reason`)
      } catch (problem) {
        if (problem instanceof Problem && problem.code === 'household-not-in-snapshot') return null
        throw problem
      }
    },
  })
}

export function useSignalsOf(id: string, enabled: boolean): UseQueryResult<SignalList> {
  return useQuery({
    queryKey: ['signals', 'household', id],
    queryFn: () => read<SignalList>(withQuery('/api/signals', { householdId: id, status: 'active', limit: 50 })),
    enabled,
  })
}

export function useReveal(id: string) {
  const queries = useQueryClient()
  return useMutation<unknown, Problem, RevealRequest>({
    mutationFn: (request) => command('POST', `/api/households/${encodeURIComponent(id)}/reveal`, request),
    // The key is the beginning of the keys of the file and of its reasons: both are read anew.
    onSuccess: () => queries.invalidateQueries({ queryKey: ['household', id] }),
  })
}
