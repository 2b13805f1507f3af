import { createHash } from 'node:crypto'
import type {
  CreateDraftRequest,
  DraftDone,
  DraftStepRequest,
  PolicyRegisterRefusal,
  RejectDraftRequest,
  SaveDraftRequest,
  SimulationSummary,
} from '#contracts/policy-register'
import type { Actor, Permission } from '#contracts/officer'
import type { DB, Store, Transaction } from '#db'
import type { Day } from '#kernel/day'
import type { Outcome } from '#kernel/outcome'
import { Refused } from '#kernel/refused'
import { appendAudit, authorise } from '#modules/officer'
import { compileFiles, type PolicyFile } from '#policy-files'
import { digestOf } from '#policy-files/effective'
import type { WarmDuckDb } from '#sweep'
import { confirmDraft, rejectDraft, saveDraft, submitDraft, withdrawDraft } from './decide.ts'
import { changedFiles, draftBase, findLaterFile, findOutdatedFile, textsFrom } from './draft-text.ts'
import type { DraftEvent, DraftFindings } from './model.ts'
import type { PolicyCalendar } from './policy-calendar.ts'
import { reviewText } from './review-draft.ts'
import { chooseSnapshot, simulateChange, summaryOf } from './simulate-change.ts'
import {
  findDraftReceipt,
  insertDraft,
  lockDraft,
  lockPolicies,
  saveDecided,
  saveDraftReceipt,
  saveDraftText,
  saveSubmitted,
  saveWithdrawn,
  type StoredDraft,
} from './store.ts'

/** What the commands need besides the officer and the request. */
export interface DraftMeans {
  readonly store: Store
  readonly policies: PolicyCalendar
  readonly duckdb: WarmDuckDb
  readonly today: () => Day
}

function refuse(refusal: PolicyRegisterRefusal): never {
  throw new Refused(refusal)
}

/**
 * Does a command once for its key, and writes it to the audit log: sent again, by a double click or a lost answer, it
 * only answers again. A key that comes with another act is refused.
 */
async function once(
  tx: Transaction<DB>,
  of: { actor: Actor; command: string; request: { readonly key: string }; id?: string },
  work: () => Promise<DraftDone & { readonly detail: Readonly<Record<string, unknown>> }>,
): Promise<DraftDone> {
  const { actor, request } = of
  const command = `${of.command}:${createHash('sm3')
    .update(JSON.stringify([of.id, request]))
    .digest('hex')}`
  const before = await findDraftReceipt(tx, actor.officerId, request.key)
  if (before !== undefined && before.command !== command) refuse({ code: 'draft-key-of-another-act' })
  if (before !== undefined) return before.answer
  const { detail, ...answer } = await work()
  await appendAudit(tx, actor, {
    division: actor.division,
    action: of.command,
    subject: `policy-draft:${answer.id}`,
    detail,
  })
  await saveDraftReceipt(tx, actor.officerId, request.key, { command, answer })
  return answer
}

/** One step of a draft: asks for the permission, locks, decides, saves, audits, in one transaction. */
async function step(
  means: DraftMeans,
  of: {
    actor: Actor
    permission: Permission
    command: string
    id: string
    request: DraftStepRequest
    /** Submitting and confirming see the policies as the decision before has left them. */
    alone?: boolean
  },
  decide: (draft: StoredDraft) => Outcome<DraftEvent, PolicyRegisterRefusal>,
  save: (tx: Transaction<DB>, draft: StoredDraft, event: DraftEvent) => Promise<number>,
): Promise<DraftDone> {
  authorise(of.actor, of.permission)
  return means.store.within(of.actor.division, (tx) =>
    once(tx, of, async () => {
      if (of.alone === true) {
        await lockPolicies(tx)
        await means.policies.refresh(tx)
      }
      const draft = await lockDraft(tx, of.id)
      if (draft === undefined) return refuse({ code: 'draft-not-found' })
      const outcome = decide(draft)
      if (!outcome.ok) return refuse(outcome.refusal)
      const [event] = outcome.events
      if (event === undefined) throw new Error(`${of.command} records nothing`)
      const version = await save(tx, draft, event)
      return { id: of.id, version, detail: { ...event, version } }
    }),
  )
}

/** Begins a draft, which says nothing new yet. */
export async function createDraft(means: DraftMeans, actor: Actor, request: CreateDraftRequest): Promise<DraftDone> {
  authorise(actor, 'policy:draft')
  if (!means.policies.latestFiles().some(({ folder }) => folder === request.folder))
    refuse({ code: 'policy-not-found' })
  return means.store.within(actor.division, (tx) =>
    once(tx, { actor, command: 'create-policy-draft', request }, async () => {
      const id = await insertDraft(tx, actor, request)
      return { id, version: 1, detail: { folder: request.folder, title: request.title } }
    }),
  )
}

/** Saves what a draft says, right or wrong: it is checked when it is submitted. */
export function saveDraftContent(
  means: DraftMeans,
  actor: Actor,
  id: string,
  request: SaveDraftRequest,
): Promise<DraftDone> {
  const { title, reason, effectiveOn } = request
  return step(
    means,
    { actor, permission: 'policy:draft', command: 'save-policy-draft', id, request },
    (draft) => saveDraft(draft, { officerId: actor.officerId, version: request.version }),
    (tx, draft) =>
      saveDraftText(tx, draft, {
        title,
        reason,
        effectiveOn,
        files: changedFiles(draftBase(means.policies, draft.files), request.content),
      }),
  )
}

function findingsOf(means: DraftMeans, draft: StoredDraft): DraftFindings {
  const { policies } = means
  const day = draft.effectiveOn ?? means.today()
  const errors: string[] = []
  const failingExamples: string[] = []
  for (const files of textsFrom(policies, draft.files, day)) {
    const review = reviewText({ files, policies: policies.on(day) }, files, (division) => division)
    errors.push(...review.errors.map(({ message }) => message))
    failingExamples.push(...review.examples.filter(({ passed }) => !passed).map(({ name }) => name))
  }
  return {
    changedFiles: draft.files.length,
    errors: [...new Set(errors)],
    failingExamples: [...new Set(failingExamples)],
    outdatedFile: findOutdatedFile(policies, draft.files),
    laterFile: findLaterFile(policies, draft.files, day),
  }
}

function textOn(means: DraftMeans, draft: StoredDraft): readonly PolicyFile[] {
  const [files] = textsFrom(means.policies, draft.files, draft.effectiveOn ?? means.today())
  return files ?? []
}

/** What a draft comes to over the newest snapshot of the author's county; undefined where there is none. */
async function simulateDraft(
  means: DraftMeans,
  actor: Actor,
  draft: StoredDraft,
): Promise<SimulationSummary | undefined> {
  const county = actor.division.slice(0, 6)
  const asOf = draft.effectiveOn
  const compilation = compileFiles(textOn(means, draft))
  if (asOf === undefined || !compilation.ok) return undefined
  try {
    const snapshot = await chooseSnapshot(means.store, county)
    const simulation = await simulateChange(means.duckdb, {
      before: means.policies.on(asOf),
      after: compilation.policies,
      snapshot,
      asOf,
      county,
      within: actor.division,
      households: { offset: 0, limit: 0 },
    })
    return summaryOf(simulation, snapshot)
  } catch (cause) {
    if (cause instanceof Refused && cause.refusal.code === 'no-population-snapshot') return undefined
    throw cause
  }
}

/** Hands a draft to a second person, with what it comes to for the people of the county. */
export async function submitDraftForConfirmation(
  means: DraftMeans,
  actor: Actor,
  id: string,
  request: DraftStepRequest,
): Promise<DraftDone> {
  authorise(actor, 'policy:draft')
  // Outside of the step, which holds a lock: a simulation takes its time. A later version is refused by its number.
  const draft = await means.store.within(actor.division, (tx) => lockDraft(tx, id))
  const simulation = draft === undefined ? undefined : await simulateDraft(means, actor, draft)
  return step(
    means,
    { actor, permission: 'policy:draft', command: 'submit-policy-draft', id, request, alone: true },
    (locked) =>
      submitDraft(
        locked,
        { officerId: actor.officerId, version: request.version },
        findingsOf(means, locked),
        means.today(),
      ),
    (tx, locked) => saveSubmitted(tx, locked, { digest: digestOf(textOn(means, locked)), simulation }),
  )
}

/** Puts a submitted draft in force from its day on; the policies of the server follow at once. */
export async function confirmSubmittedDraft(
  means: DraftMeans,
  actor: Actor,
  id: string,
  request: DraftStepRequest,
): Promise<DraftDone> {
  const done = await step(
    means,
    { actor, permission: 'policy:confirm', command: 'confirm-policy-draft', id, request, alone: true },
    (draft) =>
      confirmDraft(
        draft,
        { officerId: actor.officerId, version: request.version },
        findingsOf(means, draft),
        means.today(),
      ),
    (tx, draft) =>
      saveDecided(tx, draft, {
        status: 'confirmed',
        confirmerId: actor.officerId,
        digest: digestOf(textOn(means, draft)),
      }),
  )
  await means.policies.refresh()
  return done
}

/** Gives a submitted draft back with the reason. */
export function rejectSubmittedDraft(
  means: DraftMeans,
  actor: Actor,
  id: string,
  request: RejectDraftRequest,
): Promise<DraftDone> {
  return step(
    means,
    { actor, permission: 'policy:confirm', command: 'reject-policy-draft', id, request },
    (draft) => rejectDraft(draft, { officerId: actor.officerId, version: request.version }, request.note),
    (tx, draft) =>
      saveDecided(tx, draft, { status: 'rejected', confirmerId: actor.officerId, note: request.note.trim() }),
  )
}

/** Takes one's own draft back. */
export function withdrawOwnDraft(
  means: DraftMeans,
  actor: Actor,
  id: string,
  request: DraftStepRequest,
): Promise<DraftDone> {
  return step(
    means,
    { actor, permission: 'policy:draft', command: 'withdraw-policy-draft', id, request },
    (draft) => withdrawDraft(draft, { officerId: actor.officerId, version: request.version }),
    (tx, draft) => saveWithdrawn(tx, draft),
  )
}
