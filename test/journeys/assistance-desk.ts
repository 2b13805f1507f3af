import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { type Day, day } from '#kernel/day'
import { aDeliveredCounty, aDesk, type DeliveredCounty, type Desk, type Reply, sweepAll } from '../county.ts'

const township = '360735100'
const pen = 'M0 0 L10 10'

export interface Wanted {
  readonly household: string
  readonly head: string
  readonly adults: readonly string[]
}

/** A swept county behind a desk, and the short words in which the journeys of assistance are told. */
export interface AssistanceDesk {
  readonly delivered: DeliveredCounty
  readonly desk: Desk
  as(login: string): ReturnType<Desk['as']>
  /** The next household of the township that the policies put in a category. */
  next(category: string, outside?: string): Promise<Wanted>
  /** A step of a case by an officer who has just looked at it. */
  take(login: string, id: string, action: string, given?: Record<string, unknown>): Promise<Reply>
  /** The same, and it must succeed. */
  did(login: string, id: string, action: string, given?: Record<string, unknown>): Promise<void>
  open(of: Wanted, given?: Record<string, unknown>, login?: string): Promise<string>
  see(id: string, login?: string): Promise<Reply['body']>
  /** Survey by two, the departments' answers and the township's opinion. */
  throughOpinion(id: string, given?: Record<string, unknown>): Promise<void>
  /** The same and the notice of seven days, up to the county's decision. */
  throughNotice(id: string): Promise<void>
  on(of: string): void
  close(): Promise<void>
}

export async function anAssistanceDesk(of: { people: number; seed: number }): Promise<AssistanceDesk> {
  const delivered = await aDeliveredCounty(of)
  await sweepAll(delivered.store)
  const desk = await aDesk(delivered.store)
  const signedIn = new Map<string, ReturnType<Desk['as']>>()
  const handedOut = new Set<string>()
  let now: Day = day('2026-11-02')

  const as = (login: string): ReturnType<Desk['as']> => {
    const officer = signedIn.get(login) ?? desk.as(login)
    signedIn.set(login, officer)
    return officer
  }
  const see = async (id: string, login = 'township'): Promise<Reply['body']> =>
    (await (await as(login)).get(`/api/cases/${id}`)).body
  const take: AssistanceDesk['take'] = async (login, id, action, given = {}) => {
    const officer = await as(login)
    const { version } = await see(id, login)
    return officer.post(`/api/cases/${id}/${action}`, { key: randomUUID(), version, ...given })
  }
  const did: AssistanceDesk['did'] = async (login, id, action, given) => {
    const reply = await take(login, id, action, given)
    expect([action, reply.status, reply.text]).toEqual([action, 200, expect.any(String)])
  }
  const throughOpinion: AssistanceDesk['throughOpinion'] = async (id, given) => {
    await did('township', id, 'survey', {
      on: now,
      method: 'visit',
      surveyors: ['温小兰'],
      present: '户主',
      signatures: ['黄建民', '温小兰', '户主'].map((name) => ({ name, path: pen })),
      facts: [],
      conclusion: '住房简陋，情况属实。',
    })
    await did('township', id, 'request-check', { departments: ['tax', 'banks'] })
    for (const department of ['tax', 'banks']) {
      await did('county', id, 'reply-check', { department, finding: 'nothing', note: '', facts: [] })
    }
    await did('township', id, 'opinion', given)
  }
  const on = (of: string): void => {
    now = day(of)
    desk.moveTo(now)
  }
  return {
    delivered,
    desk,
    as,
    see,
    take,
    did,
    throughOpinion,
    on,
    async next(category, outside = '-') {
      const { rows } = await delivered.store.owner.query<Wanted>(
        `select d.household_id as household, (array_agg(m.person_id order by m.relation <> '户主'))[1] as head,
           array_agg(m.person_id) filter (where p.birth_day is null or p.birth_day < date '2008-11-02') as adults
         from determination d join membership m on m.household_id = d.household_id and m.valid_until is null and m.superseded_at is null
         join person p on p.id = m.person_id
         where not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'deathDay' and f.superseded_at is null)
           and d.superseded_at is null and d.category = $1 and d.division like '${township}%' and d.division <> $2
         group by 1 order by 1`,
        [category, outside],
      )
      const found = rows.find(({ household }) => !handedOut.has(household))
      if (found === undefined) throw new Error(`No household of ${category} is left`)
      handedOut.add(found.household)
      return found
    },
    async open(wanted, given = {}, login = 'township') {
      const reply = await (await as(login)).post('/api/cases', {
        key: randomUUID(),
        programme: 'subsistence-allowance',
        householdId: wanted.household,
        applicantId: wanted.head,
        channel: 'window',
        story: '收入很低，生活困难。',
        papers: ['identity', 'promise', 'authorisation'],
        signedBy: wanted.adults,
        nearRelatives: [],
        ...given,
      })
      expect([reply.status, reply.text]).toEqual([200, expect.any(String)])
      return reply.body.id
    },
    async throughNotice(id) {
      await throughOpinion(id)
      await did('township', id, 'notice')
      on('2026-11-10')
      await did('township', id, 'close-notice')
    },
    async close() {
      await desk.close()
      await delivered.close()
    },
  }
}
