import type { TableNode } from '#policy/model/model'
import type { ModelFile } from '#policy/model/model-file'
import type { SourceText } from '#policy/position'
import { childNamed, childrenNamed, type XmlElement } from '#policy/xml/index'

type Input = TableNode['inputs'][number]
type Output = TableNode['outputs'][number]
type Rule = TableNode['rules'][number]

/** The text within an element; where there is none, that is reported. */
export function textWithin(element: XmlElement, file: ModelFile): SourceText {
  const text = childNamed(element, 'text')
  if (text !== undefined) return text.content
  file.missing(element, 'text')
  return nothingAt(element)
}

/** What stands for a text whose absence has been reported. */
function nothingAt(element: XmlElement): SourceText {
  return { text: 'null', origin: Array.from({ length: 'null'.length + 1 }, () => element.offset) }
}

/** The text within a child that may be absent. */
export function optionalText(element: XmlElement, child: string, file: ModelFile): SourceText | undefined {
  const found = childNamed(element, child)
  if (found === undefined) return undefined
  file.noteUnknown(found, ['text'])
  return textWithin(found, file)
}

export function tableFrom(element: XmlElement, file: ModelFile): TableNode {
  file.noteUnknown(element, ['input', 'output', 'annotation', 'rule'])
  return {
    kind: 'table',
    hitPolicy: element.attributes.get('hitPolicy') ?? 'UNIQUE',
    aggregation: element.attributes.get('aggregation'),
    inputs: childrenNamed(element, 'input').map((input) => inputFrom(input, file)),
    outputs: childrenNamed(element, 'output').map((output) => outputFrom(output, file)),
    annotationNames: childrenNamed(element, 'annotation').map((one) => one.attributes.get('name') ?? ''),
    rules: childrenNamed(element, 'rule').map((rule) => ruleFrom(rule, file)),
  }
}

function inputFrom(input: XmlElement, file: ModelFile): Input {
  file.noteUnknown(input, ['inputExpression', 'inputValues'])
  const expression = childNamed(input, 'inputExpression')
  if (expression === undefined) file.missing(input, 'inputExpression')
  else file.noteUnknown(expression, ['text'])
  return {
    label: input.attributes.get('label'),
    text: expression === undefined ? nothingAt(input) : textWithin(expression, file),
    typeRef: expression === undefined ? undefined : file.typeRef(expression),
    values: optionalText(input, 'inputValues', file),
    offset: input.offset,
  }
}

function outputFrom(output: XmlElement, file: ModelFile): Output {
  file.noteUnknown(output, ['outputValues', 'defaultOutputEntry'])
  return {
    name: output.attributes.get('name')?.trim().replace(/\s+/g, ' '),
    typeRef: file.typeRef(output),
    values: optionalText(output, 'outputValues', file),
    otherwise: optionalText(output, 'defaultOutputEntry', file),
    offset: output.offset,
  }
}

function ruleFrom(rule: XmlElement, file: ModelFile): Rule {
  file.noteUnknown(rule, ['inputEntry', 'outputEntry', 'annotationEntry'])
  const cells = (name: string): SourceText[] =>
    childrenNamed(rule, name).map((entry) => {
      file.noteUnknown(entry, ['text'])
      return textWithin(entry, file)
    })
  return {
    inputs: cells('inputEntry'),
    outputs: cells('outputEntry'),
    annotations: childrenNamed(rule, 'annotationEntry').map(
      (entry) => childNamed(entry, 'text')?.content.text.trim() ?? '',
    ),
    offset: rule.offset,
  }
}
