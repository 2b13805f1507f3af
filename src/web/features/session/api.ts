import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { ChangePasswordRequest, Permission, Session, SignInRequest } from '#contracts/officer'
import { command, read } from '#web/request.ts'

export function useSession(): UseQueryResult<Session> {
  return useQuery({ queryKey: ['session'], queryFn: () => read<Session>('/api/session'), staleTime: 60_000 })
}

/** Whether the current post may do something; false until that is known. */
export function usePermission(permission: Permission): boolean {
  return useSession().data?.permissions.includes(permission) ?? false
}

export const signIn = (request: SignInRequest): Promise<unknown> => command('POST', '/api/session', request)
export const changePassword = (request: ChangePasswordRequest): Promise<unknown> =>
  command('POST', '/api/session/password', request)
export const signOut = (): Promise<unknown> => command('DELETE', '/api/session')
export const switchPost = (postId: string): Promise<unknown> => command('POST', '/api/session/post', { postId })
