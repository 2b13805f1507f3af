import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import type {
  CareDone,
  CarePlanEnding,
  CarePlanList,
  CarePlanOpening,
  CheckVisitProgress,
  DifficultyEnding,
  DifficultyList,
  DifficultyRecording,
  Entitlement,
  Service,
  SettlementDetail,
  SettlementList,
  SettlementPreparing,
  SettlementStep,
  UnprovedVisits,
  VisitCorrecting,
  VisitCorrectionList,
  VisitFailing,
  VisitFinishing,
  VisitStarting,
} from '#contracts/elder-care'
import { command, type Problem, read, withQuery } from '#web/request.ts'

/** All that is read of elder care begins with this word, so that a change makes all of it new. */
const root = 'elder-care'

/** What a list of elder care can be narrowed to: a place, how a name begins, or one person. */
export interface Narrowed {
  readonly division?: string | undefined
  readonly name?: string | undefined
  readonly personId?: string | undefined
}

/** The agreements that run, page by page. */
export function useCarePlans(of: Narrowed & { readonly service: Service | undefined }) {
  return useInfiniteQuery({
    queryKey: [root, 'plans', of],
    queryFn: ({ pageParam }) => read<CarePlanList>(withQuery('/api/care-plans', { ...of, after: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** The register of elders in special difficulty, ground by ground. */
export function useDifficulties(of: Narrowed) {
  return useInfiniteQuery({
    queryKey: [root, 'difficulties', of],
    queryFn: ({ pageParam }) => read<DifficultyList>(withQuery('/api/elder-difficulties', { ...of, after: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

export function useEntitlement(of: {
  readonly householdId: string
  readonly personId: string
}): UseQueryResult<Entitlement> {
  return useQuery({
    queryKey: [root, 'entitlement', of.householdId, of.personId],
    queryFn: () => read<Entitlement>(withQuery('/api/elder-care/entitlement', of)),
    enabled: of.personId !== '',
    retry: false,
  })
}

export function useProgress(month: string | undefined): UseQueryResult<CheckVisitProgress> {
  return useQuery({
    queryKey: [root, 'progress', month ?? ''],
    queryFn: () => read<CheckVisitProgress>(`/api/elder-care/check-visits/${encodeURIComponent(month ?? '')}`),
    enabled: month !== undefined,
  })
}

export function useUnproved(): UseQueryResult<UnprovedVisits> {
  return useQuery({
    queryKey: [root, 'unproved'],
    queryFn: () => read<UnprovedVisits>('/api/elder-care/unproved-visits'),
  })
}

/** What was told of a visit before it was corrected. */
export function useCorrections(visitId: string): UseQueryResult<VisitCorrectionList> {
  return useQuery({
    queryKey: [root, 'corrections', visitId],
    queryFn: () => read<VisitCorrectionList>(`/api/care-visits/${encodeURIComponent(visitId)}/corrections`),
  })
}

export function useSettlements(): UseQueryResult<SettlementList> {
  return useQuery({ queryKey: [root, 'settlements'], queryFn: () => read<SettlementList>('/api/care-settlements') })
}

export function useSettlement(id: string): UseQueryResult<SettlementDetail> {
  return useQuery({
    queryKey: [root, 'settlement', id],
    queryFn: () => read<SettlementDetail>(`/api/care-settlements/${encodeURIComponent(id)}`),
  })
}

/** A refusal often means that somebody else was faster, so that all is read anew after it as well. */
function useCareCommand<Request>(pathOf: (request: Request) => readonly [path: string, body: unknown]) {
  const queries = useQueryClient()
  return useMutation<CareDone, Problem, Request>({
    mutationFn: (request) => command<CareDone>('POST', ...pathOf(request)),
    onSettled: () => Promise.all([root, 'dispatch'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}

const at = (id: string): string => encodeURIComponent(id)

export const useOpenPlan = () => useCareCommand((body: CarePlanOpening) => ['/api/care-plans', body])
export const useEndPlan = (id: string) =>
  useCareCommand((body: CarePlanEnding) => [`/api/care-plans/${at(id)}/end`, body])
export const useRecordDifficulty = () =>
  useCareCommand((body: DifficultyRecording) => ['/api/elder-difficulties', body])
export const useEndDifficulty = (id: string) =>
  useCareCommand((body: DifficultyEnding) => [`/api/elder-difficulties/${at(id)}/end`, body])

interface VisitBodies {
  readonly start: VisitStarting
  readonly finish: VisitFinishing
  readonly miss: VisitFailing
  readonly cancel: VisitFailing
  readonly correct: VisitCorrecting
}
export type VisitAct = keyof VisitBodies
export const useVisitStep = <A extends VisitAct>(id: string, act: A) =>
  useCareCommand((body: VisitBodies[A]) => [`/api/care-visits/${at(id)}/${act}`, body])

export const usePrepareSettlement = () => useCareCommand((body: SettlementPreparing) => ['/api/care-settlements', body])
export const useSettlementStep = (id: string, step: 'approve' | 'withdraw') =>
  useCareCommand((body: SettlementStep) => [`/api/care-settlements/${at(id)}/${step}`, body])
