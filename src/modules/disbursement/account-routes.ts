import Type from 'typebox'
import {
  AccountDecision,
  AccountList,
  AccountRejection,
  AccountRequest,
  PaymentDone,
  RecoveryList,
  RecoveryPayment,
  RecoveryPlan,
} from '#contracts/disbursement'
import type { App } from '#http/app'
import { confirmAccount, enterAccount, rejectAccount } from './account-commands.ts'
import type { PaymentMeans } from './build.ts'
import { listAccounts, listRecoveries } from './list-queries.ts'
import { planRecovery, receiveRecoveryPayment } from './recovery-commands.ts'

const Digits = Type.String({ pattern: '^[0-9]{1,18}$' })
const Id = Type.Object({ id: Digits })

/** Accounts of payees, and what is to be given back. */
export function accountRoutes(app: App): void {
  const { store, policies, today } = app.context
  const means = (): PaymentMeans => ({ store, policies: policies.on(today()), today: today() })

  app.get(
    '/api/payment-accounts',
    {
      schema: {
        querystring: Type.Object({
          person: Type.Optional(Digits),
          status: Type.Optional(Type.Literal('waiting')),
        }),
        response: { 200: AccountList },
      },
      config: { permission: 'payment:read' },
    },
    async ({ actor, query }) => ({ items: await store.within(actor.division, (tx) => listAccounts(tx, query)) }),
  )

  app.post(
    '/api/payment-accounts',
    { schema: { body: AccountRequest, response: { 200: PaymentDone } }, config: { permission: 'account:edit' } },
    ({ actor, body }) => enterAccount(means(), actor, body),
  )

  app.post(
    '/api/payment-accounts/:id/confirm',
    {
      schema: { params: Id, body: AccountDecision, response: { 200: PaymentDone } },
      config: { permission: 'account:confirm' },
    },
    ({ actor, params, body }) => confirmAccount(means(), actor, params.id, body),
  )

  app.post(
    '/api/payment-accounts/:id/reject',
    {
      schema: { params: Id, body: AccountRejection, response: { 200: PaymentDone } },
      config: { permission: 'account:confirm' },
    },
    ({ actor, params, body }) => rejectAccount(means(), actor, params.id, body),
  )

  app.get(
    '/api/recoveries',
    {
      schema: {
        querystring: Type.Object({ household: Type.Optional(Digits) }),
        response: { 200: RecoveryList },
      },
      config: { permission: 'payment:read' },
    },
    async ({ actor, query }) => ({ items: await store.within(actor.division, (tx) => listRecoveries(tx, query)) }),
  )

  app.post(
    '/api/recoveries/:id/plan',
    {
      schema: { params: Id, body: RecoveryPlan, response: { 200: PaymentDone } },
      config: { permission: 'payment:prepare' },
    },
    ({ actor, params, body }) => planRecovery(means(), actor, params.id, body),
  )

  app.post(
    '/api/recoveries/:id/payments',
    {
      schema: { params: Id, body: RecoveryPayment, response: { 200: PaymentDone } },
      config: { permission: 'payment:prepare' },
    },
    ({ actor, params, body }) => receiveRecoveryPayment(means(), actor, params.id, body),
  )
}
