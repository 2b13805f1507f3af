import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { dispatchText as say } from '#cli/dispatch.zh'
import {
  partsOf,
  type CheckAnswer,
  checkHhcrsp,
  checkOwn,
  checkSolomon,
  type PartsBefore,
  type Problem,
  readFaults,
  readHhcrsp,
  readProblem,
  readSolomon,
  readStatedPlan,
  type StatedPlan,
} from '#dispatch'

export const formats = ['json', 'solomon', 'hhcrsp'] as const
export type Format = (typeof formats)[number]

/** A file to plan for, and how it is to be read. */
export interface Asked {
  readonly file: string
  readonly format: Format
  readonly fleetFirst: boolean
}

/** Runs a reader and names the file when it throws. */
function reading<T>(file: string, read: (text: string) => T): T {
  try {
    return read(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(say.unreadable(file, cause instanceof Error ? cause.message : String(cause)), { cause })
  }
}

export function readProblemFile({ file, format, fleetFirst }: Asked): Problem {
  return reading(file, (text) => {
    switch (format) {
      case 'json':
        return readProblem(JSON.parse(text))
      case 'solomon':
        return readSolomon(text, fleetFirst)
      case 'hhcrsp':
        return readHhcrsp(text, basename(file, '.json'))
    }
  })
}

export function readPlanFile(file: string): StatedPlan {
  return reading(file, (text) => readStatedPlan(JSON.parse(text)))
}

/** Checks a plan file against its problem file with the checker of the format. */
export function checkPlanFile(asked: Asked, planFile: string, previous: string | undefined): CheckAnswer {
  const plan = readPlanFile(planFile)
  return reading(asked.file, (text) => {
    switch (asked.format) {
      case 'json': {
        const before: PartsBefore = previous === undefined ? new Map() : partsOf(readPlanFile(previous))
        return checkSound(readProblem(JSON.parse(text)), plan, before)
      }
      case 'solomon':
        return checkSolomon(text, plan, asked.fleetFirst)
      case 'hhcrsp':
        return checkHhcrsp(text, plan)
    }
  })
}

/** What is at fault in the problem cannot be in a plan, yet the plan has to say that it is left out. */
function checkSound(problem: Problem, plan: StatedPlan, before: PartsBefore): CheckAnswer {
  const sound = readFaults(problem).problem
  const planned = new Set([...sound.visits, ...(sound.meals ?? [])].map(({ id }) => id))
  const stated = new Set(plan.unserved.map(({ id }) => id))
  const faulty = [...problem.visits, ...(problem.meals ?? [])].map(({ id }) => id).filter((id) => !planned.has(id))
  const silent = faulty.filter((id) => !stated.has(id)).map((of) => ({ code: 'stop-missing', of }) as const)
  const answer = checkOwn(sound, plan, before)
  const violations = [...answer.violations, ...silent]
  return { ...answer, violations, valid: violations.length === 0, unserved: [...answer.unserved, ...new Set(faulty)] }
}
