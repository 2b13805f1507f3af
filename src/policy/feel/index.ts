/**
 * Pass 2a: the text of an expression as syntax. lezer-feel does the parsing; its tree becomes our own union, so that
 * every later pass is held exhaustive by the compiler. What the grammar knows and we do not is a fault with a place.
 * It resolves no names and knows no types.
 */
export { parseExpression, parseUnaryTests, type KnownNames } from '#policy/feel/parse'
export type { SyntaxFault } from '#policy/feel/read-tree'
export type { ArithmeticOp, CompareOp, Expr, Iterator, Test, UnaryTests } from '#policy/feel/syntax'
