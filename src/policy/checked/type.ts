import { uniteUnits, type UnitLabel } from '#policy/checked/unit'
import { spend } from '#policy/value/index'
import type { UnitWords } from '#policy/vocabulary'

/**
 * The type of an expression. `any` is what nothing is known about; it goes with everything in `answer` and is refused
 * by `sql`. `null` is the type of the literal alone. A context may have more fields than its type names.
 */
export type Type =
  | { readonly kind: 'number'; readonly unit: UnitLabel }
  | { readonly kind: PlainKind }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'range'; readonly of: Type }
  /** `row` is the column of the list whose rows these are. */
  | { readonly kind: 'context'; readonly fields: ReadonlyMap<string, Type>; readonly row?: string }
  /** Without parameters: any function. */
  | { readonly kind: 'function'; readonly parameters: readonly Type[] | undefined; readonly result: Type }

type PlainKind = 'string' | 'boolean' | 'date' | 'time' | 'date-time' | 'months' | 'days' | 'null' | 'any'

export const anyType: Type = { kind: 'any' }
export const nullType: Type = { kind: 'null' }
export const booleanType: Type = { kind: 'boolean' }
export const stringType: Type = { kind: 'string' }
export const dateType: Type = { kind: 'date' }
export const numberType: Type = { kind: 'number', unit: undefined }

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
    case 'time':
    case 'null':
      return type.kind
    case 'any':
      return 'Any'
    case 'date-time':
      return 'date and time'
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
    case 'function':
      return `function<${(type.parameters ?? []).map(printType).join(', ')}> -> ${printType(type.result)}`
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
export function unite(left: Type, right: Type, units: UnitWords): Union {
  // A context may hold another twice, and that one another: only what it costs tells how large a type is.
  spend(1)
  if (left.kind === 'any' || right.kind === 'any') return { ok: true, type: anyType }
  if (left.kind === 'null') return { ok: true, type: right }
  if (right.kind === 'null') return { ok: true, type: left }
  if (left.kind === 'number' && right.kind === 'number') {
    const united = uniteUnits(left.unit, right.unit, units)
    if ('clash' in united) {
      return { ok: false, why: 'unit', left: left.unit ?? '', right: right.unit ?? '', monthYear: united.monthYear }
    }
    return { ok: true, type: { kind: 'number', unit: united.unit } }
  }
  if ((left.kind === 'list' && right.kind === 'list') || (left.kind === 'range' && right.kind === 'range')) {
    const of = unite(left.of, right.of, units)
    return of.ok ? { ok: true, type: { kind: left.kind, of: of.type } } : of
  }
  if (left.kind === 'context' && right.kind === 'context') return uniteContexts(left, right, units)
  if (left.kind === 'function' && right.kind === 'function') return { ok: true, type: anyFunction }
  return left.kind === right.kind ? { ok: true, type: left } : { ok: false, why: 'type' }
}

export const anyFunction: Type = { kind: 'function', parameters: undefined, result: anyType }

type ContextType = Extract<Type, { readonly kind: 'context' }>

function uniteContexts(left: ContextType, right: ContextType, units: UnitWords): Union {
  if (left.fields.size !== right.fields.size) return { ok: false, why: 'type' }
  const fields = new Map<string, Type>()
  for (const [name, type] of left.fields) {
    const other = right.fields.get(name)
    if (other === undefined) return { ok: false, why: 'type' }
    const field = unite(type, other, units)
    if (!field.ok) return field
    fields.set(name, field.type)
  }
  const row = left.row === right.row ? left.row : undefined
  return { ok: true, type: { kind: 'context', fields, ...(row === undefined ? {} : { row }) } }
}

/** Whether every value of a type is a value of another for certain, so that nothing has to be tested at run time. */
export function surelyConforms(type: Type, to: Type): boolean {
  spend(1)
  if (to.kind === 'any' || type.kind === 'null') return true
  if (type.kind === 'number' && to.kind === 'number') return true
  if ((type.kind === 'list' && to.kind === 'list') || (type.kind === 'range' && to.kind === 'range')) {
    return surelyConforms(type.of, to.of)
  }
  if (type.kind === 'context' && to.kind === 'context') {
    return [...to.fields].every(([name, field]) => {
      const own = type.fields.get(name)
      return own !== undefined && surelyConforms(own, field)
    })
  }
  if (type.kind === 'function' && to.kind === 'function') {
    if (to.parameters === undefined) return true
    const own = type.parameters
    return (
      own !== undefined &&
      own.length === to.parameters.length &&
      to.parameters.every((parameter, index) => surelyConforms(parameter, own[index] ?? nullType)) &&
      surelyConforms(type.result, to.result)
    )
  }
  return type.kind === to.kind && !('of' in type) && !('fields' in type)
}
