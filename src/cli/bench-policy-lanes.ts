import type { Row } from '#policy/answer/index'
import type { BenchModel } from '#cli/bench-policy-models.zh'

/** What a model decides: the category only where there is one. */
export interface Verdict {
  readonly category: string
  readonly amount: number
}

/**
 * One engine with one model and rows that are already in the form it takes. It decides all rows of a stretch, as
 * many times over as the caller likes; what can be made ready once is ready.
 */
export interface Lane {
  readonly engine: string
  readonly decide: (from: number, until: number) => Promise<readonly Verdict[]>
}

export type LaneMaker = (model: BenchModel['name'], rows: readonly Row[]) => Lane

/** A lane for an engine that answers at once. */
export function laneOf<Input>(engine: string, inputs: readonly Input[], decide: (input: Input) => Verdict): Lane {
  return {
    engine,
    decide: (from, until) => {
      const verdicts: Verdict[] = []
      for (const input of inputs.slice(from, until)) verdicts.push(decide(input))
      return Promise.resolve(verdicts)
    },
  }
}

/** A lane for an engine that answers later; so many questions are under way at a time. */
export function laterLaneOf<Input>(
  engine: string,
  inputs: readonly Input[],
  atOnce: number,
  decide: (input: Input) => Promise<Verdict>,
): Lane {
  return {
    engine,
    decide: async (from, until) => {
      const verdicts: Verdict[] = []
      for (let start = from; start < until; start += atOnce) {
        const few = inputs.slice(start, Math.min(until, start + atOnce))
        if (few.length === 1 && few[0] !== undefined) verdicts.push(await decide(few[0]))
        else verdicts.push(...(await Promise.all(few.map(decide))))
      }
      return verdicts
    },
  }
}

/** A field of what an engine gave. */
export function fieldOf(of: unknown, name: string): unknown {
  // Any object may be asked for any name; what is there stays unknown.
  return typeof of === 'object' && of !== null ? (of as Readonly<Record<string, unknown>>)[name] : undefined
}

/** The outcome of an engine as a verdict. Throws on anything else, so that no engine wins by not answering. */
export function verdictOf(category: unknown, amount: unknown): Verdict {
  const number = typeof amount === 'string' ? Number(amount) : amount
  if (typeof number !== 'number' || Number.isNaN(number)) throw new Error(`Not an amount: ${JSON.stringify(amount)}`)
  if (category !== undefined && typeof category !== 'string')
    throw new Error(`Not a category: ${JSON.stringify(category)}`)
  return { category: category ?? '', amount: number }
}
