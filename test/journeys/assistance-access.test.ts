import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodies, type CaseAction } from '#contracts/assistance'
import { permissionsOf } from '#contracts/officer'
import { anAssistanceDesk, type AssistanceDesk } from './assistance-desk.ts'

let office: AssistanceDesk
let id: string

beforeAll(async () => {
  office = await anAssistanceDesk({ people: 2000, seed: 5 })
  id = await office.open(await office.next('低保'))
})
afterAll(() => office.close())

/** Who may take which step; written out here, so that a change of the code's own table shows. */
const who: Readonly<Record<CaseAction, readonly string[]>> = {
  papers: ['village', 'township'],
  survey: ['village', 'township'],
  'request-check': ['township'],
  'reply-check': ['county'],
  opinion: ['township'],
  notice: ['township'],
  'close-notice': ['township'],
  objection: ['township'],
  'answer-objection': ['township'],
  visit: ['county'],
  hearing: ['township'],
  decision: ['township', 'county'],
  'send-back': ['township', 'county'],
  confirm: ['leader'],
  letter: ['township'],
  pause: ['township'],
  resume: ['township'],
  special: ['township'],
  round: ['township'],
  'raise-matter': ['township', 'county'],
  'resolve-matter': ['leader'],
  appeal: ['village', 'township'],
  'decide-appeal': ['leader', 'supervisor'],
  withdraw: ['village', 'township'],
}
const everybody = ['village', 'township', 'county', 'leader', 'supervisor']

describe('nobody takes a step that is not theirs', () => {
  // The keys of the table are the actions.
  for (const action of Object.keys(bodies) as CaseAction[]) {
    test(action, async () => {
      for (const login of everybody.filter((of) => !who[action].includes(of))) {
        const officer = await office.as(login)
        const reply = await officer.post(`/api/cases/${id}/${action}`, { key: randomUUID(), version: 1 })
        expect([login, reply.status, reply.body.code]).toEqual([login, 403, 'permission-missing'])
      }
      for (const login of who[action]) {
        const officer = await office.as(login)
        const reply = await officer.post(`/api/cases/${id}/${action}`, {})
        expect([login, reply.status]).toEqual([login, 400])
      }
    })
  }
})

test('nobody opens, refers, answers or moves in bulk without leave', async () => {
  const asks = [
    ['/api/cases', ['county', 'leader', 'supervisor']],
    ['/api/referrals', ['county', 'leader', 'supervisor']],
    ['/api/referrals/1/answer', ['village', 'leader', 'supervisor']],
    ['/api/case-bulk', ['village', 'leader', 'supervisor']],
  ] as const
  for (const [path, logins] of asks) {
    for (const login of logins) {
      const reply = await (await office.as(login)).post(path, {})
      expect([path, login, reply.status]).toEqual([path, login, 403])
    }
  }
  const stranger = await office.desk.app.inject({ method: 'GET', url: '/api/cases' })
  expect(stranger.statusCode).toBe(401)
})

test('a bulk step needs the power for the step itself', async () => {
  const officer = await office.as('county')
  const reply = await officer.post('/api/case-bulk', { key: randomUUID(), step: 'close-notice' })
  expect([reply.status, reply.body.code]).toEqual([403, 'permission-missing'])
  expect(permissionsOf['county-officer']).toContain('case:bulk')
})

test('a case of another village is not there for a village worker, neither to see nor to move', async () => {
  const elsewhere = await office.open(await office.next('边缘', '360735100001'))
  const worker = await office.as('village')

  const seen = await worker.get(`/api/cases/${elsewhere}`)
  const moved = await worker.post(`/api/cases/${elsewhere}/withdraw`, { key: randomUUID(), version: 2, reason: '试试' })

  expect([seen.status, moved.status]).toEqual([404, 404])
  expect((await office.see(elsewhere)).status).toBe('open')
})
