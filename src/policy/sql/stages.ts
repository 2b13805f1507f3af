import { quoteName, term, type Term } from '#policy/sql/term'

interface Column {
  readonly name: string
  readonly text: string
  /** The stage that computes it; it can be read from the next stage on. */
  readonly stage: number
}

/**
 * Columns computed one stage after another, as nested SELECTs: whatever is used twice becomes a column, so that
 * DuckDB computes it once. Equal texts are one column.
 */
export class Stages {
  readonly #columns: Column[] = []
  readonly #byText = new Map<string, Term>()

  /** The term as a column; itself when it is a name already or depends on a lambda's variable. */
  hoist(of: Term, name?: string): Term {
    if ((of.atom && name === undefined) || of.reads.size > 0) return of
    const known = this.#byText.get(of.text)
    if (known !== undefined && name === undefined) return known
    const column = { name: name ?? `_${this.#columns.length + 1}`, text: of.text, stage: of.level }
    this.#columns.push(column)
    const hoisted: Term = { ...term(quoteName(column.name), of.type, [of]), level: of.level + 1, atom: true }
    if (known === undefined) this.#byText.set(of.text, hoisted)
    return hoisted
  }

  /** The whole query. Only what the results need is carried along. */
  select(
    source: string,
    keys: readonly string[],
    results: readonly { readonly name: string; readonly term: Term }[],
  ): string {
    const depth = results.reduce((level, result) => Math.max(level, result.term.level), 0)
    let sql = source
    for (let stage = 0; stage < depth; stage++) {
      const here = this.#columns.filter((column) => column.stage === stage)
      const list = here.map((column) => `\n  ${column.text} AS ${quoteName(column.name)}`).join(',')
      sql = `(SELECT *,${list}\nFROM ${sql})`
    }
    const columns = [
      ...keys.map(quoteName),
      ...results.map((result) => `${result.term.text} AS ${quoteName(result.name)}`),
    ]
    return `SELECT ${columns.join(', ')}\nFROM ${sql}`
  }
}
