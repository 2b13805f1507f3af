import type { BuildDone, BuildRequest, PaymentRefusal } from '#contracts/disbursement'
import type { Actor } from '#contracts/officer'
import type { DB, Store, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { formatYuan } from '#kernel/fen'
import { type Month, month, monthOf } from '#kernel/month'
import { Refused } from '#kernel/refused'
import { appendAudit, authorise, once } from '#modules/officer'
import { standardOf } from '#policy-files'
import type { EffectivePolicies } from '#policy-files/effective'
import { loadPaymentExclusions } from '#policy-files/payment-exclusions'
import {
  type BuildMeans,
  countBatch,
  deductRecoveries,
  emptyDraft,
  gatherLines,
  lockForBuild,
  markHolds,
  openWorkbench,
  repeatDecisions,
  writeLines,
} from './build-store.ts'
import { mayBuild } from './decide.ts'
import { standardNames } from './messages.zh.ts'
import { insertBatch, lockDraft, renewDraft, type StoredBatch } from './store.ts'
import { findBatchTotals } from './queries.ts'

/** What the commands need besides the officer and the request. */
export interface PaymentMeans {
  readonly store: Store
  readonly policies: EffectivePolicies
  readonly today: Day
}

export function refuse(refusal: PaymentRefusal): never {
  throw new Refused(refusal)
}

function sameProgrammes(draft: StoredBatch, wanted: BuildMeans['programmes']): boolean {
  const key = (list: BuildMeans['programmes']): string => list?.toSorted().join() ?? ''
  return key(draft.programmes) === key(wanted)
}

/** The draft of the month, emptied, or a new one; a draft of something else has to be dealt with first. */
async function openDraft(tx: Transaction<DB>, of: BuildMeans): Promise<{ id: string; isNew: boolean }> {
  const draft = await lockDraft(tx, of.county)
  if (draft === undefined) return { id: await insertBatch(tx, of), isNew: true }
  if (draft.month !== of.month || !sameProgrammes(draft, of.programmes)) {
    refuse({ code: 'payment-draft-of-another-month', month: draft.month })
  }
  await emptyDraft(tx, draft.id)
  await renewDraft(tx, draft.id, of.officerId, of.today)
  return { id: draft.id, isNew: false }
}

async function buildBatch(tx: Transaction<DB>, of: BuildMeans): Promise<string> {
  await lockForBuild(tx, of.county)
  await openWorkbench(tx)
  const draft = await openDraft(tx, of)
  const found = await gatherLines(tx, of)
  if (found === 0 && draft.isNew) refuse({ code: 'payment-nothing-new', month: of.month })
  await markHolds(tx, of)
  await deductRecoveries(tx, of.county)
  await writeLines(tx, draft.id, of)
  await repeatDecisions(tx, draft.id)
  await countBatch(tx, draft.id)
  return draft.id
}

/**
 * Makes the payment list of a county and month out of what is owed, set-based, and holds every line that somebody must
 * look at. Called again it makes the same draft anew; after the draft was approved it makes a list of only what has
 * come since: back-pay and what came back. Nobody is paid twice for a month, whoever builds.
 *
 * @law 《最低生活保障审核确认办法》第二十五条（次月起按月发放）
 */
export async function buildPaymentBatch(means: PaymentMeans, actor: Actor, request: BuildRequest): Promise<BuildDone> {
  authorise(actor, 'payment:prepare')
  const { store, policies, today } = means
  const county = actor.division
  const wanted: Month = month(request.month)
  const standard = (name: string): number => standardOf(policies, name, county, today)
  const refusal = mayBuild(wanted, monthOf(today), standard(standardNames.monthsAhead))
  if (refusal !== undefined) refuse(refusal)
  const exclusions = await loadPaymentExclusions()
  return store.within(county, (tx) =>
    once(tx, { actor, key: request.key, command: 'build-payment-batch', request }, async () => {
      const id = await buildBatch(tx, {
        county,
        month: wanted,
        programmes: request.programmes ?? null,
        exclusions,
        sharedAccount: standard(standardNames.sharedAccount),
        monthsAfterDeath: standard(standardNames.monthsAfterDeath),
        officerId: actor.officerId,
        today,
      })
      const totals = await findBatchTotals(tx, id)
      await appendAudit(tx, actor, {
        division: county,
        action: 'build-payment-batch',
        subject: `payment-batch:${id}`,
        detail: { month: wanted, lines: totals.lines, held: totals.held, total: formatYuan(totals.total) },
      })
      return { id, lines: totals.lines, held: totals.held, total: formatYuan(totals.total) }
    }),
  )
}
