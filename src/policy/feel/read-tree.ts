import type {
  ArithmeticOp,
  Argument,
  CompareOp,
  Entry,
  Expr,
  ExprNode,
  Iterator,
  Test,
  UnaryTests,
} from '#policy/feel/syntax'

/** The part of a lezer node that is read here. */
export interface TreeNode {
  readonly name: string
  readonly type: { readonly isError: boolean }
  readonly from: number
  readonly to: number
  readonly firstChild: TreeNode | null
  readonly nextSibling: TreeNode | null
}

export type SyntaxFault =
  | { readonly kind: 'syntax'; readonly from: number; readonly to: number; readonly found: string }
  | { readonly kind: 'unsupported'; readonly from: number; readonly to: number; readonly what: string }

type Stop = (fault: SyntaxFault) => never

const arithmeticOps: readonly string[] = ['+', '-', '*', '/', '**'] satisfies ArithmeticOp[]
const compareOps: readonly string[] = ['=', '!=', '<', '<=', '>', '>='] satisfies CompareOp[]

/** Turns lezer's tree into our syntax; what we do not know is a fault with its place, never dropped. */
class Reader {
  readonly #text: string
  readonly #stop: Stop

  constructor(text: string, stop: Stop) {
    this.#text = text
    this.#stop = stop
  }

  children(node: TreeNode): TreeNode[] {
    const found: TreeNode[] = []
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.name === 'LineComment' || child.name === 'BlockComment') continue
      if (child.type.isError) this.syntax(child)
      found.push(child)
    }
    return found
  }

  syntax(node: TreeNode): never {
    const found = this.#text.slice(node.from, Math.max(node.to, node.from + 12)).trim()
    return this.#stop({ kind: 'syntax', from: node.from, to: node.to, found })
  }

  source(node: TreeNode): string {
    return this.#text.slice(node.from, node.to)
  }

  /** A name as written, with runs of white space as one space. */
  name(node: TreeNode): string {
    const text = this.source(node).trim().replace(/\s+/g, ' ')
    return text.startsWith('`') && text.endsWith('`') ? text.slice(1, -1) : text
  }

  at(node: TreeNode, part: ExprNode): Expr {
    return { ...part, from: node.from, to: node.to }
  }

  expr(node: TreeNode | undefined, parent: TreeNode): Expr {
    if (node === undefined) return this.syntax(parent)
    const kids = this.children(node)
    const parts = kids.filter((kid) => /^[A-Z]|^null$/.test(kid.name) && !kid.name.endsWith('Op'))
    const [first, second, third] = parts
    switch (node.name) {
      case 'NumericLiteral':
        return this.at(node, { kind: 'number', text: this.source(node) })
      case 'StringLiteral':
        return this.at(node, { kind: 'string', value: unescape(this.source(node)) })
      case 'BooleanLiteral':
        return this.at(node, { kind: 'boolean', value: this.source(node) === 'true' })
      case 'null':
        return this.at(node, { kind: 'null' })
      case '?':
        return this.at(node, { kind: 'placeholder' })
      case 'VariableName':
        return this.at(node, { kind: 'name', name: this.name(node) })
      case 'ParenthesizedExpression':
        return { ...this.expr(first, node), from: node.from, to: node.to }
      case 'DateTimeLiteral':
        return this.dateTime(node, kids)
      case 'ArithmeticExpression':
        return this.arithmetic(node, kids)
      case 'Comparison':
        return this.comparison(node, kids)
      case 'PositiveUnaryTest':
      case 'SimplePositiveUnaryTest':
        return this.expr(first, node)
      case 'Conjunction': {
        const right = this.expr(second, node)
        const left = this.expr(first, node)
        return second?.name === 'Comparison'
          ? this.joined(node, left, right)
          : this.at(node, { kind: 'and', left, right })
      }
      case 'Disjunction':
        return this.at(node, { kind: 'or', left: this.expr(first, node), right: this.expr(second, node) })
      case 'IfExpression':
        return this.at(node, {
          kind: 'if',
          condition: this.expr(first, node),
          yes: this.expr(second, node),
          no: this.expr(third, node),
        })
      case 'PathExpression':
        return this.at(node, {
          kind: 'path',
          of: this.expr(first, node),
          name: second === undefined ? this.syntax(node) : this.name(second),
          nameFrom: second?.from ?? node.to,
        })
      case 'FilterExpression':
        return this.at(node, { kind: 'filter', of: this.expr(first, node), by: this.expr(second, node) })
      case 'FunctionInvocation':
        return this.at(node, {
          kind: 'call',
          callee: this.expr(first, node),
          arguments: second === undefined ? [] : this.callArguments(second),
        })
      case 'ForExpression':
        return this.at(node, { kind: 'for', iterators: this.iterators(first, node), body: this.expr(second, node) })
      case 'QuantifiedExpression':
        return this.at(node, {
          kind: kids[0]?.name === 'every' ? 'every' : 'some',
          iterators: this.iterators(first, node),
          body: this.expr(second, node),
        })
      case 'List':
        return this.at(node, { kind: 'list', items: parts.map((part) => this.expr(part, node)) })
      case 'Context':
        return this.at(node, { kind: 'context', entries: parts.map((part) => this.entry(part)) })
      case 'Interval':
        return this.at(node, {
          kind: 'range',
          low: this.expr(first, node),
          high: this.expr(second, node),
          lowOpen: kids[0]?.name !== '[',
          highOpen: kids.at(-1)?.name !== ']',
        })
      default:
        // Names of the grammar are lezer's, not a union of ours; an unlisted one is refused with its place.
        return this.#stop({ kind: 'unsupported', from: node.from, to: node.to, what: node.name })
    }
  }

  entry(node: TreeNode): Entry {
    const [key, value] = this.children(node).filter((kid) => /^[A-Z]|^null$/.test(kid.name))
    if (key === undefined) return this.syntax(node)
    const inner = this.children(key)[0] ?? key
    const name = inner.name === 'StringLiteral' ? unescape(this.source(inner)) : this.name(inner)
    return { name, value: this.expr(value, node) }
  }

  iterators(node: TreeNode | undefined, parent: TreeNode): Iterator[] {
    if (node === undefined) return this.syntax(parent)
    return this.children(node)
      .filter((kid) => kid.name === 'InExpression')
      .map((kid) => {
        const [name, over] = this.children(kid).filter((part) => /^[A-Z]/.test(part.name))
        if (name === undefined || over === undefined) return this.syntax(kid)
        const inner = this.children(over)
        const [low, high] = inner.filter((part) => part.name !== '..')
        const value = inner.some((part) => part.name === '..')
          ? this.at(over, {
              kind: 'range',
              low: this.expr(low, over),
              high: this.expr(high, over),
              lowOpen: false,
              highOpen: false,
            })
          : this.expr(low, over)
        return { name: this.name(name), over: value }
      })
  }

  callArguments(node: TreeNode): Argument[] {
    return this.children(node)
      .filter((kid) => /^[A-Z]|^null$/.test(kid.name))
      .map((kid) => {
        if (kid.name !== 'NamedParameter') return { value: this.expr(kid, node) }
        const [name, value] = this.children(kid).filter((part) => /^[A-Z]|^null$/.test(part.name))
        if (name === undefined) return this.syntax(kid)
        return { name: this.name(name), value: this.expr(value, kid) }
      })
  }

  dateTime(node: TreeNode, kids: readonly TreeNode[]): Expr {
    const [head, , parameters] = kids
    if (head === undefined) return this.syntax(node)
    if (head.name === 'AtLiteral') {
      const literal = this.children(head)[0]
      if (literal === undefined) return this.syntax(head)
      return this.at(node, { kind: 'at-literal', text: unescape(this.source(literal)) })
    }
    const callee = this.at(head, { kind: 'name', name: this.name(head) })
    return this.at(node, {
      kind: 'call',
      callee,
      arguments: parameters === undefined ? this.syntax(node) : this.callArguments(parameters),
    })
  }

  arithmetic(node: TreeNode, kids: readonly TreeNode[]): Expr {
    const operator = kids.find((kid) => kid.name === 'ArithOp')
    const operands = kids.filter((kid) => kid.name !== 'ArithOp')
    const op = operator === undefined ? '' : this.source(operator)
    if (operands.length === 1 && op === '-') return this.at(node, { kind: 'negate', of: this.expr(operands[0], node) })
    if (!arithmeticOps.includes(op)) return this.syntax(node)
    return this.at(node, {
      kind: 'arithmetic',
      // Checked against the list on the line above.
      op: op as ArithmeticOp,
      left: this.expr(operands[0], node),
      right: this.expr(operands[1], node),
    })
  }

  comparison(node: TreeNode, kids: readonly TreeNode[]): Expr {
    const word = kids.find((kid) => kid.name === 'CompareOp' || kid.name === 'between' || kid.name === 'in')
    const operands = kids.filter((kid) => /^[A-Z]|^null$/.test(kid.name) && kid.name !== 'CompareOp')
    const [of, second, third] = operands
    if (word?.name === 'between') {
      return this.at(node, {
        kind: 'between',
        of: this.expr(of, node),
        low: this.expr(second, node),
        high: this.expr(third, node),
      })
    }
    if (word?.name === 'in') {
      if (second === undefined) return this.syntax(node)
      const [alone] = this.children(second)
      if (second.name === 'PositiveUnaryTest' && alone !== undefined) {
        return this.testedTo(this.expr(of, node), node, alone)
      }
      const tests = this.children(second)
      return this.at(node, {
        kind: 'in',
        of: this.expr(of, node),
        tests: tests.filter((kid) => kid.name === 'PositiveUnaryTest').map((kid) => this.test(kid)),
      })
    }
    if (word === undefined) return this.syntax(node)
    return this.at(node, {
      kind: 'compare',
      op: this.compareOp(word),
      left: this.expr(of, node),
      right: this.expr(second, node),
    })
  }

  /** `P and x in A or Q`: the `or` that `testedTo` brought up binds less than this `and`. */
  joined(node: TreeNode, left: Expr, right: Expr): Expr {
    if (right.kind === 'or') return { ...right, left: this.joined(node, left, right.left), from: node.from }
    return this.at(node, { kind: 'and', left, right })
  }

  /**
   * lezer reads `x in A or B` as `x in (A or B)`. As in every other language the test ends before the `or`; whoever
   * wants the other reading writes the parentheses.
   */
  testedTo(of: Expr, node: TreeNode, test: TreeNode): Expr {
    if (test.name === 'Conjunction' || test.name === 'Disjunction') {
      const [left, right] = this.children(test).filter((kid) => /^[A-Z]|^null$/.test(kid.name))
      if (left === undefined) return this.syntax(test)
      const kind = test.name === 'Conjunction' ? 'and' : 'or'
      const first = this.testedTo(of, node, left)
      return { kind, left: first, right: this.expr(right, test), from: node.from, to: test.to }
    }
    return { kind: 'in', of, tests: [this.testOf(test)], from: node.from, to: test.to }
  }

  compareOp(node: TreeNode): CompareOp {
    const op = this.source(node)
    if (!compareOps.includes(op)) return this.syntax(node)
    // Checked against the list on the line above.
    return op as CompareOp
  }

  test(node: TreeNode): Test {
    const inner = this.children(node)[0]
    return inner === undefined ? this.syntax(node) : this.testOf(inner)
  }

  testOf(simple: TreeNode): Test {
    const place = { from: simple.from, to: simple.to }
    if (simple.name === 'SimplePositiveUnaryTest') {
      const [operator, operand] = this.children(simple)
      if (operator?.name === 'CompareOp') {
        return { kind: 'compare', op: this.compareOp(operator), value: this.expr(operand, simple), ...place }
      }
    }
    return { kind: 'value', value: this.expr(simple, simple), ...place }
  }
}

function unescape(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\(u\{([\da-fA-F]+)\}|u([\da-fA-F]{4})|.)/g, (_all, code: string, long, short) => {
      const hex = typeof long === 'string' ? long : short
      if (typeof hex === 'string') return String.fromCodePoint(Number.parseInt(hex, 16))
      if (code === 'n') return '\n'
      if (code === 't') return '\t'
      if (code === 'r') return '\r'
      return code
    })
}

export function readExpression(text: string, top: TreeNode, stop: Stop): Expr {
  const reader = new Reader(text, stop)
  const parts = reader.children(top)
  if (parts.length !== 1) return stop({ kind: 'syntax', from: 0, to: text.length, found: text.trim().slice(0, 20) })
  return reader.expr(parts[0], top)
}

export function readUnaryTests(text: string, top: TreeNode, stop: Stop): UnaryTests {
  const reader = new Reader(text, stop)
  const parts = reader.children(top)
  if (parts.some((part) => part.name === 'Wildcard')) return { kind: 'any' }
  const list = parts.find((part) => part.name === 'PositiveUnaryTests')
  if (list === undefined) return stop({ kind: 'syntax', from: 0, to: text.length, found: text.trim().slice(0, 20) })
  const tests = reader
    .children(list)
    .filter((part) => part.name === 'PositiveUnaryTest')
    .map((part) => reader.test(part))
  return { kind: 'tests', tests, negated: parts.some((part) => part.name === 'not') }
}
