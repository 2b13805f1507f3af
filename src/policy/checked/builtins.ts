import type { BuiltinName } from '#policy/checked/builtin-names'
import { resultType } from '#policy/checked/builtin-results'
import type { CallArgument } from '#policy/checked/callable'
import { core, expectKind, problem, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { overloadsOf, takes, type Overload } from '#policy/checked/signatures'
import { anyType, booleanType, nullType } from '#policy/checked/type'
import type { Position } from '#policy/position'

function expectedCount(ways: readonly Overload[]): string {
  const least = Math.min(...ways.map((way) => way.parameters.filter((parameter) => !parameter.optional).length))
  if (ways.some((way) => way.more)) return `${least}+`
  const most = Math.max(...ways.map((way) => way.parameters.length))
  return least === most ? String(least) : `${least}–${most}`
}

/** A call of a built-in function with positional or named arguments. */
export function namedBuiltinCall(
  place: CheckPlace,
  at: Position,
  name: BuiltinName,
  args: readonly CallArgument[],
): Core {
  if (args.every((argument) => argument.name === undefined)) {
    return builtinCall(
      place,
      at,
      name,
      args.map(({ value }) => value),
    )
  }
  const ways = overloadsOf(name)
  const fitting = ways.filter(
    (known) =>
      args.every((argument) => known.parameters.some((parameter) => parameter.name === argument.name)) &&
      known.parameters.every(
        // A comparison of identity with nothing is a comparison with null.
        (parameter) => parameter.optional || name === 'is' || args.some((argument) => argument.name === parameter.name),
      ),
  )
  // `before` takes a point and a range in either order: it is the one in which they are written.
  const inOrder = fitting.find((known) =>
    args.every((argument, index) => known.parameters[index]?.name === argument.name),
  )
  const way = inOrder ?? fitting[0]
  if (way === undefined || new Set(args.map((argument) => argument.name)).size !== args.length) {
    const known = ways.flatMap((overload) => overload.parameters.map((parameter) => parameter.name))
    const wrong = args.find((argument) => !known.includes(argument.name ?? ''))?.name
    if (wrong === undefined)
      problem(place, at, { code: 'argument-count', name, expected: expectedCount(ways), found: args.length })
    else problem(place, at, { code: 'unknown-name', name: wrong, nearest: [...new Set(known)] })
    return core(anyType, at, { kind: 'null' })
  }
  const values = way.parameters.map((parameter) => args.find((argument) => argument.name === parameter.name)?.value)
  while (name !== 'is' && values.at(-1) === undefined && values.length > 0) values.pop()
  return builtinCall(
    place,
    at,
    name,
    values.map((value) => value ?? core(nullType, at, { kind: 'null' })),
  )
}

export function builtinCall(place: CheckPlace, at: Position, name: BuiltinName, args: readonly Core[]): Core {
  const ways = overloadsOf(name)
  const way = ways.find((known) => takes(known, args.length))
  if (way === undefined) {
    problem(place, at, { code: 'argument-count', name, expected: expectedCount(ways), found: args.length })
    return core(anyType, at, { kind: 'null' })
  }
  if (place.semantics === 'policy') expectKinds(place, ways, args)
  const type = resultType(place, at, name, args)
  const [first] = args
  if (name === 'not' && first !== undefined) return core(booleanType, at, { kind: 'not', of: first })
  if (name === 'is defined' && first !== undefined) {
    return core(booleanType, at, { kind: 'not', of: core(booleanType, at, { kind: 'is-null', of: first }) })
  }
  return core(type, at, { kind: 'builtin', name, arguments: args })
}

/** Each argument must be of the kind that one of the ways to call asks for. */
function expectKinds(place: CheckPlace, ways: readonly Overload[], args: readonly Core[]): void {
  const fitting = ways.filter((way) => takes(way, args.length))
  args.forEach((argument, index) => {
    const asked = fitting.map((way) => way.parameters[index]?.kind ?? 'any')
    if (asked.includes('any') || asked.includes(argument.type.kind)) return
    const [first] = asked
    if (first !== undefined) expectKind(place, argument, first)
  })
}
