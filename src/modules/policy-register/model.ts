import type { DraftStatus } from '#contracts/policy-register'
import type { Day } from '#kernel/day'

/** A draft as its decisions see it. */
export interface Draft {
  readonly status: DraftStatus
  readonly authorId: string
  readonly version: number
  readonly effectiveOn: Day | undefined
}

/** What has been found out about the text of a draft before somebody decides on it. */
export interface DraftFindings {
  /** How many files differ from what they were made from. */
  readonly changedFiles: number
  readonly errors: readonly string[]
  /** Names of worked examples whose answer is not the expected one. */
  readonly failingExamples: readonly string[]
  /** A file that a confirmed change has altered since. */
  readonly outdatedFile: string | undefined
  /** A file whose confirmed change comes into force after the draft would. */
  readonly laterFile: { readonly file: string; readonly effectiveOn: Day } | undefined
}

export type DraftEvent =
  | { readonly type: 'draft-saved' }
  | { readonly type: 'draft-submitted' }
  | { readonly type: 'draft-withdrawn' }
  | { readonly type: 'draft-confirmed'; readonly effectiveOn: Day }
  | { readonly type: 'draft-rejected'; readonly note: string }
