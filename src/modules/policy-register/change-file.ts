import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml'
import type { ChangeField, ChangeRefusal } from '#contracts/policy-register'
import { type Day, parseDay } from '#kernel/day'
import { Refused } from '#kernel/refused'
import type { PolicyFile } from '#policy-files'

/** One value of a standard that a change tries out; without a day it holds from the day that is asked for. */
export interface ChangedStandard {
  readonly name: string
  readonly division: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly value: string
  readonly from?: Day
  readonly document?: string
  /** Where it stands in the change file; 0 when it comes from a screen. */
  readonly line: number
}

/** A change of policy that somebody wants to try out. */
export interface PolicyChange {
  readonly standards: readonly ChangedStandard[]
  readonly files: readonly (PolicyFile & { readonly line: number })[]
}

function refuse(refusal: ChangeRefusal): never {
  throw new Refused(refusal)
}

/** Reads fields of a mapping and knows their lines. */
class FieldReader {
  readonly #lines: LineCounter
  readonly #map: YAMLMap
  constructor(lines: LineCounter, map: YAMLMap) {
    this.#lines = lines
    this.#map = map
  }

  line(node?: Node): number {
    return this.#lines.linePos((node ?? this.#map).range?.[0] ?? 0).line
  }

  knowsOnly(known: readonly string[]): void {
    for (const { key } of this.#map.items) {
      const name = isScalar(key) ? String(key.value) : ''
      if (!known.includes(name)) this.invalid(name, isScalar(key) ? key : this.#map, 'known-field')
    }
  }

  invalid(field: string, node: Node, wanted: ChangeField): never {
    const found = isScalar(node) ? (node.source ?? String(node.value)) : ''
    return refuse({ code: 'change-field-invalid', line: this.line(node), field, found, wanted })
  }

  /** A scalar as it is written, so that 0.30 and 036 keep their digits. */
  text(field: string): string | undefined {
    const node = this.#map.get(field, true)
    if (node === undefined) return undefined
    if (!isScalar(node) || node.value === null) return this.invalid(field, node, 'text')
    return typeof node.value === 'string' ? node.value : (node.source ?? this.invalid(field, node, 'text'))
  }

  required(field: string, wanted: ChangeField, fits: (text: string) => boolean): string {
    const text = this.text(field)
    if (text === undefined) return refuse({ code: 'change-field-missing', line: this.line(), field })
    const node = this.#map.get(field, true)
    return fits(text) || node === undefined ? text : this.invalid(field, node, wanted)
  }

  maps(field: string): FieldReader[] {
    const node = this.#map.get(field, true)
    // YAML reads a key without anything behind it as nothing.
    if (node === undefined || (isScalar(node) && node.value === null)) return []
    if (!isSeq(node)) return this.invalid(field, node, 'list')
    return node.items.map((item) =>
      isMap(item) ? new FieldReader(this.#lines, item) : this.invalid(field, node, 'mapping'),
    )
  }

  record(field: string): Readonly<Record<string, string>> {
    const node = this.#map.get(field, true)
    if (node === undefined) return {}
    if (!isMap(node)) return this.invalid(field, node, 'mapping')
    const reader = new FieldReader(this.#lines, node)
    const names = node.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''))
    return Object.fromEntries(names.map((name) => [name, reader.required(name, 'text', () => true)]))
  }
}

const isName = (text: string): boolean => text.trim() !== ''
const isDivision = (text: string): boolean => /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/.test(text)
const isModelFile = (text: string): boolean => /^[a-z][a-z-]*\.dmn$/.test(text)

function standardFrom(reader: FieldReader): ChangedStandard {
  reader.knowsOnly(['name', 'division', 'by', 'value', 'from', 'document'])
  const from =
    reader.text('from') === undefined ? undefined : reader.required('from', 'day', (day) => parseDay(day) !== undefined)
  const parsed = from === undefined ? undefined : parseDay(from)
  const document = reader.text('document')
  return {
    name: reader.required('name', 'text', isName),
    division: reader.required('division', 'division', isDivision),
    dimensions: reader.record('by'),
    value: reader.required('value', 'value', isName),
    ...(parsed === undefined ? {} : { from: parsed }),
    ...(document === undefined ? {} : { document }),
    line: reader.line(),
  }
}

function modelFrom(reader: FieldReader, folder: string): PolicyFile & { line: number } {
  reader.knowsOnly(['folder', 'file', 'path'])
  const path = reader.required('path', 'text', isName)
  let text: string
  try {
    text = readFileSync(resolve(folder, path), 'utf8')
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    return refuse({ code: 'change-model-unreadable', line: reader.line(), path })
  }
  return {
    folder: reader.required('folder', 'text', isName),
    file: reader.required('file', 'model-file', isModelFile),
    text,
    line: reader.line(),
  }
}

/** Reads a change file; paths of models in it are as from its own folder. Refuses with the line of the mistake. */
export function readChangeFile(path: string): PolicyChange {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    return refuse({ code: 'change-unreadable', line: 0, detail: path })
  }
  return readChange(text, dirname(path))
}

export function readChange(text: string, folder: string): PolicyChange {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core' })
  const [error] = document.errors
  if (error !== undefined) {
    const detail = (error.message.split('\n')[0] ?? '').replace(/ at line.*$/, '')
    refuse({ code: 'change-unreadable', line: lines.linePos(error.pos[0]).line, detail })
  }
  if (document.contents === null) refuse({ code: 'change-empty' })
  if (!isMap(document.contents)) refuse({ code: 'change-unreadable', line: 1, detail: '' })
  const reader = new FieldReader(lines, document.contents)
  reader.knowsOnly(['parameters', 'models'])
  const change = {
    standards: reader.maps('parameters').map(standardFrom),
    files: reader.maps('models').map((model) => modelFrom(model, folder)),
  }
  if (change.standards.length + change.files.length === 0) refuse({ code: 'change-empty' })
  return change
}
