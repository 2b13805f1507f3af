import { boxedFrom, noteUnsupported, textOf } from '#policy/model/boxed-from-xml'
import type { BusinessKnowledge, Decision, InputData, ItemDefinition, Model, Requirement } from '#policy/model/model'
import { LineIndex } from '#policy/position'
import { report, type ProblemSink } from '#policy/problem'
import { childNamed, childrenNamed, plainName, readXml, type XmlElement } from '#policy/xml/index'

/** Elements of a DMN file that say nothing about a decision's value, wherever they stand. */
const silent = ['description', 'extensionElements', 'question', 'allowedAnswers', 'authorityRequirement', 'variable']

const drawn = [
  'textAnnotation',
  'association',
  'knowledgeSource',
  'elementCollection',
  'performanceIndicator',
  'organizationUnit',
]

/** Reads a DMN file. What lies outside the supported part of DMN is reported, never passed over. */
export function modelFromXml(text: string, sink: ProblemSink): Model | undefined {
  const lines = new LineIndex(text)
  const reading = readXml(text)
  if (!reading.ok) {
    report(sink, lines.position(reading.offset), { code: 'xml-malformed', detail: reading.detail })
    return undefined
  }
  const root = reading.root
  if (root.name !== 'dmn:definitions') {
    report(sink, lines.position(root.offset), { code: 'not-dmn', found: plainName(root) })
    return undefined
  }
  const read = new ModelReader(lines, sink)
  noteUnsupported(
    root,
    [
      'import',
      'itemDefinition',
      'inputData',
      'decision',
      'businessKnowledgeModel',
      'description',
      'extensionElements',
      ...drawn,
    ],
    read,
  )
  return {
    folder: sink.folder,
    file: sink.file,
    text,
    name: root.attributes['name'] ?? '',
    namespace: root.attributes['namespace'] ?? '',
    imports: childrenNamed(root, 'import').map((element) => ({
      name: element.attributes['name'] ?? '',
      namespace: element.attributes['namespace'] ?? '',
      offset: element.offset,
    })),
    types: childrenNamed(root, 'itemDefinition').map((element) => read.itemDefinition(element)),
    inputs: childrenNamed(root, 'inputData').map((element) => read.inputData(element)),
    functions: childrenNamed(root, 'businessKnowledgeModel').flatMap((element) => read.knowledge(element)),
    decisions: childrenNamed(root, 'decision').flatMap((element) => read.decision(element)),
  }
}

class ModelReader {
  readonly lines: LineIndex
  readonly sink: ProblemSink

  constructor(lines: LineIndex, sink: ProblemSink) {
    this.lines = lines
    this.sink = sink
  }

  attribute(element: XmlElement, name: string): string {
    const value = element.attributes[name]
    if (value === undefined || value === '') {
      const at = this.lines.position(element.offset)
      report(this.sink, at, { code: 'missing-part', element: plainName(element), part: name })
      return ''
    }
    return value
  }

  typeRef(element: XmlElement): string | undefined {
    return childNamed(element, 'variable')?.attributes['typeRef'] ?? element.attributes['typeRef']
  }

  itemDefinition(element: XmlElement): ItemDefinition {
    noteUnsupported(element, ['typeRef', 'allowedValues', 'typeConstraint', 'itemComponent', ...silent], this)
    return {
      name: this.attribute(element, 'name'),
      typeRef: childNamed(element, 'typeRef')?.content.text.trim(),
      isCollection: element.attributes['isCollection'] === 'true',
      components: childrenNamed(element, 'itemComponent').map((component) => this.itemDefinition(component)),
      offset: element.offset,
    }
  }

  inputData(element: XmlElement): InputData {
    noteUnsupported(element, silent, this)
    return {
      id: element.attributes['id'] ?? '',
      name: this.attribute(element, 'name'),
      typeRef: this.typeRef(element),
      offset: element.offset,
    }
  }

  requirements(element: XmlElement): Requirement[] {
    const parts = [
      ...childrenNamed(element, 'informationRequirement'),
      ...childrenNamed(element, 'knowledgeRequirement'),
    ]
    return parts
      .flatMap((part) => part.children)
      .filter((part) => ['dmn:requiredInput', 'dmn:requiredDecision', 'dmn:requiredKnowledge'].includes(part.name))
      .map((part) => ({ href: this.attribute(part, 'href'), offset: part.offset }))
  }

  decision(element: XmlElement): Decision[] {
    const logicNames = ['literalExpression', 'decisionTable', 'context']
    noteUnsupported(element, ['informationRequirement', 'knowledgeRequirement', ...logicNames, ...silent], this)
    const name = this.attribute(element, 'name')
    const logic = element.children.find((child) => logicNames.some((known) => child.name === `dmn:${known}`))
    if (logic === undefined) {
      const at = this.lines.position(element.offset)
      report(
        this.sink,
        at,
        { code: 'missing-part', element: plainName(element), part: logicNames.join(' | ') },
        { decision: name },
      )
      return []
    }
    const boxed = boxedFrom(logic, this)
    if (boxed === undefined) return []
    const description = childNamed(element, 'description')
    return [
      {
        id: element.attributes['id'] ?? '',
        name,
        typeRef: this.typeRef(element),
        description: description === undefined ? undefined : textOf(description),
        requires: this.requirements(element),
        logic: boxed,
        offset: element.offset,
      },
    ]
  }

  knowledge(element: XmlElement): BusinessKnowledge[] {
    noteUnsupported(element, ['encapsulatedLogic', 'knowledgeRequirement', ...silent], this)
    const body = childNamed(element, 'encapsulatedLogic')
    const logic = body?.children.find((child) => child.name !== 'dmn:formalParameter' && child.name.startsWith('dmn:'))
    const kind = body?.attributes['kind'] ?? 'FEEL'
    if (body === undefined || logic === undefined || kind !== 'FEEL') {
      const at = this.lines.position(element.offset)
      const part = kind === 'FEEL' ? 'encapsulatedLogic' : `kind="FEEL"`
      report(this.sink, at, { code: 'missing-part', element: plainName(element), part })
      return []
    }
    const boxed = boxedFrom(logic, this)
    if (boxed === undefined) return []
    return [
      {
        id: element.attributes['id'] ?? '',
        name: this.attribute(element, 'name'),
        parameters: childrenNamed(body, 'formalParameter').map((parameter) => ({
          name: this.attribute(parameter, 'name'),
          typeRef: parameter.attributes['typeRef'],
          offset: parameter.offset,
        })),
        requires: this.requirements(element),
        logic: boxed,
        offset: element.offset,
      },
    ]
  }
}
