import type { Store } from '#db'
import type { Day } from '#kernel/day'
import type { EffectivePolicies } from '#policy-files/effective'
import type { WarmDuckDb } from '#sweep'
import { assess, type Assessment, type Subject } from './finding.ts'

interface Means {
  readonly store: Store
  readonly duckdb: WarmDuckDb
}

interface Asked {
  readonly subject: Subject
  readonly answer: (assessment: Assessment | undefined) => void
  readonly fail: (fault: unknown) => void
}

/** Who waits, by what is common to their questions. */
const lines = new WeakMap<WarmDuckDb, Map<string, Asked[]>>()

/**
 * What the policies say about one household now. Making a row costs nearly the same for one household as for a hundred,
 * so that whoever asks while another question is under way is answered together with all who have come meanwhile: nobody
 * waits for more than the question before and their own.
 */
export function askAbout(
  means: Means,
  policies: EffectivePolicies,
  of: { readonly county: string; readonly asOf: Day; readonly subject: Subject },
): Promise<Assessment | undefined> {
  const { county, asOf, subject } = of
  const ofProcess = lines.get(means.duckdb) ?? new Map<string, Asked[]>()
  lines.set(means.duckdb, ofProcess)
  const key = `${county} ${asOf} ${policies.digest}`
  return new Promise((answer, fail) => {
    const waiting = ofProcess.get(key)
    if (waiting !== undefined) {
      waiting.push({ subject, answer, fail })
      return
    }
    const line: Asked[] = [{ subject, answer, fail }]
    ofProcess.set(key, line)
    const serve = async (): Promise<void> => {
      while (line.length > 0) await answerAll(means, policies, { county, asOf }, line.splice(0))
      ofProcess.delete(key)
    }
    void serve()
  })
}

/** Never throws: each who asked is answered or told of the fault. What breaks for many is asked for each alone. */
async function answerAll(
  means: Means,
  policies: EffectivePolicies,
  of: { readonly county: string; readonly asOf: Day },
  asked: readonly Asked[],
): Promise<void> {
  try {
    const found = await assess(means, policies, { ...of, subjects: asked.map(({ subject }) => subject) })
    for (const { subject, answer } of asked) answer(found.get(subject))
  } catch (fault) {
    const [first, ...others] = asked
    if (others.length === 0) first?.fail(fault)
    else for (const one of asked) await answerAll(means, policies, of, [one])
  }
}
