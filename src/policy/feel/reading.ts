import { builtinNames } from '#policy/checked/builtin-names'
import { NameTable, type NameMatch } from '#policy/feel/name-table'
import { longer } from '#policy/feel/names-in-text'
import { level } from '#policy/feel/precedence'
import { ReadFault, type Scanner } from '#policy/feel/scanner'
import type { Expr, ExprNode } from '#policy/feel/syntax'

const builtins = new NameTable(builtinNames)

/** Brackets within brackets, counting every construct that has an expression within it. */
const maxNesting = 200

/** The height of the tree: a chain of operators makes it higher too, and later passes walk it by recursion. */
const maxHeight = 500

/** Reads an expression whose operators bind at least this tightly. */
type ReadOperators = (reading: Reading, least: number) => Expr

/** One text being read: where the scanner is, which names are in scope there, and how deep it is. */
export class Reading {
  readonly scanner: Scanner
  names: NameTable
  /** Keys of contexts anywhere earlier in the text: they may be meant in a path or a filter. */
  readonly keys = new NameTable([])
  nesting = 0
  /** The height of what was read since it was last set to nothing. */
  height = 0
  filters = 0
  /** At this nesting stands the upper end of a range, where `[` may close `]1..2[`. */
  rangeEndAt = 0
  readonly #operators: ReadOperators

  constructor(scanner: Scanner, names: NameTable, operators: ReadOperators) {
    this.scanner = scanner
    this.names = names
    this.#operators = operators
  }

  expression(): Expr {
    return this.nested(() => this.#operators(this, level.or))
  }

  /** An expression without comparisons, `and` and `or` outside of brackets. */
  sum(): Expr {
    return this.nested(() => this.#operators(this, level.additive))
  }

  readonly nested = <T>(read: () => T): T => {
    if (this.nesting === maxNesting) this.#tooDeep(maxNesting)
    this.nesting++
    const value = read()
    this.nesting--
    return value
  }

  /** A node that ends where the scanner stands, over everything that the height counts. */
  node(from: number, node: ExprNode): Expr {
    this.height++
    if (this.height > maxHeight) this.#tooDeep(maxHeight)
    return { ...node, from, to: this.scanner.last }
  }

  within<T>(names: NameTable, read: () => T): T {
    const around = this.names
    this.names = names
    const value = read()
    this.names = around
    return value
  }

  /** The longest name of several words that stands here and is known here. */
  known(): NameMatch | undefined {
    const { text, from, to } = this.scanner
    const known = longer(this.names.longest(text, from, to), builtins.longest(text, from, to))
    return this.filters === 0 ? known : longer(known, this.keys.longest(text, from, to))
  }

  #tooDeep(limit: number): never {
    throw new ReadFault({ kind: 'too-deep', from: this.scanner.from, to: this.scanner.to, limit })
  }
}
