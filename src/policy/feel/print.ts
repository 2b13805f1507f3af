import { isNameStart, wordEnd } from '#policy/feel/characters'
import { quote } from '#policy/feel/literal-text'
import { arithmeticOf, level, reserved } from '#policy/feel/precedence'
import type { Argument, Expr, Iterator, Test, TypeExpr, UnaryTests } from '#policy/feel/syntax'

/** Writes an expression with no more parentheses than it needs; what is parsed back is the same syntax. */
export function printExpression(expr: Expr): string {
  return write(expr, level.any)
}

export function printUnaryTests(tests: UnaryTests): string {
  if (tests.kind === 'any') return '-'
  const written = tests.tests.map(writeTest).join(', ')
  if (tests.negated) return `not(${written})`
  const [only] = tests.tests
  // Alone in a cell, a call of the function `not` would read as the negation of tests.
  return tests.tests.length === 1 && only?.kind === 'value' && isNot(only.value) ? `(${written})` : written
}

function isNot(expr: Expr): boolean {
  return expr.kind === 'call' && expr.callee.kind === 'name' && expr.callee.name === 'not'
}

function write(expr: Expr, least: number): string {
  const text = unbracketed(expr)
  return levelOf(expr) < least ? `(${text})` : text
}

function unbracketed(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return expr.text
    case 'string':
      return quote(expr.value)
    case 'boolean':
      return String(expr.value)
    case 'null':
      return 'null'
    case 'at-literal':
      return `@${quote(expr.text)}`
    case 'name':
      return writeName(expr.name)
    case 'placeholder':
      return '?'
    case 'path':
      return `${write(expr.of, level.postfix)}.${writePart(expr.name)}`
    case 'filter':
      return `${write(expr.of, level.postfix)}[${printExpression(expr.by)}]`
    case 'call':
      return `${write(expr.callee, level.postfix)}(${expr.arguments.map(writeArgument).join(', ')})`
    case 'negate':
      return `-${write(expr.of, level.sign)}`
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or': {
      const own = levelOf(expr)
      const sign = expr.kind === 'arithmetic' || expr.kind === 'compare' ? expr.op : expr.kind
      return `${write(expr.left, own)} ${sign} ${write(expr.right, own + 1)}`
    }
    case 'between': {
      const bounds = `${write(expr.low, level.additive)} and ${write(expr.high, level.additive)}`
      return `${write(expr.of, level.comparison)} between ${bounds}`
    }
    case 'in':
      return `${write(expr.of, level.comparison)} in ${writeInTests(expr.tests)}`
    case 'instance-of':
      return `${write(expr.of, level.instanceOf)} instance of ${printType(expr.type)}`
    case 'if':
      return `if ${printExpression(expr.condition)} then ${printExpression(expr.yes)} else ${printExpression(expr.no)}`
    case 'for':
      return `for ${expr.iterators.map(writeIterator).join(', ')} return ${printExpression(expr.body)}`
    case 'some':
    case 'every':
      return `${expr.kind} ${expr.iterators.map(writeIterator).join(', ')} satisfies ${printExpression(expr.body)}`
    case 'list':
      return `[${expr.items.map(printExpression).join(', ')}]`
    case 'context':
      return `{${expr.entries.map((entry) => `${writeKey(entry.name)}: ${printExpression(entry.value)}`).join(', ')}}`
    case 'function': {
      const parameters = expr.parameters.map((parameter) => {
        const name = writePart(parameter.name)
        return parameter.type === undefined ? name : `${name}: ${printType(parameter.type)}`
      })
      return `function(${parameters.join(', ')}) ${printExpression(expr.body)}`
    }
    case 'range':
      return writeRange(expr)
  }
}

function levelOf(expr: Expr): number {
  switch (expr.kind) {
    case 'if':
    case 'for':
    case 'some':
    case 'every':
    case 'function':
      return level.any
    case 'or':
    case 'and':
      return level[expr.kind]
    case 'compare':
    case 'between':
    case 'in':
      return level.comparison
    case 'arithmetic':
      return arithmeticOf.get(expr.op)?.level ?? level.any
    case 'instance-of':
      // `x instance of list < 5` would open the brackets of `list<…>`.
      return /(?:^|\W)(?:list|range|context|function)$/.test(printType(expr.type)) ? level.any : level.instanceOf
    case 'negate':
      return level.sign
    case 'number':
    case 'string':
    case 'boolean':
    case 'null':
    case 'at-literal':
    case 'name':
    case 'placeholder':
    case 'path':
    case 'filter':
    case 'call':
    case 'list':
    case 'context':
    case 'range':
      return level.postfix
  }
}

function writeRange(range: Extract<Expr, { readonly kind: 'range' }>): string {
  const { low, high } = range
  if (low === undefined) {
    return high === undefined ? '(null..null)' : `(${range.highOpen ? '<' : '<='} ${write(high, level.additive)})`
  }
  if (high === undefined) return `(${range.lowOpen ? '>' : '>='} ${write(low, level.additive)})`
  const ends = `${printExpression(low)}..${printExpression(high)}`
  return `${range.lowOpen ? '(' : '['}${ends}${range.highOpen ? ')' : ']'}`
}

function writeInTests(tests: readonly Test[]): string {
  const [only] = tests
  if (only === undefined || tests.length > 1) return `(${tests.map(writeTest).join(', ')})`
  if (only.kind === 'compare') return writeTest(only)
  const text = write(only.value, level.additive)
  // After `in`, `(< 5)` is a test in parentheses; the range is written within another pair.
  return /^\((?:[<>=]|!=)/.test(text) ? `(${text})` : text
}

function writeTest(test: Test): string {
  switch (test.kind) {
    case 'compare':
      return `${test.op} ${write(test.value, level.additive)}`
    case 'value':
      return printExpression(test.value)
  }
}

function writeArgument(argument: Argument): string {
  const value = printExpression(argument.value)
  return argument.name === undefined ? value : `${writePart(argument.name)}: ${value}`
}

function writeIterator(iterator: Iterator): string {
  const over = printExpression(iterator.over)
  return `${writePart(iterator.name)} in ${iterator.isBareRange === true ? over.slice(1, -1) : over}`
}

/** Names of several words stand as they are: who reads the text must know them in any case. */
function writePart(name: string): string {
  return isNameStart(name.codePointAt(0) ?? 0) && !/[()[\]{},:;"<>=!@]/.test(name) ? name : `\`${name}\``
}

function writeName(name: string): string {
  const isWordOfOurs = reserved.has(name) || ['null', 'true', 'false', '?'].includes(name)
  return isWordOfOurs ? `\`${name}\`` : writePart(name)
}

function writeKey(name: string): string {
  return isNameStart(name.codePointAt(0) ?? 0) && wordEnd(name, 0) === name.length ? name : quote(name)
}

export function printType(type: TypeExpr): string {
  switch (type.kind) {
    case 'named':
      return type.name
    case 'list':
    case 'range':
      return `${type.kind}<${printType(type.of)}>`
    case 'context':
      return `context<${type.fields.map((field) => `${writePart(field.name)}: ${printType(field.type)}`).join(', ')}>`
    case 'function':
      return `function<${type.parameters.map(printType).join(', ')}> -> ${printType(type.result)}`
  }
}
