import { parser, trackVariables } from 'lezer-feel'
import { readExpression, readUnaryTests, type SyntaxFault, type TreeNode } from '#policy/feel/read-tree'
import type { Expr, UnaryTests } from '#policy/feel/syntax'

export type Parsing<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: SyntaxFault }

/**
 * What the parser must know of names in scope: a name with spaces or operators in it (`家庭 人口`, `甲-乙`) can only
 * be told from an expression by someone who knows the name.
 */
export type KnownNames = Readonly<Record<string, unknown>>

function parse(text: string, top: 'Expression' | 'UnaryTests', names: KnownNames): TreeNode {
  return parser.configure({ top, contextTracker: trackVariables(names) }).parse(text).topNode
}

function guarded<T>(text: string, read: () => T): Parsing<T> {
  try {
    return { ok: true, value: read() }
  } catch (fault) {
    if (fault instanceof ReadFault) return { ok: false, fault: fault.fault }
    throw new Error(`The FEEL reader failed on: ${text}`, { cause: fault })
  }
}

/** Carries a syntax fault out of the recursion; it never leaves this file. */
class ReadFault extends Error {
  readonly fault: SyntaxFault

  constructor(fault: SyntaxFault) {
    super(fault.kind)
    this.fault = fault
  }
}

function stop(fault: SyntaxFault): never {
  throw new ReadFault(fault)
}

export function parseExpression(text: string, names: KnownNames): Parsing<Expr> {
  return guarded(text, () => readExpression(text, parse(text, 'Expression', names), stop))
}

export function parseUnaryTests(text: string, names: KnownNames): Parsing<UnaryTests> {
  return guarded(text, () => readUnaryTests(text, parse(text, 'UnaryTests', names), stop))
}
