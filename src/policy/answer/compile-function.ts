import { builtins } from '#policy/answer/builtins'
import { codeToLookInto } from '#policy/answer/compile-read'
import { through, throughAll } from '#policy/answer/lift'
import { Scope, type Code, type Compilation, type FunctionUnit, type Run, type Site } from '#policy/answer/run'
import { costOf, heaviest, weightOf } from '#policy/answer/weight'
import type { BuiltinName, Core, Type } from '#policy/checked/index'
import {
  convert,
  hasUnknown,
  isList,
  isUnknown,
  spend,
  unknownFrom,
  type FunctionValue,
  type Value,
} from '#policy/value/index'

type Callable = Extract<Core, { kind: 'builtin' | 'builtin-value' | 'function' | 'function-value' | 'call' }>

/** Functions of the policy, functions of FEEL, and calls. */
export function compileFunction(of: Callable, site: Site): Code {
  switch (of.kind) {
    case 'builtin':
      return builtinCall(of, site)
    case 'builtin-value': {
      const { name } = of
      const { least, most } = builtins[name]
      const takes = (count: number): boolean => count >= least && count <= most
      return ({ run }) => ({
        kind: 'function',
        parameters: [],
        name,
        takes,
        call: (args) => callBuiltin(name, args, run, site.on),
      })
    }
    case 'function':
      return functionCode(of, site)
    case 'function-value': {
      const { name } = of
      return ({ run }) => functionValue(site.on.functionUnit(name), [], run, site.on)
    }
    case 'call':
      return call(of, site)
  }
}

/** These only look into a list and keep nothing of it. */
const lookingInto: ReadonlySet<BuiltinName> = new Set(['count', 'sum', 'min', 'max', 'mean', 'list contains'])

function builtinCall(of: Extract<Core, { kind: 'builtin' }>, site: Site): Code {
  const { name } = of
  const args = of.arguments.map((argument): Code => {
    // What is left out is null for a policy as well, where any other null is unknown.
    if (argument.kind === 'null') return () => null
    return lookingInto.has(name) ? codeToLookInto(argument, site) : site.code(argument)
  })
  const { on } = site
  const [first, second] = args
  if (first !== undefined && args.length === 1) {
    return (frame) => callBuiltin(name, [first(frame)], frame.run, on)
  }
  if (first !== undefined && second !== undefined && args.length === 2) {
    return (frame) => callBuiltin(name, [first(frame), second(frame)], frame.run, on)
  }
  return (frame) => {
    const values: Value[] = []
    for (const arg of args) values.push(arg(frame))
    return callBuiltin(name, values, frame.run, on)
  }
}

/** What it costs to go through a value once, without what is inside its items. */
function sizeOf(value: Value): number {
  return typeof value === 'string' ? value.length >> 5 : isList(value) ? value.length >> 1 : 0
}

function callBuiltin(name: BuiltinName, args: readonly Value[], run: Run, on: Compilation): Value {
  const { call, meets, least, most } = builtins[name]
  const { nothing } = on
  if (args.length < least || args.length > most) return nothing
  if (meets === 'holder') {
    const [first, ...rest] = args
    if (first !== undefined && isUnknown(first)) {
      return through(first, run, (known) => callBuiltin(name, [known, ...rest], run, on))
    }
  }
  if (meets === 'whole' || meets === 'shape') {
    let open = false
    for (const arg of args) {
      if (isUnknown(arg)) return throughAll(args, run, (known) => callBuiltin(name, known, run, on))
      if (meets === 'whole' && hasUnknown(arg)) open = true
    }
    if (open) return unknownFrom(args)
  }
  if (name !== 'count') for (const arg of args) spend(sizeOf(arg))
  const result = call(args, run) ?? nothing
  spend(sizeOf(result))
  return result
}

const anyType: Type = { kind: 'any' }

/** Calls that may be made in one run only to learn what is missing. */
export const mostTrials = 2000

/** A function and what it takes over from around it. */
function functionValue(
  unit: FunctionUnit,
  taken: readonly { readonly slot: number; readonly value: Value }[],
  run: Run,
  on: Compilation,
): FunctionValue {
  const parameters = unit.parameters.map((parameter) => parameter.name)
  return {
    kind: 'function',
    parameters,
    name: `function(${parameters.join(', ')})`,
    call: (args) => {
      // A call is a step like one through a loop: functions that call each other twice would not end in a lifetime.
      run.steps -= 1
      spend(1 + unit.cost)
      if (args.length !== unit.places.length || run.load + unit.weight > heaviest || run.steps < 0) return on.nothing
      if (run.trying > 0) {
        if (run.trials <= 0) return on.nothing
        run.trials -= 1
      }
      const slots: Value[] = []
      for (const { slot, value } of taken) slots[slot] = value
      for (const [index, place] of unit.places.entries()) {
        const given = args[index] ?? on.nothing
        const type = unit.parameters[index]?.type ?? anyType
        const value = isUnknown(given) ? given : convert(given, type)
        // An argument that is not of its declared type makes the whole call an error.
        if (value === null && given !== null) return on.nothing
        slots[place] = value
      }
      run.load += unit.weight
      try {
        return unit.code({ run, slots })
      } finally {
        run.load -= unit.weight
      }
    },
  }
}

function functionCode(of: Extract<Core, { kind: 'function' }>, site: Site): Code {
  const scope = new Scope(site.scope)
  const places = of.parameters.map((parameter) => scope.declare(parameter))
  const code = site.inside(scope, of.body)
  const unit: FunctionUnit = {
    parameters: of.parameters,
    places,
    code,
    weight: weightOf(of.body),
    cost: costOf(of.body),
  }
  const { captured } = scope
  return (frame) => {
    const taken = captured.map(({ from, to }) => ({ slot: to, value: frame.slots[from] ?? site.on.nothing }))
    return functionValue(unit, taken, frame.run, site.on)
  }
}

function call(of: Extract<Core, { kind: 'call' }>, site: Site): Code {
  const { nothing } = site.on
  const callee = site.code(of.callee)
  const args = of.arguments.map((argument) => ({ name: argument.name, code: site.code(argument.value) }))
  const isNamed = args.some((argument) => argument.name !== undefined)
  return (frame) => {
    const values: Value[] = []
    for (const { code } of args) values.push(code(frame))
    const apply = (called: Value): Value => {
      if (typeof called !== 'object' || called === null || !('call' in called)) return nothing
      if (!isNamed) return called.call(values) ?? nothing
      const ordered = inOrder(called, args, values)
      return ordered === undefined ? nothing : (called.call(ordered) ?? nothing)
    }
    const called = callee(frame)
    return isUnknown(called) ? through(called, frame.run, apply) : apply(called)
  }
}

/** Named arguments in the order of the parameters; undefined when a name is not one of them. */
function inOrder(
  called: FunctionValue,
  args: readonly { readonly name: string | undefined }[],
  values: readonly Value[],
): readonly Value[] | undefined {
  const known = new Map(args.map((argument, index) => [argument.name ?? '', values[index] ?? null]))
  if (args.some((argument) => !called.parameters.includes(argument.name ?? ''))) return undefined
  return called.parameters.map((parameter) => known.get(parameter) ?? null)
}

/** A function of the program, for callers from outside. */
export function programFunction(name: string, run: Run, on: Compilation): FunctionValue {
  return functionValue(on.functionUnit(name), [], run, on)
}
