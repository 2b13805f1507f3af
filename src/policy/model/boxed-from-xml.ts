import type { Boxed, BoxedNode, FormalParameter } from '#policy/model/model'
import type { ModelFile } from '#policy/model/model-file'
import { tableFrom, textWithin } from '#policy/model/table-from-xml'
import { childNamed, childrenNamed, ownChildren, type XmlElement } from '#policy/xml/index'

type Read = (element: XmlElement, file: ModelFile) => BoxedNode | undefined

/** How each boxed expression is read (DMN 1.5, 7.3 and 10.2.2), by the name of its element. */
const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['literalExpression', literalFrom],
  ['decisionTable', tableFrom],
  ['context', contextFrom],
  ['list', listFrom],
  ['relation', relationFrom],
  ['invocation', invocationFrom],
  ['functionDefinition', functionFrom],
  ['conditional', conditionalFrom],
  ['filter', filterFrom],
  ['for', loopFrom],
  ['some', quantifiedFrom('some')],
  ['every', quantifiedFrom('every')],
])

export const boxedNames: readonly string[] = [...readers.keys()]

/** Reads an expression; what cannot be read has been reported when nothing is given back. */
export function boxedFrom(element: XmlElement, file: ModelFile): Boxed | undefined {
  const read = readers.get(element.name)
  if (read === undefined) {
    file.unsupported(element)
    return undefined
  }
  const node = read(element, file)
  return node === undefined ? undefined : { ...node, typeRef: file.typeRef(element), offset: element.offset }
}

/** The expression among an element's children, if there is one. */
export function expressionWithin(element: XmlElement): XmlElement | undefined {
  return ownChildren(element).find((child) => boxedNames.includes(child.name))
}

/** The expression that an element must hold; that it holds none is reported. */
function requiredWithin(element: XmlElement, file: ModelFile): Boxed | undefined {
  const expression = expressionWithin(element)
  if (expression !== undefined) return boxedFrom(expression, file)
  // What stands in its place is an expression that we do not know, and says more than that one is missing.
  const [other] = ownChildren(element).filter(
    (child) => !['variable', 'description', 'extensionElements'].includes(child.name),
  )
  if (other === undefined) file.missing(element, 'literalExpression')
  else file.unsupported(other)
  return undefined
}

/** The expression within a child of this name. */
function partOf(element: XmlElement, name: string, file: ModelFile): Boxed | undefined {
  const part = childNamed(element, name)
  if (part !== undefined) return requiredWithin(part, file)
  file.missing(element, name)
  return undefined
}

function literalFrom(element: XmlElement, file: ModelFile): BoxedNode | undefined {
  file.noteUnknown(element, ['text'])
  const language = element.attributes.get('expressionLanguage')
  if (language === undefined || /FEEL\/?$/i.test(language)) return { kind: 'literal', text: textWithin(element, file) }
  file.unsupported(element, language)
  return undefined
}

/** All of these, or nothing if one could not be read. */
function complete<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
  const read = items.filter((item) => item !== undefined)
  return read.length === items.length ? read : undefined
}

function contextFrom(element: XmlElement, file: ModelFile): BoxedNode | undefined {
  file.noteUnknown(element, ['contextEntry'])
  const entries = complete(
    childrenNamed(element, 'contextEntry').map((entry) => {
      file.noteUnknown(entry, ['variable', ...boxedNames])
      const variable = childNamed(entry, 'variable')
      const value = requiredWithin(entry, file)
      if (value === undefined) return undefined
      const name = variable === undefined ? undefined : file.name(variable)
      return { name, typeRef: variable === undefined ? undefined : file.typeRef(variable), value }
    }),
  )
  return entries === undefined ? undefined : { kind: 'context', entries }
}

function listFrom(element: XmlElement, file: ModelFile): BoxedNode | undefined {
  const items = expressionsIn(element, file)
  return items === undefined ? undefined : { kind: 'list', items }
}

function expressionsIn(element: XmlElement, file: ModelFile): readonly Boxed[] | undefined {
  file.noteUnknown(element, boxedNames)
  const expressions = ownChildren(element).filter((child) => boxedNames.includes(child.name))
  return complete(expressions.map((child) => boxedFrom(child, file)))
}

function relationFrom(element: XmlElement, file: ModelFile): BoxedNode | undefined {
  file.noteUnknown(element, ['column', 'row'])
  const columns = childrenNamed(element, 'column').map((column) => ({
    name: file.name(column),
    typeRef: file.typeRef(column),
  }))
  const rows = complete(childrenNamed(element, 'row').map((row) => expressionsIn(row, file)))
  return rows === undefined ? undefined : { kind: 'relation', columns, rows }
}

function invocationFrom(element: XmlElement, file: ModelFile): BoxedNode | undefined {
  file.noteUnknown(element, ['binding', ...boxedNames])
  const callee = requiredWithin(element, file)
  const bindings = childrenNamed(element, 'binding').map((binding) => {
    file.noteUnknown(binding, ['parameter', ...boxedNames])
    const parameter = childNamed(binding, 'parameter')
    if (parameter === undefined) file.missing(binding, 'parameter')
    const expression = expressionWithin(binding)
    return {
      name: parameter === undefined ? '' : file.name(parameter),
      value: expression === undefined ? undefined : boxedFrom(expression, file),
      offset: binding.offset,
    }
  })
  return callee === undefined ? undefined : { kind: 'invocation', callee, bindings }
}

/** Parameters and body of a function; one in Java or PMML is refused by name. */
export function functionFrom(
  element: XmlElement,
  file: ModelFile,
): { readonly kind: 'function'; readonly parameters: readonly FormalParameter[]; readonly body: Boxed } | undefined {
  file.noteUnknown(element, ['formalParameter', ...boxedNames])
  const kind = element.attributes.get('kind') ?? 'FEEL'
  if (!/^F(?:EEL)?$/i.test(kind)) {
    file.unsupported(element, `kind="${kind}"`)
    return undefined
  }
  const body = requiredWithin(element, file)
  return body === undefined ? undefined : { kind: 'function', parameters: parametersOf(element, file), body }
}

export function parametersOf(element: XmlElement, file: ModelFile): readonly FormalParameter[] {
  return childrenNamed(element, 'formalParameter').map((parameter) => ({
    name: file.name(parameter),
    typeRef: file.typeRef(parameter),
    offset: parameter.offset,
  }))
}

function conditionalFrom(element: XmlElement, file: ModelFile): BoxedNode | undefined {
  file.noteUnknown(element, ['if', 'then', 'else'])
  const condition = partOf(element, 'if', file)
  const yes = partOf(element, 'then', file)
  const no = partOf(element, 'else', file)
  if (condition === undefined || yes === undefined || no === undefined) return undefined
  return { kind: 'conditional', condition, yes, no }
}

function filterFrom(element: XmlElement, file: ModelFile): BoxedNode | undefined {
  file.noteUnknown(element, ['in', 'match'])
  const of = partOf(element, 'in', file)
  const by = partOf(element, 'match', file)
  return of === undefined || by === undefined ? undefined : { kind: 'filter', of, by }
}

function loopFrom(element: XmlElement, file: ModelFile): BoxedNode | undefined {
  const loop = iterationFrom(element, 'return', file)
  return loop === undefined ? undefined : { kind: 'for', ...loop }
}

function quantifiedFrom(kind: 'some' | 'every'): Read {
  return (element, file) => {
    const loop = iterationFrom(element, 'satisfies', file)
    return loop === undefined ? undefined : { kind, ...loop }
  }
}

function iterationFrom(
  element: XmlElement,
  bodyName: string,
  file: ModelFile,
): { readonly iterator: string; readonly over: Boxed; readonly body: Boxed } | undefined {
  file.noteUnknown(element, ['in', bodyName])
  const iterator = file.attribute(element, 'iteratorVariable').replace(/\s+/g, ' ')
  const over = partOf(element, 'in', file)
  const body = partOf(element, bodyName, file)
  return over === undefined || body === undefined ? undefined : { iterator, over, body }
}
