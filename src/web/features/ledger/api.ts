import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import type { DivisionList } from '#contracts/division'
import type { Float, FloatBook, TopUpRequest } from '#contracts/ledger'
import { command, type Problem, read, withQuery } from '#web/request.ts'

export function useFloats(): UseQueryResult<{ items: Float[] }> {
  return useQuery({ queryKey: ['floats'], queryFn: () => read<{ items: Float[] }>('/api/floats') })
}

export function useFloatBook(division: string, month: string | undefined): UseQueryResult<FloatBook> {
  return useQuery({
    queryKey: ['float-book', division, month ?? ''],
    queryFn: () => read<FloatBook>(withQuery(`/api/floats/${encodeURIComponent(division)}`, { month })),
    // The month that was shown stays until the next one is there.
    placeholderData: (before) => (before?.float.division === division ? before : undefined),
  })
}

export function useTownships(county: string | undefined): UseQueryResult<DivisionList> {
  return useQuery({
    queryKey: ['divisions', county ?? ''],
    queryFn: () => read<DivisionList>(withQuery('/api/divisions', { parent: county })),
    enabled: county !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useTopUp() {
  const queries = useQueryClient()
  return useMutation<{ done: number }, Problem, TopUpRequest>({
    mutationFn: (request) => command('POST', '/api/floats/top-up', request),
    onSuccess: () => Promise.all(['floats', 'float-book'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}
