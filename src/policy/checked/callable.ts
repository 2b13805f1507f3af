import { binder, core, problem, variable, type CheckPlace } from '#policy/checked/check'
import { converted } from '#policy/checked/convert'
import type { Binder, Core } from '#policy/checked/core'
import type { Referent } from '#policy/checked/scope'
import { anyType, booleanType, type Type } from '#policy/checked/type'
import type { Position } from '#policy/position'

/** A function whose body is known when it is called: a business knowledge model, a service, a function literal. */
export interface Callable {
  readonly name: string
  readonly parameters: readonly { readonly name: string; readonly type: Type | undefined }[]
  /** The declared type of the result. */
  readonly result: Type | undefined
  /** Its key in the program, for calls that cannot be spelled out; local functions have none. */
  readonly key: string | undefined
  /** Checks the body with the parameters standing for these. */
  body(locals: readonly (readonly [string, Referent])[], place: CheckPlace): Core
}

export interface CallArgument {
  readonly name: string | undefined
  readonly value: Core
}

/** Beyond this many spelled-out calls in a program, functions are called where it runs. */
const mostInlined = 20_000

/** The arguments in the order of the parameters; undefined, and reported, when they do not fit. */
function ordered(
  callable: Callable,
  args: readonly CallArgument[],
  at: Position,
  place: CheckPlace,
): Core[] | undefined {
  const { name, parameters } = callable
  if (args.length !== parameters.length) {
    problem(place, at, { code: 'argument-count', name, expected: String(parameters.length), found: args.length })
    return undefined
  }
  if (args.every((argument) => argument.name === undefined)) return args.map(({ value }) => value)
  const found: Core[] = []
  for (const parameter of parameters) {
    const given = args.find((argument) => argument.name === parameter.name)
    if (given === undefined) {
      problem(place, at, { code: 'unknown-name', name: parameter.name, nearest: args.flatMap((arg) => arg.name ?? []) })
      return undefined
    }
    found.push(given.value)
  }
  return found
}

/** Whether a call can be spelled out here: not inside itself, and not beyond all measure. */
export function canSpellOut(callable: Callable, place: CheckPlace): boolean {
  return !place.progress.open.has(callable) && place.progress.inlined <= mostInlined
}

/** A call: spelled out as local names and the body, unless the function is calling itself. */
export function called(callable: Callable, args: readonly CallArgument[], at: Position, place: CheckPlace): Core {
  const values = ordered(callable, args, at, place)
  if (values === undefined) return core(callable.result ?? anyType, at, { kind: 'null' })
  const { progress } = place
  if (!canSpellOut(callable, place)) {
    if (callable.key === undefined) throw new Error(`A local function called itself: ${callable.name}`)
    if (progress.open.has(callable) && place.semantics === 'policy') {
      problem(place, at, { code: 'cycle', names: [callable.name, callable.name] })
    }
    place.require(callable)
    const callee = core(anyType, at, { kind: 'function-value', name: callable.key })
    const given = values.map((value) => ({ name: undefined, value }))
    return core(callable.result ?? anyType, at, { kind: 'call', callee, arguments: given })
  }
  progress.inlined += 1
  progress.open.add(callable)
  const parameters = callable.parameters.map((parameter, index) =>
    received(parameter, values[index] ?? core(anyType, at, { kind: 'null' }), at, place),
  )
  const locals = parameters.map(({ local }): [string, Referent] => [local.name, { kind: 'variable', binder: local }])
  const body = converted(callable.body(locals, place), callable.result, place)
  progress.open.delete(callable)
  return bodyOver(parameters, body, at)
}

interface Received {
  readonly bindings: readonly { readonly binder: Binder; readonly value: Core }[]
  /** The parameter as the body knows it. */
  readonly local: Binder
  /** Whether the argument was given and does not conform; undefined when it surely conforms. */
  readonly misfit: Core | undefined
}

/** An argument as its parameter takes it: brought to the declared type. */
function received(parameter: Callable['parameters'][number], given: Core, at: Position, place: CheckPlace): Received {
  const value = converted(given, parameter.type, place)
  if (value.kind !== 'convert' || place.semantics === 'policy') {
    const local = binder(place, parameter.name, value.type)
    return { bindings: [{ binder: local, value }], local, misfit: undefined }
  }
  const raw = binder(place, parameter.name, given.type)
  const fitting = converted(variable(raw, at), parameter.type, place)
  const local = binder(place, parameter.name, fitting.type)
  const isNull = (of: Binder): Core => core(booleanType, at, { kind: 'is-null', of: variable(of, at) })
  const isGiven = core(booleanType, at, { kind: 'not', of: isNull(raw) })
  return {
    bindings: [
      { binder: raw, value: given },
      { binder: local, value: fitting },
    ],
    local,
    misfit: core(booleanType, at, { kind: 'and', parts: [isGiven, isNull(local)] }),
  }
}

/** The body inside its parameters; a call with an argument of another type has no value. */
function bodyOver(parameters: readonly Received[], body: Core, at: Position): Core {
  const misfits = parameters.flatMap(({ misfit }) => misfit ?? [])
  const no = core(body.type, at, { kind: 'null' })
  const guarded =
    misfits.length === 0
      ? body
      : core(body.type, at, {
          kind: 'if',
          condition: core(booleanType, at, { kind: 'or', parts: misfits }),
          yes: no,
          no: body,
        })
  return parameters
    .flatMap(({ bindings }) => bindings)
    .reduceRight<Core>(
      (inner, { binder: local, value }) => core(inner.type, at, { kind: 'let', binder: local, value, body: inner }),
      guarded,
    )
}

/** A function as a value. */
export function functionValue(callable: Callable, at: Position, place: CheckPlace): Core {
  const type: Type = {
    kind: 'function',
    parameters: callable.parameters.map((parameter) => parameter.type ?? anyType),
    result: callable.result ?? anyType,
  }
  if (callable.key !== undefined) {
    place.require(callable)
    return core(type, at, { kind: 'function-value', name: callable.key })
  }
  const { parameters, body } = functionBody(callable, at, place)
  const result = callable.result ?? body.type
  return core({ ...type, result }, at, { kind: 'function', parameters, body })
}

/** The body for arguments of which nothing but the declared types is known. */
export function functionBody(
  callable: Callable,
  at: Position,
  place: CheckPlace,
): { readonly parameters: readonly Binder[]; readonly body: Core } {
  const parameters = callable.parameters.map(({ name }) => binder(place, name, anyType))
  const inside = parameters.map((raw, index): Received => {
    const parameter = callable.parameters[index]
    if (parameter?.type === undefined) return { bindings: [], local: raw, misfit: undefined }
    return received(parameter, variable(raw, at), at, place)
  })
  const locals = inside.map(({ local }): [string, Referent] => [local.name, { kind: 'variable', binder: local }])
  place.progress.open.add(callable)
  const body = converted(callable.body(locals, place), callable.result, place)
  place.progress.open.delete(callable)
  return { parameters, body: bodyOver(inside, body, at) }
}
