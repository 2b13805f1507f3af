import { binder, bound, core, variable, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import type { DefinedType, TypeNames } from '#policy/checked/declared-types'
import { resolveField } from '#policy/checked/names'
import type { Scope } from '#policy/checked/scope'
import { checkTests } from '#policy/checked/tests'
import { syntaxProblem } from '#policy/checked/texts'
import { anyType, booleanType } from '#policy/checked/type'
import { NameTable, parseUnaryTests, type UnaryTests } from '#policy/feel/index'
import type { ItemDefinition, Model } from '#policy/model/index'
import type { SourceText } from '#policy/position'

/** What is needed to check the constraints of item definitions. */
export interface ConstraintPlace {
  readonly types: TypeNames
  readonly scope: Scope
  at(text: SourceText): CheckPlace
}

/** The value if it is one that its type allows, else null (DMN 1.5, 7.3.3 and 10.3.2.9.4). */
export function allowed(value: Core, typeRef: string | undefined, model: Model, place: ConstraintPlace): Core {
  const defined = typeRef === undefined ? undefined : place.types.definition(typeRef, model)
  if (defined === undefined || !isConstrained(defined, place, new Set())) return value
  const here = place.at({ text: '', origin: [defined.definition.offset] })
  return bound(here, value, (known) => {
    const test = conforms(known, defined, place, here)
    if (test === undefined) return known
    const missing = core(booleanType, known.at, { kind: 'is-null', of: known })
    const condition = core(booleanType, known.at, { kind: 'or', parts: [missing, test] })
    return core(value.type, known.at, {
      kind: 'if',
      condition,
      yes: known,
      no: core(value.type, known.at, { kind: 'null' }),
    })
  })
}

function isConstrained({ definition, model }: DefinedType, place: ConstraintPlace, seen: Set<ItemDefinition>): boolean {
  if (seen.has(definition)) return false
  seen.add(definition)
  if (definition.allowedValues !== undefined || definition.typeConstraint !== undefined) return true
  if (definition.components.some((part) => isConstrained({ definition: part, model }, place, seen))) return true
  const base = definition.typeRef === undefined ? undefined : place.types.definition(definition.typeRef, model)
  return base !== undefined && isConstrained(base, place, seen)
}

/** Whether a value meets everything that a definition asks; undefined when it asks nothing. */
function conforms(value: Core, defined: DefinedType, place: ConstraintPlace, here: CheckPlace): Core | undefined {
  if (!isConstrained(defined, place, new Set())) return undefined
  const { definition } = defined
  const tests: Core[] = []
  const add = (test: Core | undefined): void => {
    if (test !== undefined) tests.push(test)
  }
  add(met(definition.typeConstraint, value, place))
  if (definition.isCollection) {
    const item = binder(here, 'item', value.type.kind === 'list' ? value.type.of : anyType)
    const predicate = single(variable(item, value.at), defined, place, here)
    if (predicate !== undefined) {
      add(core(booleanType, value.at, { kind: 'every', of: value, binder: item, predicate }))
    }
  } else add(single(value, defined, place, here))
  return tests.length === 0 ? undefined : core(booleanType, value.at, { kind: 'and', parts: tests })
}

/** The tests of one value: of the definition itself, of what it is based on, and of its components. */
function single(
  value: Core,
  { definition, model }: DefinedType,
  place: ConstraintPlace,
  here: CheckPlace,
): Core | undefined {
  const tests: Core[] = []
  const own = met(definition.allowedValues, value, place)
  if (own !== undefined) tests.push(own)
  const base = definition.typeRef === undefined ? undefined : place.types.definition(definition.typeRef, model)
  const inherited = base === undefined ? undefined : conforms(value, base, place, here)
  if (inherited !== undefined) tests.push(inherited)
  for (const part of definition.components) {
    const component = { definition: part, model }
    if (!isConstrained(component, place, new Set())) continue
    const field = resolveField(value, part.name, value.at, here)
    const test = conforms(field, component, place, here)
    const missing = core(booleanType, value.at, { kind: 'is-null', of: field })
    if (test !== undefined) tests.push(core(booleanType, value.at, { kind: 'or', parts: [missing, test] }))
  }
  return tests.length === 0 ? undefined : core(booleanType, value.at, { kind: 'and', parts: tests })
}

function met(text: SourceText | undefined, value: Core, place: ConstraintPlace): Core | undefined {
  if (text === undefined || text.text.trim() === '') return undefined
  const parsed = parseUnaryTests(text.text, new NameTable(place.scope.known()))
  if (!parsed.ok) return syntaxProblem(parsed.fault, place.at(text))
  if (parsed.value.kind === 'any') return undefined
  return testsOf(parsed.value, value, place.scope, place.at(text))
}

function testsOf(tests: Extract<UnaryTests, { kind: 'tests' }>, value: Core, scope: Scope, here: CheckPlace): Core {
  const found = checkTests(tests.tests, value, scope, here, value.at)
  return tests.negated ? core(booleanType, value.at, { kind: 'not', of: found }) : found
}
