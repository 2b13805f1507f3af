import type { Kysely } from 'kysely'
import type { DB } from '#db'
import { placeNames } from '#modules/division'
import {
  type Actor,
  type Colleague,
  type Permission,
  permissionsOf,
  type Post,
  type Role,
  roles,
} from '#contracts/officer'

function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}

/** The posts of an officer, the widest place first. */
export async function listPosts(db: Kysely<DB>, officerId: string): Promise<Post[]> {
  const rows = await db
    .selectFrom('post')
    .select(['id', 'role', 'division', 'title'])
    .where('officer_id', '=', officerId)
    .orderBy('division')
    .orderBy('id')
    .execute()
  const names = await placeNames(
    db,
    rows.map(({ division }) => division),
  )
  return rows.map((row) => {
    if (!isRole(row.role)) throw new Error(`A post has the unknown role ${row.role}`)
    return {
      id: row.id,
      role: row.role,
      division: row.division,
      divisionName: names.get(row.division) ?? row.division,
      title: row.title,
    }
  })
}

/** Officers of village, township and county with a post at or below the division: those who may be given work there. */
export async function listColleagues(db: Kysely<DB>, division: string): Promise<Colleague[]> {
  const rows = await db
    .selectFrom('post')
    .innerJoin('officer', 'officer.id', 'post.officer_id')
    .select(['officer.id as officerId', 'officer.name', 'post.title'])
    .where('post.role', 'in', ['village-worker', 'township-clerk', 'county-officer'])
    .where('post.division', '>=', division)
    .where('post.division', '<', `${division}~`)
    .orderBy('post.division')
    .limit(500)
    .execute()
  return rows
}

export interface OwnerPost {
  readonly id: string
  readonly role: string
  readonly division: string
}

/** All posts of one county and above it, to find the owners of many signals at once. */
export async function listOwnerPosts(db: Kysely<DB>, county: string): Promise<OwnerPost[]> {
  return db
    .selectFrom('post')
    .select(['id', 'role', 'division'])
    .where((eb) =>
      eb.or([
        eb.and([eb('division', '>=', county), eb('division', '<', `${county}~`)]),
        eb('division', 'in', [county.slice(0, 2), county.slice(0, 4)]),
      ]),
    )
    .orderBy('id')
    .execute()
}

/** True when the officer has a post whose place contains the division and which may do the thing there. */
export async function hasPostOver(
  db: Kysely<DB>,
  officerId: string,
  division: string,
  permission: Permission,
): Promise<boolean> {
  const posts = await db.selectFrom('post').select(['role', 'division']).where('officer_id', '=', officerId).execute()
  return posts.some(
    (post) => isRole(post.role) && permissionsOf[post.role].includes(permission) && division.startsWith(post.division),
  )
}

/** The officers in a post over a division, the one appointed first at the front. */
export async function findOfficersInPost(db: Kysely<DB>, role: Role, division: string): Promise<Actor[]> {
  const rows = await db
    .selectFrom('post')
    .innerJoin('officer', 'officer.id', 'post.officer_id')
    .select(['post.id', 'post.officer_id', 'officer.name'])
    .where('post.role', '=', role)
    .where('post.division', '=', division)
    .where('officer.disabled_at', 'is', null)
    .orderBy('post.id')
    .execute()
  return rows.map((row) => ({ officerId: row.officer_id, postId: row.id, name: row.name, role, division }))
}

/** The first of the officers in a post over a division. */
export async function findOfficerInPost(db: Kysely<DB>, role: Role, division: string): Promise<Actor | undefined> {
  const [first] = await findOfficersInPost(db, role, division)
  return first
}
