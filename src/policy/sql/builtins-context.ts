import { argument, nothing, ofKind, refused, value, writtenText, type Call, type Write } from '#policy/sql/builtin-call'
import { structOf } from '#policy/sql/literal'
import { quoteName, term, type SqlType, type Term } from '#policy/sql/term'

type StructType = Extract<SqlType, { kind: 'struct' }>

function struct(call: Call, index: number): (Term & { readonly type: StructType }) | undefined {
  const of = ofKind(call, index, 'struct')
  return of?.type.kind === 'struct' && !of.nullable ? { ...of, type: of.type } : refused(call)
}

function fieldOf(of: Term & { readonly type: StructType }, name: string): Term {
  const field = of.type.fields.get(name)
  if (field === undefined) return nothing()
  return term(`${of.text}.${quoteName(name)}`, field.type, [of], field.nullable)
}

function entriesOf(of: Term & { readonly type: StructType }): { readonly name: string; readonly value: Term }[] {
  return [...of.type.fields.keys()].map((name) => ({ name, value: fieldOf(of, name) }))
}

/** Puts a field in the place of one of the same name, or after the others. */
function withField(
  entries: readonly { readonly name: string; readonly value: Term }[],
  name: string,
  put: Term,
): { readonly name: string; readonly value: Term }[] {
  const known = entries.some((entry) => entry.name === name)
  const kept = entries.map((entry) => (entry.name === name ? { name, value: put } : entry))
  return known ? kept : [...kept, { name, value: put }]
}

export const contextBuiltins = {
  'get value': (call: Call) => {
    const of = struct(call, 0)
    const name = writtenText(call, 1)
    return of === undefined || name === undefined ? refused(call) : fieldOf(of, name)
  },
  'context put': (call: Call) => {
    const of = struct(call, 0)
    const name = writtenText(call, 1)
    if (of === undefined || name === undefined) return refused(call)
    return structOf(withField(entriesOf(of), name, value(call, 2)), call.at)
  },
  'context merge': (call: Call) => {
    const list = argument(call, 0)
    if (list.kind !== 'list' || list.items.length === 0) return refused(call)
    const parts = list.items.map((_, index) => struct({ ...call, arguments: list.items }, index) ?? refused(call))
    return structOf(
      parts
        .flatMap(entriesOf)
        .reduce<{ readonly name: string; readonly value: Term }[]>(
          (sofar, entry) => withField(sofar, entry.name, entry.value),
          [],
        ),
      call.at,
    )
  },
} satisfies Readonly<Record<string, Write>>
