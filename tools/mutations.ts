import { parseSync, Visitor } from 'vite'

/** One place of a source text in other words; the text outside `start` and `end` stays. */
export interface Mutation {
  readonly start: number
  readonly end: number
  readonly replacement: string
  /** What kind of slip it imitates, such as `comparison` or `guard removed`. */
  readonly kind: string
}

const comparisons: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
}
const sums: Readonly<Record<string, string>> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '**': '*' }
const joins: Readonly<Record<string, string>> = { '&&': '||', '||': '&&', '??': '&&' }
const methods: Readonly<Record<string, string>> = { some: 'every', every: 'some', max: 'min', min: 'max' }

/** Words and signs of SQL inside a text; each stands alone between spaces, so that prose is left as it is. */
const sqlWords: Readonly<Record<string, string>> = {
  AND: 'OR',
  OR: 'AND',
  'IS NULL': 'IS NOT NULL',
  'IS NOT NULL': 'IS NULL',
  TRUE: 'FALSE',
  FALSE: 'TRUE',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '=': '<>',
  '+': '-',
  '-': '+',
  least: 'greatest',
  greatest: 'least',
}
const sqlWord = /(?<=^|[\s(])(?:IS NOT NULL|IS NULL|AND|OR|TRUE|FALSE|<=|>=|[<>=+-]|least|greatest)(?=$|[\s),(])/g

/** Every slip that one could make in a text of TypeScript; types, imports and names are left as they are. */
export function mutationsOf(file: string, text: string): readonly Mutation[] {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} does not parse`)
  const found: Mutation[] = []
  const left: { readonly start: number; readonly end: number }[] = []
  const leave = (node: { readonly start: number; readonly end: number }): void => void left.push(node)
  const add = (start: number, end: number, replacement: string, kind: string): void =>
    void found.push({ start, end, replacement, kind })
  const negate = ({ start, end }: { readonly start: number; readonly end: number }): void =>
    add(start, end, `!(${text.slice(start, end)})`, 'condition negated')
  const exchange = (
    from: number,
    until: number,
    operator: string,
    by: Readonly<Record<string, string>>,
    kind: string,
  ) => {
    const start = text.indexOf(operator, from)
    const other = by[operator]
    if (other !== undefined && start >= 0 && start < until) add(start, start + operator.length, other, kind)
  }
  const inText = (start: number, end: number): void => {
    for (const match of text.slice(start, end).matchAll(sqlWord)) {
      const other = sqlWords[match[0]]
      const at = start + match.index
      if (other !== undefined) add(at, at + match[0].length, other, 'word of SQL')
    }
  }

  new Visitor({
    ImportDeclaration: leave,
    ExportNamedDeclaration: (node) => node.source !== null && leave(node),
    TSTypeAliasDeclaration: leave,
    TSInterfaceDeclaration: leave,
    TSTypeAnnotation: leave,
    TSTypeParameterInstantiation: leave,
    TSAsExpression: ({ typeAnnotation }) => leave(typeAnnotation),
    TSSatisfiesExpression: ({ typeAnnotation }) => leave(typeAnnotation),
    // What is thrown on a broken assumption is for us to read; nothing depends on its words.
    ThrowStatement: leave,
    BinaryExpression: ({ left: first, right, operator }) => {
      exchange(first.end, right.start, operator, comparisons, 'comparison')
      exchange(first.end, right.start, operator, sums, 'arithmetic')
    },
    LogicalExpression: ({ left: first, right, operator }) =>
      exchange(first.end, right.start, operator, joins, 'and, or, default'),
    UnaryExpression: ({ operator, start, argument }) => {
      if (operator === '!') add(start, argument.start, '', 'condition negated')
    },
    IfStatement: ({ test, consequent, alternate, start, end }) => {
      negate(test)
      const only = consequent.type === 'BlockStatement' ? consequent.body.at(-1) : consequent
      const leaves = only?.type === 'ReturnStatement' || only?.type === 'ContinueStatement'
      if (alternate === null && leaves) add(start, end, ';', 'guard removed')
    },
    ConditionalExpression: ({ test }) => negate(test),
    ExpressionStatement: ({ expression, start, end }) => {
      if (expression.type === 'CallExpression') add(start, end, ';', 'call removed')
    },
    ArrayExpression: ({ elements, start, end }) => {
      if (elements.length > 0) add(start, end, '[]', 'list emptied')
    },
    MemberExpression: ({ property }) => {
      if (property.type === 'Identifier') exchange(property.start, property.end, property.name, methods, 'other method')
    },
    Literal: ({ value, start, end }) => {
      if (typeof value === 'boolean') add(start, end, String(!value), 'constant')
      else if (typeof value === 'number') add(start, end, String(value + 1), 'constant')
      else if (typeof value === 'string') inText(start + 1, end - 1)
    },
    TemplateElement: ({ start, end }) => inText(start, end),
  }).visit(program)
  return found.filter((one) => !left.some(({ start, end }) => start <= one.start && one.end <= end))
}

/** The text with one place in other words. */
export function mutated(text: string, { start, end, replacement }: Mutation): string {
  return `${text.slice(0, start)}${replacement}${text.slice(end)}`
}
