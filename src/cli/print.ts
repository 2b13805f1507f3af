import { cliText } from '#cli/messages.zh'

/** Writes the answer of a command: as one line of JSON, or as text. */
export function print(asJson: boolean, value: unknown, text: string): void {
  process.stdout.write(`${asJson ? JSON.stringify(value) : text}\n`)
}

/** Reads a whole number within its bounds, or says which option is none. */
export function readWhole(name: string, text: string, from: number, through: number): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < from || number > through) throw new Error(cliText.badNumber(name, text))
  return number
}
