/**
 * Reads a cell whose index is known to be within the array. One reader for each kind of array, so that the machine code
 * of each is made for one kind; the compiler inlines them.
 */
export function real(cells: Float64Array, index: number): number {
  return cells[index] ?? 0
}

/** Like `real`, of whole numbers. */
export function whole(cells: Int32Array, index: number): number {
  return cells[index] ?? 0
}

/** Like `real`, of marks. */
export function mark(cells: Uint8Array, index: number): number {
  return cells[index] ?? 0
}
