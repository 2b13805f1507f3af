import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useEffect } from 'react'
import type {
  BulkProgress,
  BulkStep,
  CaseAction,
  CaseBody,
  CaseDetail,
  CaseDone,
  CaseFinding,
  CaseList,
  CaseListRequest,
  CaseMeeting,
  CaseOpening,
  CasePrefill,
  CaseReplay,
  CaseStep,
  EscalationList,
  Programme,
  RecheckPlan,
  ReferralAnswer,
  ReferralAsk,
  ReferralList,
} from '#contracts/assistance'
import type { AidInKindDone, AidInKindList, AidInKindRequest, EntitlementRow } from '#contracts/entitlement'
import type { LetterList } from '#contracts/notice'
import { command, type Problem, read, withQuery } from '#web/request.ts'

/** What an action asks for, besides its key and the version that was read. */
export type Given<A extends CaseAction> = Omit<CaseBody<A>, keyof CaseStep>

/** How often a long task is asked how far it has come. */
const progressEvery = 1000

const pageSize = 50

export function useCases(filter: CaseListRequest): UseInfiniteQueryResult<InfiniteData<CaseList>> {
  return useInfiniteQuery({
    queryKey: ['cases', filter],
    queryFn: ({ pageParam }) =>
      read<CaseList>(withQuery('/api/cases', { ...filter, after: pageParam, limit: pageSize })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

/** How many cases wait for the officer's own desk; undefined until it is known. */
export function useWaitingCases(enabled: boolean): number | undefined {
  const { data } = useQuery({
    queryKey: ['cases', 'waiting'],
    queryFn: () => read<CaseList>(withQuery('/api/cases', { queue: 'mine', limit: 1 })),
    enabled,
  })
  return data?.counts.reduce((sum, { cases }) => sum + cases, 0)
}

export function useCasesOf(householdId: string): UseQueryResult<CaseList> {
  return useQuery({
    queryKey: ['cases', 'household', householdId],
    queryFn: () => read<CaseList>(withQuery('/api/cases', { queue: 'all', householdId, limit: pageSize })),
  })
}

export function useCase(id: string): UseQueryResult<CaseDetail> {
  return useQuery({
    queryKey: ['case', id],
    queryFn: () => read<CaseDetail>(`/api/cases/${encodeURIComponent(id)}`),
  })
}

export function useFinding(caseId: string, findingId: string, enabled: boolean): UseQueryResult<CaseFinding> {
  return useQuery({
    queryKey: ['case', caseId, 'finding', findingId],
    queryFn: () => read<CaseFinding>(`/api/cases/${caseId}/findings/${findingId}`),
    enabled,
    // What was found once is never changed.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Asked for by hand: it works the decision out again. */
export function useReplay(caseId: string, findingId: string) {
  return useMutation<CaseReplay, Problem>({
    mutationFn: () => read<CaseReplay>(`/api/cases/${caseId}/findings/${findingId}/replay`),
  })
}

export function usePrefill(
  of: { readonly householdId: string; readonly programme: Programme | undefined; readonly applicantId?: string },
  enabled = true,
): UseQueryResult<CasePrefill, Problem> {
  return useQuery<CasePrefill, Problem>({
    queryKey: ['case-prefill', of],
    queryFn: () => read<CasePrefill>(withQuery('/api/case-prefill', { ...of })),
    enabled: enabled && of.householdId !== '' && of.programme !== undefined,
  })
}

export function useMeeting(programme: Programme): UseQueryResult<CaseMeeting> {
  return useQuery({
    queryKey: ['case-meeting', programme],
    queryFn: () => read<CaseMeeting>(withQuery('/api/case-meeting', { programme })),
  })
}

export function useRechecks(of: { division: string | undefined; months: number }): UseQueryResult<RecheckPlan> {
  return useQuery({
    queryKey: ['rechecks', of],
    queryFn: () => read<RecheckPlan>(withQuery('/api/rechecks', of)),
  })
}

export function useEscalations(enabled = true): UseQueryResult<EscalationList> {
  return useQuery({
    queryKey: ['escalations'],
    queryFn: () => read<EscalationList>('/api/escalations'),
    enabled,
  })
}

export function useReferrals(householdId?: string): UseQueryResult<ReferralList> {
  return useQuery({
    queryKey: ['referrals', householdId ?? ''],
    queryFn: () => read<ReferralList>(withQuery('/api/referrals', { householdId })),
  })
}

export function useEntitlements(caseId: string): UseQueryResult<{ readonly items: readonly EntitlementRow[] }> {
  return useQuery({
    queryKey: ['cases', caseId, 'entitlements'],
    queryFn: () => read<{ readonly items: readonly EntitlementRow[] }>(`/api/cases/${caseId}/entitlements`),
  })
}

/** What a household was given in goods and services. */
export function useAidInKind(householdId: string): UseQueryResult<AidInKindList> {
  return useQuery({
    queryKey: ['aid-in-kind', householdId],
    queryFn: () => read<AidInKindList>(`/api/households/${encodeURIComponent(householdId)}/aid-in-kind`),
  })
}

export function useLetters(caseId: string, enabled: boolean): UseQueryResult<LetterList> {
  return useQuery({
    queryKey: ['letters', caseId],
    queryFn: () => read<LetterList>(withQuery('/api/letters', { caseId })),
    enabled,
  })
}

const touchedByCases = [
  'cases',
  'case',
  'case-meeting',
  'letters',
  'rechecks',
  'escalations',
  'referrals',
  'aid-in-kind',
]

/** A refusal often means that somebody else was faster, so that all is read anew after it as well. */
function useCaseCommand<Request, Answer = CaseDone>(run: (request: Request) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation<Answer, Problem, Request>({
    mutationFn: run,
    onSettled: () => Promise.all(touchedByCases.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}

export function useOpenCase() {
  return useCaseCommand((request: CaseOpening) => command<CaseDone>('POST', '/api/cases', request))
}

export function useTakeStep<A extends CaseAction>(id: string, action: A) {
  return useCaseCommand((request: CaseStep & Given<A>) =>
    command<CaseDone>('POST', `/api/cases/${encodeURIComponent(id)}/${action}`, request),
  )
}

export function useAskReferral() {
  return useCaseCommand((request: ReferralAsk) => command<CaseDone>('POST', '/api/referrals', request))
}

export function useRecordAidInKind() {
  return useCaseCommand((request: AidInKindRequest) => command<AidInKindDone>('POST', '/api/aid-in-kind', request))
}

export function useAnswerReferral(id: string) {
  return useCaseCommand((request: ReferralAnswer) =>
    command<CaseDone>('POST', `/api/referrals/${encodeURIComponent(id)}/answer`, request),
  )
}

export function useStartBulk() {
  return useCaseCommand((request: { key: string; step: BulkStep }) =>
    command<CaseDone>('POST', '/api/case-bulk', request),
  )
}

/** How far a run has come; when it ends, everything that it may have moved is read anew. */
export function useBulk(id: string | undefined): UseQueryResult<BulkProgress> {
  const queries = useQueryClient()
  const progress = useQuery({
    queryKey: ['case-bulk', id ?? ''],
    queryFn: () => read<BulkProgress>(`/api/case-bulk/${id ?? ''}`),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.status === 'finished' ? false : progressEvery),
  })
  const isFinished = progress.data?.status === 'finished'
  useEffect(() => {
    if (isFinished) for (const key of touchedByCases) void queries.invalidateQueries({ queryKey: [key] })
  }, [isFinished, queries])
  return progress
}
