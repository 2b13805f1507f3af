import type { FileRefusal } from '#contracts/exchange'

/** Carries a refusal of the whole file out of the readers to the one place that records it. */
export class FileRefused extends Error {
  readonly refusal: FileRefusal

  constructor(refusal: FileRefusal, options?: ErrorOptions) {
    super(refusal.code, options)
    this.name = 'FileRefused'
    this.refusal = refusal
  }
}
