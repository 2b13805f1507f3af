import type { ReasonStep } from '#contracts/policy-register'

export interface ReasonNode {
  readonly step: ReasonStep
  readonly key: string
  readonly children: readonly ReasonNode[]
}

/** The tree that a list in reading order stands for: a step lies below the last one of a smaller depth. */
export function toReasonTree(steps: readonly ReasonStep[]): ReasonNode[] {
  let next = 0
  const read = (depth: number): ReasonNode[] => {
    const nodes: ReasonNode[] = []
    for (let step = steps[next]; step !== undefined && step.depth >= depth; step = steps[next]) {
      const key = `${next}`
      next += 1
      nodes.push({ step, key, children: read(step.depth + 1) })
    }
    return nodes
  }
  return read(0)
}
