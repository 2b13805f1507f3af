import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import type {
  AbsenceRecording,
  CarerList,
  CarerSaving,
  FacilityClosing,
  FacilityDone,
  FacilityList,
  FacilitySaving,
  Network,
  ProviderList,
  ProviderSaving,
  VillagePointList,
  VillagePointSaving,
  VillagePointsImport,
  VillagePointsImported,
} from '#contracts/facility'
import { command, type Problem, read } from '#web/request.ts'

/** All that is read of the network begins with this word, so that a change makes all of it new. */
const root = 'care-network'

export function useNetwork(): UseQueryResult<Network> {
  return useQuery({ queryKey: [root, 'network'], queryFn: () => read<Network>('/api/elder-care/network') })
}

export function useFacilities(): UseQueryResult<FacilityList> {
  return useQuery({ queryKey: [root, 'facilities'], queryFn: () => read<FacilityList>('/api/facilities') })
}

export function useVillages(): UseQueryResult<VillagePointList> {
  return useQuery({ queryKey: [root, 'villages'], queryFn: () => read<VillagePointList>('/api/elder-care/villages') })
}

export function useProviders(): UseQueryResult<ProviderList> {
  return useQuery({ queryKey: [root, 'providers'], queryFn: () => read<ProviderList>('/api/care-providers') })
}

export function useCarers(): UseQueryResult<CarerList> {
  return useQuery({ queryKey: [root, 'carers'], queryFn: () => read<CarerList>('/api/carers') })
}

type Command<Request, Answer = FacilityDone> = UseMutationResult<Answer, Problem, Request>

/** A refusal often means that somebody else was faster, so that all is read anew after it as well. */
function useNetworkCommand<Request, Answer = FacilityDone>(
  run: (request: Request) => Promise<Answer>,
): Command<Request, Answer> {
  const queries = useQueryClient()
  return useMutation<Answer, Problem, Request>({
    mutationFn: run,
    onSettled: () => queries.invalidateQueries({ queryKey: [root] }),
  })
}

export const useSaveFacility = (): Command<FacilitySaving> =>
  useNetworkCommand((request) => command('POST', '/api/facilities', request))

export const useCloseFacility = (id: string): Command<FacilityClosing> =>
  useNetworkCommand((request) => command('POST', `/api/facilities/${id}/close`, request))

export const useSaveProvider = (): Command<ProviderSaving> =>
  useNetworkCommand((request) => command('POST', '/api/care-providers', request))

export const useSaveCarer = (): Command<CarerSaving> =>
  useNetworkCommand((request) => command('POST', '/api/carers', request))

export const useRecordAbsence = (carerId: string): Command<AbsenceRecording> =>
  useNetworkCommand((request) => command('POST', `/api/carers/${carerId}/absences`, request))

export const useWithdrawAbsence = (id: string): Command<{ readonly key: string }> =>
  useNetworkCommand((request) => command('POST', `/api/carer-absences/${id}/withdraw`, request))

export const useSaveVillagePoint = (): Command<VillagePointSaving> =>
  useNetworkCommand((request) => command('POST', '/api/village-points', request))

export const useImportVillagePoints = (): Command<VillagePointsImport, VillagePointsImported> =>
  useNetworkCommand((request) => command('POST', '/api/village-points/import', request))
