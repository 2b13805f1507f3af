import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import type {
  AidCap,
  AidDetail,
  AidDone,
  AidRequest,
  AidRow,
  AidStep,
  AidStepWithNote,
  RegistrationKind,
} from '#contracts/temporary-assistance'
import { useDivisionsBelow } from '#web/features/households/api.ts'
import { command, type Problem, read, withQuery } from '#web/request.ts'

export type Step = AidDetail['next'][number]

export function useAids(): UseQueryResult<{ items: AidRow[] }> {
  return useQuery({ queryKey: ['quick-aids'], queryFn: () => read<{ items: AidRow[] }>('/api/quick-aids') })
}

export function useAid(id: string): UseQueryResult<AidDetail> {
  return useQuery({
    queryKey: ['quick-aid', id],
    queryFn: () => read<AidDetail>(`/api/quick-aids/${encodeURIComponent(id)}`),
  })
}

/** What may be given in a place; asked as soon as the place and the registration are known. */
export function useAidCap(
  division: string | undefined,
  registrationKind: RegistrationKind | undefined,
): UseQueryResult<AidCap> {
  return useQuery({
    queryKey: ['quick-aid-cap', division ?? '', registrationKind ?? ''],
    queryFn: () => read<AidCap>(withQuery('/api/quick-aids/cap', { division, registrationKind })),
    enabled: division !== undefined && registrationKind !== undefined,
  })
}

/** County and township by the code of the township, such as `石城县 琴江镇`; empty until it is known. */
export function usePlaceName(township: string): string {
  const lists = [useDivisionsBelow(township.slice(0, 4)), useDivisionsBelow(township.slice(0, 6))]
  const known = lists.flatMap(({ data }) => data?.items ?? [])
  return [township.slice(0, 6), township]
    .flatMap((code) => known.find((place) => place.code === code)?.name ?? [])
    .join(' ')
}

/** A refusal often means that somebody else was faster, so that all is read anew after it as well. */
function useAidCommand<Request>(run: (request: Request) => Promise<AidDone>) {
  const queries = useQueryClient()
  return useMutation<AidDone, Problem, Request>({
    mutationFn: run,
    onSettled: () =>
      Promise.all(
        ['quick-aids', 'quick-aid', 'floats', 'float-book'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  })
}

export function useRequestAid() {
  return useAidCommand((request: AidRequest) => command<AidDone>('POST', '/api/quick-aids', request))
}

export function useAidStep(id: string, step: Step) {
  return useAidCommand((request: AidStep | AidStepWithNote) =>
    command<AidDone>('POST', `/api/quick-aids/${encodeURIComponent(id)}/${step}`, request),
  )
}
