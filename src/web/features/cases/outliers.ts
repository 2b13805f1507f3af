/** From how large a share of the median a value is worth a second look. */
const noticeable = 0.5

/** A number as it is written with separators; undefined for anything else. */
export function numberOf(text: string | null): number | undefined {
  if (text === null) return undefined
  const number = Number(text.replaceAll(',', ''))
  return text.trim() === '' || Number.isNaN(number) ? undefined : number
}

/** The value in the middle; between the two middle ones where they are even in number. */
export function medianOf(numbers: readonly number[]): number | undefined {
  const ordered = numbers.toSorted((one, other) => one - other)
  const middle = ordered.length / 2
  const [low, high] = [ordered[Math.ceil(middle) - 1], ordered[Math.floor(middle)]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

/** Whether a value is far from the group's median. Two are no group: they only differ from each other. */
export function deviationOf(value: string | null, group: readonly (string | null)[]): 'high' | 'low' | undefined {
  const numbers = group.map(numberOf).filter((number) => number !== undefined)
  const [own, median] = [numberOf(value), medianOf(numbers)]
  if (own === undefined || median === undefined || numbers.length < 3 || median === 0) return undefined
  const share = (own - median) / Math.abs(median)
  return share > noticeable ? 'high' : share < -noticeable ? 'low' : undefined
}
