import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import type {
  AbsenceReplan,
  CareDone,
  DispatchDay,
  MovePreview,
  MovePreviewRequest,
  MoveRequest,
  PlanPublishing,
  PlanRequest,
} from '#contracts/elder-care'
import { command, type Problem, read } from '#web/request.ts'

const pathOf = (day: string): string => `/api/dispatch/${encodeURIComponent(day)}`

/** The board of a day; empty until it is known which day. */
export function useDispatchDay(day: string | undefined): UseQueryResult<DispatchDay> {
  return useQuery({
    queryKey: ['dispatch', day ?? ''],
    queryFn: () => read<DispatchDay>(pathOf(day ?? '')),
    enabled: day !== undefined,
    // Others publish and prove visits while the board stands open.
    refetchInterval: 60_000,
  })
}

/** A refusal often means that somebody else was faster, so that the day is read anew after it as well. */
function useDispatchCommand<Request>(day: string, act: string) {
  const queries = useQueryClient()
  return useMutation<CareDone, Problem, Request>({
    mutationFn: (request) => command<CareDone>('POST', `${pathOf(day)}/${act}`, request),
    onSettled: () => queries.invalidateQueries({ queryKey: ['dispatch', day] }),
  })
}

export const usePlanDay = (day: string) => useDispatchCommand<PlanRequest>(day, 'plan')
export const useMoveVisit = (day: string) => useDispatchCommand<MoveRequest>(day, 'move')
export const useAbsence = (day: string) => useDispatchCommand<AbsenceReplan>(day, 'absence')
export const usePublish = (day: string) => useDispatchCommand<PlanPublishing>(day, 'publish')

/** What a move would cost, before it is made; nothing is asked while nothing is meant. A plan's preview does not age. */
export function useMovePreview(day: string, move: MovePreviewRequest | undefined): UseQueryResult<MovePreview> {
  return useQuery({
    queryKey: ['dispatch-preview', day, move?.planId, move?.visitId, move?.part, move?.carerId],
    queryFn: () => command<MovePreview>('POST', `${pathOf(day)}/preview`, move),
    enabled: move !== undefined,
    staleTime: 30_000,
    retry: false,
  })
}
