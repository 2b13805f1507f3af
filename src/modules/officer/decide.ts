import type { Actor, OfficerRefusal, Permission } from '#contracts/officer'
import { permissionsOf } from '#contracts/officer'

/** How sign-in guards against guessing; a matter of the system, not of a law. */
export const signInRules = { attempts: 5, lockMinutes: 15, idleMinutes: 60, longestHours: 12 } as const

/** Undefined when the post may do it, else the refusal to show. */
export function refuseUnlessPermitted(actor: Pick<Actor, 'role'>, permission: Permission): OfficerRefusal | undefined {
  return permissionsOf[actor.role].includes(permission) ? undefined : { code: 'permission-missing', permission }
}

export interface SignInState {
  readonly failedAttempts: number
  /** Milliseconds until a lock ends; zero or less when not locked. */
  readonly lockedForMs: number
}

export type SignInStep =
  | { readonly kind: 'refused'; readonly refusal: OfficerRefusal }
  | {
      readonly kind: 'failed'
      readonly failedAttempts: number
      readonly lock: boolean
      readonly refusal: OfficerRefusal
    }
  | { readonly kind: 'signed-in' }

/** What one attempt to sign in leads to. A locked account is refused without looking at the password. */
export function signInStep(state: SignInState, passwordFits: boolean): SignInStep {
  if (state.lockedForMs > 0) {
    return { kind: 'refused', refusal: { code: 'sign-in-locked', minutes: Math.ceil(state.lockedForMs / 60_000) } }
  }
  if (passwordFits) return { kind: 'signed-in' }
  const failedAttempts = state.failedAttempts + 1
  const lock = failedAttempts >= signInRules.attempts
  return {
    kind: 'failed',
    failedAttempts,
    lock,
    refusal: lock
      ? { code: 'sign-in-locked', minutes: signInRules.lockMinutes }
      : { code: 'sign-in-failed', attemptsLeft: signInRules.attempts - failedAttempts },
  }
}
