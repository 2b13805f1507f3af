/** A place in a policy file, counted from 1 as editors do; a column counts UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Finds the line and column of an offset. */
export class LineIndex {
  readonly #starts: number[] = [0]

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  position(offset: number): Position {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 }
  }

  offset(line: number, column: number): number {
    return (this.#starts[line - 1] ?? 0) + column - 1
  }
}

/**
 * A text taken out of a file after decoding (`&lt;` is one character of the text and four of the file).
 * `origin[i]` is the offset in the file of the text's i-th character; it has one entry more than the text.
 */
export interface SourceText {
  readonly text: string
  readonly origin: readonly number[]
}
