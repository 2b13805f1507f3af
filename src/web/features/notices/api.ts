import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { Board, DeliveryDone, DeliveryRequest, LetterList, LettersOfPlace } from '#contracts/notice'
import { command, type Problem, read, withQuery } from '#web/request.ts'

export function useBoard(division: string | undefined): UseQueryResult<Board> {
  return useQuery({
    queryKey: ['notice-board', division ?? ''],
    queryFn: () => read<Board>(withQuery('/api/notice-board', { division })),
    enabled: division !== undefined,
  })
}

/** Whose letters are looked at: those of a case, or all of a household. */
export type LettersOf = { readonly caseId: string } | { readonly householdId: string }

export function useLettersOf(of: LettersOf | undefined): UseQueryResult<LetterList> {
  return useQuery({
    queryKey: ['letters', of ?? ''],
    queryFn: () => read<LetterList>(withQuery('/api/letters', { ...of })),
    enabled: of !== undefined,
  })
}

/** The register of the officer's place, the newest first. */
export function useLettersOfPlace(of: LettersOfPlace): UseInfiniteQueryResult<InfiniteData<LetterList>> {
  return useInfiniteQuery({
    queryKey: ['letters', of],
    queryFn: ({ pageParam }) => read<LetterList>(withQuery('/api/letters', { ...of, before: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export function useDelivery(letterId: string) {
  const queries = useQueryClient()
  return useMutation<DeliveryDone, Problem, DeliveryRequest>({
    mutationFn: (request) => command('POST', `/api/letters/${encodeURIComponent(letterId)}/delivery`, request),
    onSettled: () =>
      Promise.all(['letters', 'case', 'cases'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}
