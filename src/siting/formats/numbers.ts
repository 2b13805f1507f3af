/** The numbers of a text, in order; throws, naming it, on something that is none. */
export function numbersOf(text: string): readonly number[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const number = Number(word)
      if (Number.isNaN(number)) throw new Error(`expected a number instead of ${word.slice(0, 40)}`)
      return number
    })
}
