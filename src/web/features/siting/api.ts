import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import type {
  ScenarioDone,
  ScenarioList,
  ScenarioSaving,
  SealedAnswer,
  SitingQuestion,
} from '#contracts/siting-scenario'
import { command, type Problem, read } from '#web/request.ts'

const root = 'siting-scenarios'

export function useScenarios(): UseQueryResult<ScenarioList> {
  return useQuery({ queryKey: [root], queryFn: () => read<ScenarioList>('/api/siting-scenarios') })
}

/** A question: nothing is written, so that it may be given up at any time. */
export function useAskSiting(): UseMutationResult<SealedAnswer, Problem, SitingQuestion> {
  return useMutation({ mutationFn: (question) => command('POST', '/api/siting/ask', question) })
}

function useScenarioCommand<Request>(
  run: (request: Request) => Promise<ScenarioDone>,
): UseMutationResult<ScenarioDone, Problem, Request> {
  const queries = useQueryClient()
  return useMutation<ScenarioDone, Problem, Request>({
    mutationFn: run,
    onSettled: () => queries.invalidateQueries({ queryKey: [root] }),
  })
}

export const useSaveScenario = (): UseMutationResult<ScenarioDone, Problem, ScenarioSaving> =>
  useScenarioCommand((request) => command('POST', '/api/siting-scenarios', request))

export const useRemoveScenario = (id: string): UseMutationResult<ScenarioDone, Problem, { readonly key: string }> =>
  useScenarioCommand((request) => command('POST', `/api/siting-scenarios/${id}/remove`, request))
