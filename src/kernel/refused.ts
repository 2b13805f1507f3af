/**
 * A lawful or orderly "no" on its way from a command to the one place that turns it into an answer: HTTP in
 * `http/problem.ts`, the command line in `cli/main.ts`. Decisions return refusals; only commands throw them.
 */
export class Refused<R extends { readonly code: string } = { readonly code: string }> extends Error {
  readonly refusal: R
  constructor(refusal: R) {
    super(refusal.code)
    this.refusal = refusal
  }
}
