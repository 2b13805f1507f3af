import { holder, itself, listFrom, shape, whole, type Builtin, type BuiltinDefinition } from '#policy/answer/builtin'
import { rangeFromText } from '#policy/answer/range-text'
import { isUnknown, opposite, same, type ContextValue, type Value } from '#policy/value/index'

function isContext(value: Value | undefined): value is ContextValue {
  return typeof value === 'object' && value !== null && 'fields' in value
}

function contextOf(fields: ReadonlyMap<string, Value>): ContextValue {
  return { kind: 'context', fields }
}

const fromEntries: Builtin = ([given]) => {
  const fields = new Map<string, Value>()
  for (const entry of listFrom(given) ?? [null]) {
    if (!isContext(entry)) return null
    const key = entry.fields.get('key')
    const value = entry.fields.get('value')
    if (typeof key !== 'string' || value === undefined || fields.has(key)) return null
    fields.set(key, value)
  }
  return contextOf(fields)
}

/** The path of keys from the outermost context inwards. */
function keysIn(value: Value | undefined): readonly string[] | undefined {
  const keys = listFrom(value)
  const texts = keys?.filter((key) => typeof key === 'string')
  return texts === undefined || texts.length === 0 || texts.length !== keys?.length ? undefined : texts
}

function put(into: Value | undefined, keys: readonly string[], value: Value): Value {
  if (!isContext(into)) return null
  const [key = '', ...deeper] = keys
  const inner = deeper.length === 0 ? value : put(into.fields.get(key), deeper, value)
  if (deeper.length > 0 && inner === null) return null
  return contextOf(new Map([...into.fields, [key, inner]]))
}

function valueAt(of: Value | undefined, keys: readonly string[]): Value {
  let found: Value = of ?? null
  for (const key of keys) {
    if (isContext(found)) found = found.fields.get(key) ?? null
    else if (typeof found === 'object' && found !== null && 'cells' in found) found = found.read(key, undefined)
    else return null
  }
  return found
}

export const contextBuiltins = {
  context: shape(1, 1, fromEntries),
  'get value': shape(2, 2, ([of, key]) => {
    const keys = keysIn(key)
    return keys === undefined ? null : valueAt(of, keys)
  }),
  'get entries': shape(1, 1, ([of]) => {
    if (!isContext(of)) return null
    return [...of.fields].map(([key, value]) =>
      contextOf(
        new Map<string, Value>([
          ['key', key],
          ['value', value],
        ]),
      ),
    )
  }),
  'context put': holder(3, 3, ([into, key, value = null]) => {
    if (key !== undefined && isUnknown(key)) return key
    const keys = keysIn(key)
    return keys === undefined ? null : put(into, keys, value)
  }),
  'context merge': shape(1, 1, ([given]) => {
    const contexts = listFrom(given)
    const known = contexts?.filter(isContext)
    if (contexts === undefined || known === undefined || known.length !== contexts.length) return null
    return contextOf(new Map(known.flatMap((one) => [...one.fields])))
  }),
  not: itself(1, 1, ([value = null]) => opposite(value)),
  is: whole(1, 2, ([left = null, right = null]) => same(left, right)),
  'is defined': itself(1, 1, ([value = null], { isPolicy }) => (isPolicy ? !isUnknown(value) : value !== null)),
  range: whole(1, 1, ([text]) => (typeof text === 'string' ? rangeFromText(text) : null)),
} satisfies Readonly<Record<string, BuiltinDefinition>>
