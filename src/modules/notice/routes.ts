import Type from 'typebox'
import {
  Board,
  DeliveryDone,
  DeliveryRequest,
  LetterList,
  LetterListRequest,
  LetterView,
  type NoticeRefusal,
} from '#contracts/notice'
import type { App } from '#http/app'
import { Refused } from '#kernel/refused'
import { standardOf } from '#policy-files'
import { standardNames } from '#messages/notice'
import { boardPage } from './board-page.ts'
import { readLetter, recordDelivery } from './commands.ts'
import { missingGlyphs } from './fonts.ts'
import { type BoardRules, findBoard, listLetters, listLettersOfPlace } from './queries.ts'
import { toHtml } from './to-html.ts'
import { textOf, toPdf } from './to-pdf.ts'

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) })
const Place = Type.Object({ division: Type.String({ pattern: '^[1-9][0-9]{8}([0-9]{3})?$' }) })
const html = 'text/html; charset=utf-8'

export function noticeRoutes(app: App): void {
  letterRoutes(app)
  boardRoutes(app)
}

function letterRoutes(app: App): void {
  const { store, today } = app.context

  app.get(
    '/api/letters',
    {
      schema: { querystring: LetterListRequest, response: { 200: LetterList } },
      config: { permission: 'notice:read' },
    },
    ({ actor, query }) =>
      store.within(actor.division, async (tx) =>
        'caseId' in query || 'householdId' in query
          ? { items: await listLetters(tx, store.keys, query), next: null }
          : listLettersOfPlace(tx, store.keys, query),
      ),
  )

  app.get(
    '/api/letters/:id',
    { schema: { params: Id, response: { 200: LetterView } }, config: { permission: 'notice:read' } },
    async ({ actor, params }) => {
      const { letter, document } = await readLetter(store, actor, params.id, 'screen')
      return { letter, document, toWriteByHand: missingGlyphs(textOf(document)) }
    },
  )

  app.get(
    '/api/letters/:id.html',
    { schema: { params: Id, response: { 200: Type.String() } }, config: { permission: 'notice:read' } },
    async ({ actor, params }, reply) => {
      const { document } = await readLetter(store, actor, params.id, 'html')
      void reply.type(html)
      return toHtml(document, missingGlyphs(textOf(document)))
    },
  )

  app.get(
    '/api/letters/:id.pdf',
    { schema: { params: Id, response: { 200: {} } }, config: { permission: 'notice:read' } },
    async ({ actor, params }, reply) => {
      const { document } = await readLetter(store, actor, params.id, 'pdf')
      const name = encodeURIComponent(`${document.title} ${document.number}.pdf`)
      void reply.type('application/pdf').header('content-disposition', `inline; filename*=UTF-8''${name}`)
      return reply.send(await toPdf(document))
    },
  )

  app.post(
    '/api/letters/:id/delivery',
    {
      schema: { params: Id, body: DeliveryRequest, response: { 200: DeliveryDone } },
      config: { permission: 'case:handle' },
    },
    ({ actor, params, body }) => recordDelivery({ store, today: today() }, actor, params.id, body),
  )
}

function boardRoutes(app: App): void {
  const { store, policies, today } = app.context

  const rulesOf = (division: string): BoardRules => {
    const inForce = policies.on(today())
    const chosen = (name: string): number => standardOf(inForce, name, division, today())
    return {
      today: today(),
      masksNames: chosen(standardNames.masksNames) === 1,
      listsRecipients: chosen(standardNames.listsRecipients) === 1,
      namedFrom: chosen(standardNames.namedFrom),
    }
  }
  const boardOf = async (division: string, seenFrom: string): Promise<Board> => {
    const found = await store.within(seenFrom, (tx) => findBoard(tx, division, rulesOf(division)))
    const refusal: NoticeRefusal = { code: 'board-not-found' }
    if (found === undefined) throw new Refused(refusal)
    return found
  }

  app.get(
    '/api/notice-board',
    { schema: { querystring: Place, response: { 200: Board } }, config: { permission: 'signed-in' } },
    ({ actor, query }) => boardOf(query.division, actor.division),
  )

  // What hangs on the wall of a village may be read by anybody; no more of the store is open than that place.
  const open = { permission: 'anyone', rateLimit: { max: 30, timeWindow: '1 minute' } } as const
  app.get(
    '/api/public-board/:division',
    { schema: { params: Place, response: { 200: Board } }, config: open },
    ({ params }) => boardOf(params.division, params.division),
  )

  app.get(
    '/api/public-board/:division.html',
    { schema: { params: Place, response: { 200: Type.String() } }, config: open },
    async ({ params }, reply) => {
      const board = await boardOf(params.division, params.division)
      void reply.type(html)
      return boardPage(board)
    },
  )
}
