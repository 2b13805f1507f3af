import type { Block, BoardRow } from '#web/features/dispatch/board-rows.ts'

/** The part of the day that the board shows, in minutes after midnight; whole hours. */
export interface Span {
  readonly from: number
  readonly until: number
}

const usual: Span = { from: 420, until: 1140 }

/** Seven to nineteen, and longer when somebody is under way before or after. */
export function spanOf(rows: readonly BoardRow[]): Span {
  const times = rows.flatMap(({ blocks, ways }) => [
    ...blocks.flatMap((b) => [b.start, b.leave]),
    ...ways.flatMap((w) => [w.from, w.until]),
  ])
  return {
    from: times.reduce((least, at) => Math.min(least, Math.floor(at / 60) * 60), usual.from),
    until: Math.min(
      1440,
      times.reduce((most, at) => Math.max(most, Math.ceil(at / 60) * 60), usual.until),
    ),
  }
}

export function hoursOf({ from, until }: Span): number[] {
  return Array.from({ length: (until - from) / 60 + 1 }, (_, index) => from + index * 60)
}

/** Where something lies between the edges of the board, in percent; what reaches beyond is cut. */
export function placeOf(span: Span, from: number, until: number): { readonly left: string; readonly width: string } {
  const share = (at: number): number =>
    ((Math.min(span.until, Math.max(span.from, at)) - span.from) / (span.until - span.from)) * 100
  return { left: `${share(from).toFixed(3)}%`, width: `${Math.max(0, share(until) - share(from)).toFixed(3)}%` }
}

/** What is drawn as one: a visit, a break, or a round of meals from the canteen to the last door. */
export interface Drawn {
  readonly key: string
  readonly kind: 'visit' | 'break' | 'round'
  readonly blocks: readonly Block[]
  readonly start: number
  readonly leave: number
}

/** Meals lie minutes apart: those fetched at once are drawn as one round, which also can only be changed as one. */
export function drawnOf(blocks: readonly Block[]): Drawn[] {
  const drawn: Drawn[] = []
  for (const block of blocks) {
    const last = drawn.at(-1)
    const { key, start, leave } = block
    if (block.kind === 'visit' || block.kind === 'break') {
      drawn.push({ key, kind: block.kind, blocks: [block], start, leave })
    } else if (last?.kind === 'round' && block.kind === 'meal') {
      drawn[drawn.length - 1] = { ...last, blocks: [...last.blocks, block], leave: Math.max(last.leave, leave) }
    } else {
      drawn.push({ key: `round-${key}`, kind: 'round', blocks: [block], start, leave })
    }
  }
  return drawn
}
