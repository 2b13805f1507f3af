/** A seeded source of chance: the same seed gives the same numbers on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number in [from, through]. */
  int(from: number, through: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** One of the items; throws on an empty list. */
  pick<T>(items: readonly T[]): T
  /** An independent source for one purpose, so that adding a draw elsewhere moves nothing here. */
  fork(purpose: string): Random
}

function hash(text: string, seed: number): number {
  let h = (seed >>> 0) ^ 0x9e3779b9
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x85ebca6b)
    h ^= h >>> 13
  }
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A Random after sfc32, seeded from one number. */
export function seededRandom(seed: number): Random {
  let a = hash('a', seed)
  let b = hash('b', seed)
  let c = hash('c', seed)
  let counter = 1
  const draw = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 12; i++) draw()
  return {
    next: draw,
    int: (from, through) => from + Math.floor(draw() * (through - from + 1)),
    chance: (probability) => draw() < probability,
    pick: (items) => {
      const index = Math.floor(draw() * items.length)
      const item = items[index]
      if (index >= items.length || item === undefined) throw new Error('pick from an empty list')
      return item
    },
    fork: (purpose) => seededRandom(hash(purpose, seed)),
  }
}
