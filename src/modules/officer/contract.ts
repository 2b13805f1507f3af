import Type, { type Static } from 'typebox'

export const roles = [
  'village-worker',
  'township-clerk',
  'county-officer',
  'county-leader',
  'prefecture-supervisor',
] as const
export type Role = (typeof roles)[number]

/** The digits of the division codes at which a role sits. */
export const roleLevels: Readonly<Record<Role, number>> = {
  'village-worker': 12,
  'township-clerk': 9,
  'county-officer': 6,
  'county-leader': 6,
  'prefecture-supervisor': 4,
}

/** What a post may do. Each command and each route names one of these. */
const permissions = [
  'signal:read',
  'signal:assign',
  'signal:close',
  'signal:export',
  'household:read',
  'household:reveal',
  'batch:read',
  'batch:deliver',
  'batch:withdraw',
  'held-row:resolve',
  'policy:read',
  'policy:simulate',
  'policy:draft',
  'policy:confirm',
  'sweep:run',
  'float:read',
  'float:top-up',
  'aid:read',
  'aid:request',
  'aid:approve',
  'aid:pay',
  'case:read',
  'case:open',
  'case:survey',
  'case:handle',
  'case:check',
  'case:decide',
  'case:confirm',
  'case:review',
  'case:bulk',
  'referral:answer',
  'notice:read',
  'account:edit',
  'account:confirm',
  'payment:read',
  'payment:prepare',
  'payment:approve',
  'ability:read',
  'ability:assess',
  'ability:review',
  'facility:read',
  'facility:edit',
  'siting:plan',
  'care:read',
  'care:order',
  'care:visit',
  'care:dispatch',
  'care:settle',
  'audit:read',
] as const
export type Permission = (typeof permissions)[number]

export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  'village-worker': [
    'signal:read',
    'signal:close',
    'household:read',
    'policy:read',
    'aid:read',
    'aid:request',
    'case:read',
    'case:open',
    'case:survey',
    'notice:read',
    'ability:read',
    'ability:assess',
    'facility:read',
    'care:read',
    'care:order',
    'care:visit',
  ],
  'township-clerk': [
    'signal:read',
    'signal:assign',
    'signal:close',
    'signal:export',
    'household:read',
    'household:reveal',
    'policy:read',
    'float:read',
    'aid:read',
    'aid:request',
    'aid:approve',
    'aid:pay',
    'case:read',
    'case:open',
    'case:survey',
    'case:handle',
    'case:decide',
    'case:bulk',
    'referral:answer',
    'notice:read',
    'account:edit',
    'payment:read',
    'ability:read',
    'ability:assess',
    'facility:read',
    'care:read',
    'care:order',
    'care:visit',
    'care:dispatch',
  ],
  'county-officer': [
    'signal:read',
    'signal:assign',
    'signal:close',
    'signal:export',
    'household:read',
    'household:reveal',
    'batch:read',
    'batch:deliver',
    'batch:withdraw',
    'held-row:resolve',
    'policy:read',
    'policy:simulate',
    'policy:draft',
    'sweep:run',
    'audit:read',
    'float:read',
    'float:top-up',
    'aid:read',
    'aid:approve',
    'case:read',
    'case:check',
    'case:decide',
    'case:bulk',
    'referral:answer',
    'notice:read',
    'account:confirm',
    'payment:read',
    'payment:prepare',
    'ability:read',
    'ability:assess',
    'ability:review',
    'facility:read',
    'facility:edit',
    'siting:plan',
    'care:read',
    'care:order',
    'care:visit',
    'care:dispatch',
    'care:settle',
  ],
  'county-leader': [
    'signal:read',
    'household:read',
    'batch:read',
    'policy:read',
    'policy:simulate',
    'policy:draft',
    'policy:confirm',
    'float:read',
    'aid:read',
    'case:read',
    'case:confirm',
    'case:review',
    'notice:read',
    'payment:read',
    'payment:approve',
    'ability:read',
    'facility:read',
    'siting:plan',
    'care:read',
  ],
  'prefecture-supervisor': [
    'signal:read',
    'household:read',
    'household:reveal',
    'batch:read',
    'policy:read',
    'audit:read',
    'float:read',
    'aid:read',
    'case:read',
    'case:review',
    'notice:read',
    'payment:read',
    'ability:read',
    'facility:read',
    'care:read',
  ],
}

/** Who acts: a person in a post. Rows are limited to the post's division, commands to its role. */
export interface Actor {
  readonly officerId: string
  readonly postId: string
  readonly name: string
  readonly role: Role
  readonly division: string
}

export const Post = Type.Object({
  id: Type.String(),
  role: Type.Enum(roles),
  division: Type.String(),
  /** Place names from the county down, such as `石城县 琴江镇`. */
  divisionName: Type.String(),
  title: Type.String(),
})
export type Post = Static<typeof Post>

export const SignInRequest = Type.Object({
  login: Type.String({ minLength: 1, maxLength: 64 }),
  password: Type.String({ minLength: 1, maxLength: 256 }),
})
export type SignInRequest = Static<typeof SignInRequest>

export const Session = Type.Object({
  officer: Type.Object({ id: Type.String(), name: Type.String(), login: Type.String() }),
  post: Post,
  posts: Type.Array(Post),
  permissions: Type.Array(Type.Enum(permissions)),
  /** The day of the server, so that "today" is one day on all screens. */
  today: Type.String(),
})
export type Session = Static<typeof Session>

export const SwitchPostRequest = Type.Object({ postId: Type.String() })

/** Officers who may be given a signal, for pickers. */
export const Colleague = Type.Object({ officerId: Type.String(), name: Type.String(), title: Type.String() })
export type Colleague = Static<typeof Colleague>

export const ChangePasswordRequest = Type.Object({
  old: Type.String({ minLength: 1, maxLength: 256 }),
  new: Type.String({ minLength: 1, maxLength: 256 }),
})
export type ChangePasswordRequest = Static<typeof ChangePasswordRequest>

export type AdministrationRefusal =
  | { readonly code: 'officer-unknown'; readonly login: string }
  | { readonly code: 'login-taken'; readonly login: string }
  | { readonly code: 'post-at-wrong-level'; readonly role: Role; readonly digits: number }
  | { readonly code: 'post-held-already' }
  | { readonly code: 'division-unknown'; readonly division: string }
  | { readonly code: 'password-too-short'; readonly least: number }
  | { readonly code: 'old-password-wrong' }

export type OfficerRefusal =
  | AdministrationRefusal
  | { readonly code: 'key-of-another-act' }
  | { readonly code: 'sign-in-failed'; readonly attemptsLeft: number }
  | { readonly code: 'sign-in-locked'; readonly minutes: number }
  | { readonly code: 'not-signed-in' }
  | { readonly code: 'permission-missing'; readonly permission: Permission }
  | { readonly code: 'post-not-yours' }
