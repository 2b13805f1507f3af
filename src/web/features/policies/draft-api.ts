import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import type {
  DraftContent,
  DraftDetail,
  DraftDone,
  DraftList,
  DraftReview,
  SaveDraftRequest,
  SimulationAnswer,
  SimulationRequest,
} from '#contracts/policy-register'
import { command, newCommandKey, Problem, read, withQuery } from '#web/request.ts'

const path = (id: string): string => `/api/policy-drafts/${encodeURIComponent(id)}`

export function useDrafts(folder: string): UseQueryResult<DraftList> {
  return useQuery({
    queryKey: ['policy-drafts', 'of', folder],
    queryFn: () => read<DraftList>(withQuery('/api/policy-drafts', { folder })),
  })
}

/** Drafts of all policies that are still being written or wait for confirmation. */
export function useOpenDrafts(): readonly DraftList['items'][number][] {
  const { data } = useQuery({
    queryKey: ['policy-drafts', 'open'],
    queryFn: () => read<DraftList>('/api/policy-drafts'),
  })
  return (data?.items ?? []).filter(({ status }) => status === 'draft' || status === 'submitted')
}

export function useDraft(id: string): UseQueryResult<DraftDetail> {
  return useQuery({ queryKey: ['policy-drafts', id], queryFn: () => read<DraftDetail>(path(id)) })
}

/** What the draft comes to: as it was saved, or as its author words it now. */
export function useReview(id: string, version: number, content: DraftContent | undefined): UseQueryResult<DraftReview> {
  return useQuery({
    queryKey: ['policy-drafts', id, 'review', version, content === undefined ? '' : JSON.stringify(content)],
    queryFn: () =>
      content === undefined
        ? read<DraftReview>(`${path(id)}/review`)
        : command<DraftReview>('POST', `${path(id)}/review`, content),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  })
}

/** A question to the population. One that was overtaken by the next of the same slider is no failure. */
export function useSimulation(request: SimulationRequest): UseQueryResult<SimulationAnswer> {
  return useQuery({
    queryKey: ['policy-simulation', JSON.stringify(request)],
    queryFn: () => command<SimulationAnswer>('POST', '/api/policies/simulate', request),
    placeholderData: keepPreviousData,
    retry: (count, problem) => problem instanceof Problem && problem.code === 'simulation-outdated' && count < 2,
    retryDelay: 50,
    staleTime: 60_000,
    gcTime: 60_000,
  })
}

/** What an act on a draft changes on the screens: the drafts, and the policies when one has been confirmed. */
function useDraftCommand<Request>(run: (request: Request) => Promise<DraftDone>) {
  const queries = useQueryClient()
  return useMutation<DraftDone, Problem, Request>({
    mutationFn: run,
    onSuccess: () =>
      Promise.all(['policy-drafts', 'policies'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}

export function useCreateDraft() {
  return useDraftCommand((of: { folder: string; title: string }) =>
    command<DraftDone>('POST', '/api/policy-drafts', { key: newCommandKey(), ...of }),
  )
}

export function useSaveDraft(id: string) {
  return useDraftCommand((of: Omit<SaveDraftRequest, 'key'>) =>
    command<DraftDone>('POST', `${path(id)}/save`, { key: newCommandKey(), ...of }),
  )
}

export function useDraftStep(id: string, step: 'submit' | 'withdraw' | 'confirm' | 'reject') {
  return useDraftCommand((of: { version: number; note?: string }) =>
    command<DraftDone>('POST', `${path(id)}/${step}`, { key: newCommandKey(), ...of }),
  )
}
