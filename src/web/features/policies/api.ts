import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { PolicyDetail, PolicyFolder } from '#contracts/policy-register'
import { read } from '#web/request.ts'

export function usePolicyFolders(): UseQueryResult<{ items: PolicyFolder[] }> {
  return useQuery({ queryKey: ['policies'], queryFn: () => read<{ items: PolicyFolder[] }>('/api/policies') })
}

export function usePolicy(folder: string): UseQueryResult<PolicyDetail> {
  return useQuery({
    queryKey: ['policies', folder],
    queryFn: () => read<PolicyDetail>(`/api/policies/${encodeURIComponent(folder)}`),
  })
}
