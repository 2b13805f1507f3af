import { boxedFrom, boxedNames, expressionWithin, functionFrom, parametersOf } from '#policy/model/boxed-from-xml'
import type {
  BusinessKnowledge,
  Decision,
  DecisionService,
  Import,
  InputData,
  ItemDefinition,
  Model,
  Requirement,
} from '#policy/model/model'
import { ModelFile } from '#policy/model/model-file'
import { optionalText } from '#policy/model/table-from-xml'
import type { ProblemSink } from '#policy/problem'
import { childNamed, childrenNamed, isDmn, readXml, type XmlElement } from '#policy/xml/index'

/** Elements beside the decisions that say nothing about a value: drawings, sources, organisations. */
const beside = [
  'artifact',
  'association',
  'businessContextElement',
  'elementCollection',
  'group',
  'knowledgeSource',
  'organizationUnit',
  'performanceIndicator',
  'textAnnotation',
]

/** What a decision tells about its place in an organisation. */
const aboutDecision = [
  'allowedAnswers',
  'authorityRequirement',
  'decisionMaker',
  'decisionOwner',
  'impactedPerformanceIndicator',
  'question',
  'supportedObjective',
  'usingProcess',
  'usingTask',
]

/** Reads a DMN file. What lies outside the supported part of DMN is reported, never passed over. */
export function modelFromXml(text: string, sink: ProblemSink): Model | undefined {
  const file = new ModelFile(text, sink)
  const reading = readXml(text)
  if (!reading.ok) {
    file.report(reading.offset, { code: 'xml-malformed', detail: reading.fault, found: reading.found })
    return undefined
  }
  const { root } = reading
  if (!isDmn(root) || root.name !== 'definitions') {
    // `definitions` of another standard, or of a version that we do not know, is told by its namespace.
    const found = root.name === 'definitions' ? `definitions xmlns="${root.namespace}"` : root.name
    file.report(root.offset, { code: 'not-dmn', found })
    return undefined
  }
  const elements = ['import', 'itemDefinition', 'inputData', 'decision', 'businessKnowledgeModel', 'decisionService']
  file.noteUnknown(root, [...elements, ...beside])
  const read = <T>(name: string, from: (element: XmlElement, file: ModelFile) => T): T[] =>
    childrenNamed(root, name).map((element) => from(element, file))
  return {
    folder: sink.folder,
    file: sink.file,
    text,
    name: root.attributes.get('name') ?? '',
    namespace: root.attributes.get('namespace') ?? '',
    // Before the others: type references are resolved by them.
    imports: read('import', importFrom).flat(),
    types: read('itemDefinition', itemDefinitionFrom),
    inputs: read('inputData', inputDataFrom),
    functions: read('businessKnowledgeModel', knowledgeFrom),
    decisions: read('decision', decisionFrom),
    services: read('decisionService', serviceFrom),
  }
}

function importFrom(element: XmlElement, file: ModelFile): Import[] {
  const type = element.attributes.get('importType') ?? ''
  if (!/\/DMN/i.test(type)) {
    file.unsupported(element, type)
    return []
  }
  const name = element.attributes.get('name')?.trim().replace(/\s+/g, ' ') ?? ''
  const namespace = file.attribute(element, 'namespace')
  file.noteImport(namespace, name)
  return [{ name, namespace, offset: element.offset }]
}

function itemDefinitionFrom(element: XmlElement, file: ModelFile): ItemDefinition {
  file.noteUnknown(element, ['typeRef', 'allowedValues', 'typeConstraint', 'itemComponent', 'functionItem'])
  const functionItem = childNamed(element, 'functionItem')
  return {
    name: file.name(element),
    typeRef: file.typeName(element, childNamed(element, 'typeRef')?.content.text),
    isCollection: element.attributes.get('isCollection')?.trim() === 'true',
    allowedValues: optionalText(element, 'allowedValues', file),
    typeConstraint: optionalText(element, 'typeConstraint', file),
    components: childrenNamed(element, 'itemComponent').map((component) => itemDefinitionFrom(component, file)),
    functionType: functionItem === undefined ? undefined : functionTypeFrom(functionItem, file),
    offset: element.offset,
  }
}

function functionTypeFrom(element: XmlElement, file: ModelFile): ItemDefinition['functionType'] {
  file.noteUnknown(element, ['parameters'])
  return {
    parameters: childrenNamed(element, 'parameters').map((parameter) => ({
      name: file.name(parameter),
      typeRef: file.typeRef(parameter),
    })),
    result: file.typeName(element, element.attributes.get('outputTypeRef')),
  }
}

function variableType(element: XmlElement, file: ModelFile): string | undefined {
  const variable = childNamed(element, 'variable')
  return (variable === undefined ? undefined : file.typeRef(variable)) ?? file.typeRef(element)
}

function inputDataFrom(element: XmlElement, file: ModelFile): InputData {
  file.noteUnknown(element, ['variable'])
  return {
    id: element.attributes.get('id') ?? '',
    name: file.name(element),
    typeRef: variableType(element, file),
    offset: element.offset,
  }
}

function requirementsOf(element: XmlElement, file: ModelFile): Requirement[] {
  const parts = [...childrenNamed(element, 'informationRequirement'), ...childrenNamed(element, 'knowledgeRequirement')]
  const names = ['requiredInput', 'requiredDecision', 'requiredKnowledge']
  return parts.flatMap((part) => names.flatMap((name) => references(part, name, file)))
}

function references(element: XmlElement, name: string, file: ModelFile): Requirement[] {
  return childrenNamed(element, name).map((part) => ({ href: file.attribute(part, 'href'), offset: part.offset }))
}

function decisionFrom(element: XmlElement, file: ModelFile): Decision {
  const name = file.name(element)
  return file.within(name, () => {
    const known = ['variable', 'informationRequirement', 'knowledgeRequirement', ...aboutDecision, ...boxedNames]
    file.noteUnknown(element, known)
    const logic = expressionWithin(element)
    return {
      id: element.attributes.get('id') ?? '',
      name,
      typeRef: variableType(element, file),
      description: childNamed(element, 'description')?.content.text.trim(),
      requires: requirementsOf(element, file),
      logic: logic === undefined ? undefined : boxedFrom(logic, file),
      offset: element.offset,
    }
  })
}

function knowledgeFrom(element: XmlElement, file: ModelFile): BusinessKnowledge {
  const name = file.name(element)
  return file.within(name, () => {
    file.noteUnknown(element, ['variable', 'encapsulatedLogic', 'knowledgeRequirement', 'authorityRequirement'])
    const encapsulated = childNamed(element, 'encapsulatedLogic')
    const isEmpty = encapsulated === undefined || expressionWithin(encapsulated) === undefined
    return {
      id: element.attributes.get('id') ?? '',
      name,
      typeRef: variableType(element, file),
      parameters: encapsulated === undefined ? [] : parametersOf(encapsulated, file),
      requires: requirementsOf(element, file),
      logic: isEmpty ? undefined : functionFrom(encapsulated, file)?.body,
      offset: element.offset,
    }
  })
}

function serviceFrom(element: XmlElement, file: ModelFile): DecisionService {
  const parts = ['outputDecision', 'encapsulatedDecision', 'inputDecision', 'inputData']
  file.noteUnknown(element, ['variable', ...parts])
  return {
    id: element.attributes.get('id') ?? '',
    name: file.name(element),
    typeRef: variableType(element, file),
    outputs: references(element, 'outputDecision', file),
    encapsulated: references(element, 'encapsulatedDecision', file),
    inputDecisions: references(element, 'inputDecision', file),
    inputData: references(element, 'inputData', file),
    offset: element.offset,
  }
}
