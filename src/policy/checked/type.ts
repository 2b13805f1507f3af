import { uniteUnits, type UnitLabel } from '#policy/checked/unit'

/**
 * The type of an expression. `any` is what nothing is known about; it goes with everything in `answer` and is refused
 * by `sql`. `null` is the type of the literal alone.
 */
export type Type =
  | { readonly kind: 'number'; readonly unit: UnitLabel }
  | { readonly kind: 'string' | 'boolean' | 'date' | 'months' | 'days' | 'null' | 'any' }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'range'; readonly of: Type }
  | { readonly kind: 'context'; readonly fields: ReadonlyMap<string, Type>; readonly row?: 'member' | 'obligor' }

export const anyType: Type = { kind: 'any' }
export const booleanType: Type = { kind: 'boolean' }
export const stringType: Type = { kind: 'string' }
export const dateType: Type = { kind: 'date' }
export const numberType: Type = { kind: 'number', unit: undefined }
export const countType: Type = { kind: 'number', unit: undefined }

export function listOf(of: Type): Type {
  return { kind: 'list', of }
}

/** FEEL's own name of a type. */
export function printType(type: Type): string {
  switch (type.kind) {
    case 'number':
      return type.unit === undefined || type.unit === '' ? 'number' : `number ${type.unit}`
    case 'string':
    case 'boolean':
    case 'date':
    case 'null':
    case 'any':
      return type.kind
    case 'months':
      return 'years and months duration'
    case 'days':
      return 'days and time duration'
    case 'list':
      return `list<${printType(type.of)}>`
    case 'range':
      return `range<${printType(type.of)}>`
    case 'context':
      return 'context'
  }
}

export type Union =
  | { readonly ok: true; readonly type: Type }
  | { readonly ok: false; readonly why: 'type' }
  | {
      readonly ok: false
      readonly why: 'unit'
      readonly left: string
      readonly right: string
      readonly monthYear: boolean
    }

/** The one type that holds the values of both, for branches, list items, comparisons and sums. */
export function unite(left: Type, right: Type): Union {
  if (left.kind === 'any' || right.kind === 'any') return { ok: true, type: anyType }
  if (left.kind === 'null') return { ok: true, type: right }
  if (right.kind === 'null') return { ok: true, type: left }
  if (left.kind === 'number' && right.kind === 'number') {
    const united = uniteUnits(left.unit, right.unit)
    if ('clash' in united) {
      return { ok: false, why: 'unit', left: left.unit ?? '', right: right.unit ?? '', monthYear: united.monthYear }
    }
    return { ok: true, type: { kind: 'number', unit: united.unit } }
  }
  if ((left.kind === 'list' && right.kind === 'list') || (left.kind === 'range' && right.kind === 'range')) {
    const of = unite(left.of, right.of)
    return of.ok ? { ok: true, type: { kind: left.kind, of: of.type } } : of
  }
  if (left.kind === 'context' && right.kind === 'context') {
    const fields = new Map<string, Type>()
    if (left.fields.size !== right.fields.size) return { ok: false, why: 'type' }
    for (const [name, type] of left.fields) {
      const other = right.fields.get(name)
      if (other === undefined) return { ok: false, why: 'type' }
      const field = unite(type, other)
      if (!field.ok) return field
      fields.set(name, field.type)
    }
    const row = left.row === right.row ? left.row : undefined
    return { ok: true, type: { kind: 'context', fields, ...(row === undefined ? {} : { row }) } }
  }
  return left.kind === right.kind ? { ok: true, type: left } : { ok: false, why: 'type' }
}
