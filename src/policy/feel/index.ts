/**
 * Pass 2a: the text of an expression as syntax, and syntax as text again. The parser is our own, since FEEL's names may
 * hold spaces and operators and only the names in scope tell `甲-乙` from a subtraction; what it cannot read is a fault
 * with its place, and how deep and how long a text may be is bounded. It resolves no names and knows no types.
 */
export { NameTable } from '#policy/feel/name-table'
export { parseExpression, parseType, parseUnaryTests } from '#policy/feel/parse'
export { printExpression, printType, printUnaryTests } from '#policy/feel/print'
export type { SyntaxFault } from '#policy/feel/scanner'
export type {
  ArithmeticOp,
  CompareOp,
  Expr,
  Iterator,
  Test,
  TypeExpr,
  UnaryTests,
} from '#policy/feel/syntax'
