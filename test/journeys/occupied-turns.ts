import type { Turns } from '#kernel/turns'

/** Takes every turn and every place in the queue, however many the machine's cores allow; gives what frees them. */
export function occupyTurns(turns: Turns): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  while (turns.take(() => promise) !== undefined);
  return resolve
}
