import { say, type TextFor } from '#kernel/text'
import type { PolicyError, Problem, ProblemPlace } from '#policy/problem'
import type { XmlFault } from '#policy/xml/index'

function near(words: readonly string[]): string {
  return words.length === 0 ? '' : ` Did you mean ${words.map((word) => `"${word}"`).join(', ')}?`
}

const xmlFaults: Readonly<Record<XmlFault, (found: string) => string>> = {
  'attribute-malformed': (found) => `the attribute near "${found}" is not name="value"`,
  'attribute-twice': (found) => `the attribute "${found}" is given twice`,
  'character-forbidden': (found) => `the character ${found} is not allowed`,
  'doctype-refused': () => 'a <!DOCTYPE> is not accepted',
  'entity-unknown': (found) => `"${found}" stands for nothing; write &amp; for "&"`,
  'file-too-large': (found) => `it is longer than ${found} characters`,
  'nested-too-deep': (found) => `elements are nested deeper than ${found} levels`,
  'prefix-unknown': (found) => `the prefix of "${found}" is not declared by xmlns`,
  'root-missing': () => 'it has no element',
  'section-unclosed': (found) => `"${found}" does not end`,
  'tag-malformed': (found) => `"${found}" is no tag`,
  'tag-mismatch': (found) => `the end tag ${found} has no start tag`,
  'tag-unclosed': (found) => `the tag "${found}" does not end`,
  'text-outside-root': (found) => `"${found}" stands outside the outermost element`,
}

const problems: TextFor<Problem> = {
  'xml-malformed': (p) => `The file is not XML that can be read: ${xmlFaults[p.detail](p.found)}.`,
  'not-dmn': (p) => `Expected a DMN <definitions>, found <${p.found}>.`,
  'unsupported-element': (p) => `The element <${p.element}> is not supported and is not ignored.`,
  'unsupported-syntax': (p) => `This kind of expression is not supported: ${p.what}.`,
  'unsupported-hit-policy': (p) => `The hit policy ${p.found} is not supported.`,
  'missing-part': (p) => `<${p.element}> lacks ${p.part}.`,
  'duplicate-name': (p) => `The name "${p.name}" is defined twice in this model.`,
  'name-taken': (p) => `The name "${p.name}" already belongs to a fact or a parameter.`,
  'broken-reference': (p) => `Nothing has the id "${p.href}".`,
  'unknown-import': (p) => `No model has the namespace "${p.namespace}".`,
  'unknown-type': (p) => `The type "${p.name}" is not known.${near(p.nearest)}`,
  syntax: (p) => (p.found === '' ? 'The expression is not complete.' : `Syntax error near "${p.found}".`),
  'bad-literal': (p) => `"${p.text}" is not a ${p.type}.`,
  'unknown-name': (p) => `The name "${p.name}" is not known.${near(p.nearest)}`,
  'unknown-field': (p) => `There is no field "${p.name}" here.${near(p.nearest)}`,
  'unknown-function': (p) => `There is no function "${p.name}".${near(p.nearest)}`,
  'not-required': (p) => `"${p.name}" is used but not listed among the requirements of this element.`,
  cycle: (p) => `These depend on each other: ${p.names.join(' → ')}.`,
  'type-clash': (p) => `Expected ${p.expected}, found ${p.found}.`,
  'operand-clash': (p) => `"${p.op}" does not take ${p.left} and ${p.right}.`,
  'argument-count': (p) => `The function "${p.name}" takes ${p.expected} arguments, found ${p.found}.`,
  'unit-clash': (p) =>
    `The units ${p.left} and ${p.right} do not go together.${p.hint === undefined ? '' : ' Convert months and years first.'}`,
  'cell-count': (p) => `The rule has ${p.found} cells, the table has ${p.expected} columns.`,
  'table-overlap': (p) =>
    `Rules ${p.first} and ${p.second} overlap, for example at ${p.example}. Narrow one of them or choose another hit policy.`,
  'table-gap': (p) => `No rule covers ${p.example}. Add a rule or a default output.`,
  'too-deep': () => 'The expression is nested too deeply; split it into several decisions.',
  'too-much': () =>
    'Written out, the policies are too large or too deep; let decisions, functions and contexts repeat each other less.',
  'too-long': () => 'The expression is too long; split it into several decisions.',
  'yaml-malformed': (p) => `The file is not well-formed YAML: ${p.detail}.`,
  'standard-invalid': (p) => `The value ${p.found} does not fit ${p.field}.`,
  'standards-overlap': (p) => `Rows of "${p.parameter}" overlap: ${p.first} and ${p.second}.`,
  'duplicate-decision': (p) => `The decision "${p.name}" also stands in ${p.other}.`,
}

/** What stands before the text of an error: `folder/file:line:column [decision cell] `. */
export function placeInEnglish(place: ProblemPlace): string {
  const within = [place.decision, place.cell].filter((part) => part !== undefined).join(' ')
  return `${place.folder}/${place.file}:${place.line}:${place.column}${within === '' ? '' : ` [${within}]`} `
}

/** One error as a line of English. */
export function describeInEnglish(error: PolicyError): string {
  return `${placeInEnglish(error)}${say(problems, error.problem)}`
}
