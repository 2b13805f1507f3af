import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import type {
  AbilityCounts,
  AbilityDetail,
  AbilityDone,
  AbilityList,
  AbilityNote,
  AbilityOpening,
  AbilityPersonFile,
  AbilityReview,
  AbilitySave,
  AbilitySign,
  AbilityStep,
  Act,
  View,
} from '#contracts/ability-assessment'
import { command, type Problem, read, withQuery } from '#web/request.ts'

const root = '/api/ability-assessments'

/** A list page by page; what was read stays while a filter is changed. */
export function useAbilityList(view: View, division: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['ability-list', view, division ?? ''],
    queryFn: ({ pageParam }) => read<AbilityList>(withQuery(root, { view, division, cursor: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
}

export function useAbilityCounts(division: string | undefined): UseQueryResult<AbilityCounts> {
  return useQuery({
    queryKey: ['ability-counts', division ?? ''],
    queryFn: () => read<AbilityCounts>(withQuery(`${root}/counts`, { division })),
  })
}

export function useAbility(id: string): UseQueryResult<AbilityDetail> {
  return useQuery({
    queryKey: ['ability', id],
    queryFn: () => read<AbilityDetail>(`${root}/${encodeURIComponent(id)}`),
  })
}

export function useElder(personId: string | null): UseQueryResult<AbilityPersonFile> {
  return useQuery({
    queryKey: ['ability-person', personId ?? ''],
    queryFn: () => read<AbilityPersonFile>(`${root}/persons/${encodeURIComponent(personId ?? '')}`),
    enabled: personId !== null,
  })
}

/** A refusal often means that somebody else was faster, so that all is read anew after it as well. */
function useAbilityCommand<Request>(run: (request: Request) => Promise<AbilityDone>) {
  const queries = useQueryClient()
  return useMutation<AbilityDone, Problem, Request>({
    mutationFn: run,
    onSettled: () =>
      Promise.all(
        ['ability-list', 'ability-counts', 'ability', 'ability-person'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  })
}

export function useOpenAbility() {
  return useAbilityCommand((request: AbilityOpening) => command<AbilityDone>('POST', root, request))
}

type Bodies = {
  readonly save: AbilitySave
  readonly sign: AbilitySign
  readonly confirm: AbilityStep
  readonly review: AbilityReview
  readonly return: AbilityNote
  readonly discard: AbilityNote
  readonly object: AbilityNote
  readonly 'report-change': AbilityNote
}

export function useAbilityStep<A extends Act>(id: string, act: A) {
  return useAbilityCommand((request: Bodies[A]) =>
    command<AbilityDone>('POST', `${root}/${encodeURIComponent(id)}/${act}`, request),
  )
}
