import { regexNodes, waysToMatch, type RegexNode } from '#policy/answer/regex-nodes'
import { spend } from '#policy/value/index'

/** Where a pattern was found, and the texts of its groups, the whole first. */
export interface Found {
  readonly index: number
  readonly groups: readonly (string | undefined)[]
}

/** More ways than these a backtracking search is not left to try. */
const mostWays = 1_000_000
/** Patterns that repeat much at a time are not written out further. */
const longestProgram = 20_000

const trees = new WeakMap<RegExp, RegexNode | undefined>()

/**
 * All places of a pattern in a text, or the first; null where it cannot be told in bounded time. A pattern such as
 * `(a+)+$` keeps JavaScript's own search busy for ever, so that one with many ways to match is looked for in all ways
 * at once, a character after the other.
 */
export function search(regex: RegExp, text: string, most: number): readonly Found[] | null {
  if (!trees.has(regex)) trees.set(regex, regexNodes(regex.source))
  const tree = trees.get(regex)
  const ways = tree === undefined ? mostWays : waysToMatch(tree, text.length)
  if (ways * (text.length + 1) <= mostWays || (tree === undefined && text.length < 100)) {
    spend(text.length >> 3)
    const every = regex.global ? text.matchAll(regex) : [regex.exec(text)]
    return [...every].flatMap((match) => (match === null ? [] : [{ index: match.index, groups: [...match] }]))
  }
  const program = tree === undefined ? undefined : programOf(tree)
  return program === undefined ? null : searchInAllWays(program, regex.flags, text, most)
}

/** One step of a program; `go` and `or` are places in it, the first preferred. */
type Step =
  | { readonly kind: 'character'; readonly pattern: string }
  | { readonly kind: 'edge'; readonly at: 'start' | 'end' }
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'fork'; go: number; or: number }
  | { readonly kind: 'found' }

function programOf(tree: RegexNode): readonly Step[] | undefined {
  const steps: Step[] = []
  const add = (of: RegexNode): void => {
    if (steps.length > longestProgram) return
    switch (of.kind) {
      case 'character':
      case 'edge':
        steps.push(of)
        return
      case 'group':
        steps.push({ kind: 'save', slot: of.number * 2 })
        add(of.of)
        steps.push({ kind: 'save', slot: of.number * 2 + 1 })
        return
      case 'sequence':
        for (const part of of.parts) add(part)
        return
      case 'choice':
        addChoice(of.parts)
        return
      case 'repeat':
        addRepeat(of)
    }
  }
  const fork = (): Extract<Step, { kind: 'fork' }> => {
    const step: Extract<Step, { kind: 'fork' }> = { kind: 'fork', go: steps.length + 1, or: steps.length + 1 }
    steps.push(step)
    return step
  }
  const leave = (step: Extract<Step, { kind: 'fork' }>, greedy: boolean): void => {
    if (greedy) step.or = steps.length
    else {
      step.or = step.go
      step.go = steps.length
    }
  }
  const addChoice = (parts: readonly RegexNode[]): void => {
    const ends: Extract<Step, { kind: 'fork' }>[] = []
    for (const [index, part] of parts.entries()) {
      const choose = index < parts.length - 1 ? fork() : undefined
      add(part)
      if (choose === undefined) continue
      ends.push(fork())
      leave(choose, true)
    }
    for (const end of ends) {
      end.go = steps.length
      end.or = steps.length
    }
  }
  const addRepeat = ({ of, least, most, greedy }: Extract<RegexNode, { kind: 'repeat' }>): void => {
    for (let time = 0; time < least && steps.length <= longestProgram; time += 1) add(of)
    if (most === Infinity) {
      const again = fork()
      const from = steps.length - 1
      add(of)
      const back = fork()
      back.go = from
      back.or = from
      leave(again, greedy)
      return
    }
    const forks: Extract<Step, { kind: 'fork' }>[] = []
    for (let time = least; time < most && steps.length <= longestProgram; time += 1) {
      forks.push(fork())
      add(of)
    }
    for (const one of forks) leave(one, greedy)
  }
  steps.push({ kind: 'save', slot: 0 })
  add(tree)
  steps.push({ kind: 'save', slot: 1 }, { kind: 'found' })
  return steps.length > longestProgram ? undefined : steps
}

/** A place in the program, and where the groups began and ended on the way there. */
interface Thread {
  readonly at: number
  readonly saved: readonly (number | undefined)[]
}

function searchInAllWays(program: readonly Step[], flags: string, text: string, most: number): readonly Found[] {
  const own = flags.replace(/[gm]/g, '')
  const tests = program.map((step) =>
    step.kind === 'character' ? new RegExp(`^(?:${step.pattern})$`, own) : undefined,
  )
  const found: Found[] = []
  let from = 0
  while (from <= text.length && found.length < most) {
    const saved = firstFrom(program, tests, text, from, flags.includes('m'))
    const [start, end] = saved ?? []
    if (saved === undefined || start === undefined || end === undefined) break
    const groups = Array.from({ length: saved.length >> 1 }, (_, group) => {
      const [low, high] = [saved[group * 2], saved[group * 2 + 1]]
      return low === undefined || high === undefined ? undefined : text.slice(low, high)
    })
    found.push({ index: start, groups })
    from = end > start ? end : end + (String.fromCodePoint(text.codePointAt(end) ?? 0).length || 1)
  }
  return found
}

function firstFrom(
  program: readonly Step[],
  tests: readonly (RegExp | undefined)[],
  text: string,
  from: number,
  lines: boolean,
): readonly (number | undefined)[] | undefined {
  const isEdge = (at: 'start' | 'end', place: number): boolean => {
    if (place === (at === 'start' ? 0 : text.length)) return true
    return lines && /[\n\r\u2028\u2029]/.test(text.charAt(at === 'start' ? place - 1 : place))
  }
  /** The threads that a place leads to without a character, the preferred first. */
  const follow = (start: Thread, place: number, into: Thread[], seen: Set<number>): void => {
    const waiting = [start]
    for (let thread = waiting.pop(); thread !== undefined; thread = waiting.pop()) {
      const step = program[thread.at]
      if (step === undefined || seen.has(thread.at)) continue
      seen.add(thread.at)
      spend(1)
      if (step.kind === 'fork') {
        waiting.push({ ...thread, at: step.or }, { ...thread, at: step.go })
      } else if (step.kind === 'save') {
        const saved = thread.saved.slice()
        saved[step.slot] = place
        waiting.push({ at: thread.at + 1, saved })
      } else if (step.kind === 'edge') {
        if (isEdge(step.at, place)) waiting.push({ ...thread, at: thread.at + 1 })
      } else into.push(thread)
    }
  }
  let threads: Thread[] = []
  let best: Thread | undefined
  for (let place = from; ; ) {
    const seen = new Set<number>()
    const now: Thread[] = []
    for (const thread of threads) follow(thread, place, now, seen)
    if (best === undefined) follow({ at: 0, saved: [] }, place, now, seen)
    const character = place < text.length ? String.fromCodePoint(text.codePointAt(place) ?? 0) : undefined
    threads = []
    for (const thread of now) {
      if (program[thread.at]?.kind === 'found') {
        best = thread
        break
      }
      if (character !== undefined && tests[thread.at]?.test(character) === true) {
        threads.push({ ...thread, at: thread.at + 1 })
      }
    }
    if (character === undefined || (threads.length === 0 && best !== undefined)) return best?.saved
    place += character.length
  }
}
