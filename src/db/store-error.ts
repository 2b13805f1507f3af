import { describeStoreFault, type StoreFault } from '#db/messages.zh'

/** The store cannot be opened or used; the message is written for the person at the machine. */
export class StoreError extends Error {
  readonly fault: StoreFault

  constructor(fault: StoreFault, options?: ErrorOptions) {
    super(describeStoreFault(fault), options)
    this.name = 'StoreError'
    this.fault = fault
  }
}
