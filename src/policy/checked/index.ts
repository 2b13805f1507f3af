/**
 * Pass 3: names resolved, types inferred, units checked. Expressions become `Core`, the one form that both back ends
 * read: calls of functions are spelled out, unary tests are comparisons, filters have named elements.
 * Everything wrong is reported with its place, its decision and its cell, and never silently repaired: a policy with a
 * single error has no back ends; standard DMN asks for null where a policy must not compile. It computes nothing.
 */
export type { Binder, Core, HitPolicy, Table, TableRule } from '#policy/checked/core'
export type { BuiltinName } from '#policy/checked/builtin-names'
export { checkModels } from '#policy/checked/from-model'
export type { CheckedDecision, Program, Quotients, Semantics } from '#policy/checked/program'
export { bindersOf, parts, within } from '#policy/checked/walk'
export { printType, type Type } from '#policy/checked/type'
