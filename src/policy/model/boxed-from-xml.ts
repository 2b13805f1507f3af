import type { Boxed, DecisionTable } from '#policy/model/model'
import type { LineIndex, SourceText } from '#policy/position'
import { report, type ProblemSink } from '#policy/problem'
import { childNamed, childrenNamed, plainName, type XmlElement } from '#policy/xml/index'

export interface ReadingPlace {
  readonly lines: LineIndex
  readonly sink: ProblemSink
}

/** Reports every child in the DMN namespace that the reader of this element does not know. */
export function noteUnsupported(element: XmlElement, known: readonly string[], place: ReadingPlace): void {
  for (const child of element.children) {
    if (!child.name.startsWith('dmn:')) continue
    const name = child.name.slice('dmn:'.length)
    if (known.includes(name)) continue
    report(place.sink, place.lines.position(child.offset), { code: 'unsupported-element', element: name })
  }
}

export function textOf(element: XmlElement): string {
  return element.content.text.trim()
}

function expressionText(element: XmlElement, place: ReadingPlace): SourceText {
  const text = childNamed(element, 'text')
  if (text !== undefined) return text.content
  report(place.sink, place.lines.position(element.offset), {
    code: 'missing-part',
    element: plainName(element),
    part: 'text',
  })
  return { text: 'null', origin: [0, 0, 0, 0, 0].map(() => element.offset) }
}

export function boxedFrom(element: XmlElement, place: ReadingPlace): Boxed | undefined {
  if (element.name === 'dmn:literalExpression') {
    noteUnsupported(element, ['text', 'description', 'extensionElements'], place)
    const language = element.attributes['expressionLanguage']
    if (language !== undefined && !/FEEL\/?$/i.test(language)) {
      const at = place.lines.position(element.offset)
      report(place.sink, at, { code: 'unsupported-element', element: `literalExpression ${language}` })
      return undefined
    }
    return { kind: 'literal', text: expressionText(element, place), offset: element.offset }
  }
  if (element.name === 'dmn:decisionTable') return tableFrom(element, place)
  if (element.name === 'dmn:context') return contextFrom(element, place)
  const at = place.lines.position(element.offset)
  report(place.sink, at, { code: 'unsupported-element', element: plainName(element) })
  return undefined
}

function contextFrom(element: XmlElement, place: ReadingPlace): Boxed | undefined {
  noteUnsupported(element, ['contextEntry', 'description', 'extensionElements'], place)
  const entries: { name: string | undefined; typeRef: string | undefined; value: Boxed }[] = []
  for (const entry of childrenNamed(element, 'contextEntry')) {
    const variable = childNamed(entry, 'variable')
    const body = entry.children.find((child) => child !== variable && child.name.startsWith('dmn:'))
    if (body === undefined) {
      const at = place.lines.position(entry.offset)
      report(place.sink, at, { code: 'missing-part', element: plainName(entry), part: 'literalExpression' })
      return undefined
    }
    const value = boxedFrom(body, place)
    if (value === undefined) return undefined
    entries.push({ name: variable?.attributes['name'], typeRef: variable?.attributes['typeRef'], value })
  }
  return { kind: 'context', entries, offset: element.offset }
}

function tableFrom(element: XmlElement, place: ReadingPlace): DecisionTable {
  noteUnsupported(element, ['input', 'output', 'annotation', 'rule', 'description', 'extensionElements'], place)
  const outputs = childrenNamed(element, 'output').map((output) => {
    noteUnsupported(output, ['outputValues', 'defaultOutputEntry', 'description', 'extensionElements'], place)
    const values = childNamed(output, 'outputValues')
    const otherwise = childNamed(output, 'defaultOutputEntry')
    return {
      name: output.attributes['name'],
      typeRef: output.attributes['typeRef'],
      values: values === undefined ? undefined : expressionText(values, place),
      otherwise: otherwise === undefined ? undefined : expressionText(otherwise, place),
      offset: output.offset,
    }
  })
  return {
    kind: 'table',
    hitPolicy: element.attributes['hitPolicy'] ?? 'UNIQUE',
    aggregation: element.attributes['aggregation'],
    inputs: childrenNamed(element, 'input').map((input) => {
      const expression = childNamed(input, 'inputExpression')
      const text = expressionText(expression ?? input, place)
      return { label: input.attributes['label'], text, offset: input.offset }
    }),
    outputs,
    annotationNames: childrenNamed(element, 'annotation').map((annotation) => annotation.attributes['name'] ?? ''),
    rules: childrenNamed(element, 'rule').map((rule) => ({
      inputs: childrenNamed(rule, 'inputEntry').map((entry) => expressionText(entry, place)),
      outputs: childrenNamed(rule, 'outputEntry').map((entry) => expressionText(entry, place)),
      annotations: childrenNamed(rule, 'annotationEntry').map(
        (entry) => childNamed(entry, 'text')?.content.text.trim() ?? '',
      ),
      offset: rule.offset,
    })),
    offset: element.offset,
  }
}
