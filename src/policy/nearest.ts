/** Edit distance between two names, by characters. */
function distance(a: string, b: string): number {
  const left = Array.from(a)
  const right = Array.from(b)
  let previous = right.map((_, j) => j + 1)
  previous.unshift(0)
  left.forEach((character, i) => {
    const current = [i + 1]
    right.forEach((other, j) => {
      const change = (previous[j] ?? 0) + (character === other ? 0 : 1)
      current.push(Math.min(change, (previous[j + 1] ?? 0) + 1, (current[j] ?? 0) + 1))
    })
    previous = current
  })
  return previous.at(-1) ?? 0
}

/** At most three known words that look like the one written, best first; none when nothing is near. */
export function nearest(written: string, known: Iterable<string>): readonly string[] {
  const length = Array.from(written).length
  const shares = (word: string): boolean =>
    Array.from(word).filter((c) => written.includes(c)).length * 2 >= Array.from(word).length
  return [...new Set(known)]
    .map((word) => ({ word, distance: distance(written, word) }))
    .filter(({ word, distance: d }) => d <= Math.max(1, Math.floor(length / 2)) || (d < length && shares(word)))
    .sort((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1))
    .slice(0, 3)
    .map(({ word }) => word)
}
