/** What a decision gives back: something to record, or a lawful reason why not. */
export type Outcome<Event, Refusal> =
  | { readonly ok: true; readonly events: readonly Event[] }
  | { readonly ok: false; readonly refusal: Refusal }

export function record<Event>(...events: readonly Event[]): Outcome<Event, never> {
  return { ok: true, events }
}

export function refuse<Refusal>(refusal: Refusal): Outcome<never, Refusal> {
  return { ok: false, refusal }
}

/** Holds a switch over a union exhaustive: a new member fails to compile here. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
