/** The box in which a signature is drawn, in the units of its path. */
export const signatureBox = { width: 300, height: 100 } as const

/** Numbers of one command: a point, or a control point and a point. */
const numbersOf = { M: 2, L: 2, Q: 4 } as const

/**
 * A signature's path as it may be drawn, or undefined when it is none: both the page and the PDF would stumble over a
 * path that stops in the middle.
 */
export function drawableStroke(path: string): string | undefined {
  const commands = path.trim().split(/(?=[MLQ])/)
  const drawn: string[] = []
  for (const command of commands) {
    const letter = command.charAt(0)
    if (letter !== 'M' && letter !== 'L' && letter !== 'Q') return undefined
    const numbers = command
      .slice(1)
      .split(/[\s,]+/)
      .filter((text) => text !== '')
    const isWhole = numbers.length > 0 && numbers.length % numbersOf[letter] === 0
    if (!isWhole || !numbers.every((text) => /^-?\d{1,4}(?:\.\d{1,4})?$/.test(text))) return undefined
    drawn.push(`${letter}${numbers.join(' ')}`)
  }
  return drawn[0]?.startsWith('M') === true ? drawn.join(' ') : undefined
}
