import { cliText } from '#cli/messages.zh'
import { Refused } from '#kernel/refused'

/** A refusal in its own words, a fault by its message. */
export async function told(error: unknown): Promise<string> {
  if (!(error instanceof Refused)) return cliText.fault(error)
  // Loaded only now: a command that goes well pays nothing for the words of all modules.
  const { refusalText } = await import('#http/messages.zh')
  return refusalText(error.refusal)
}
