import { never, parseDay } from '#kernel/day'
import type { Policies } from '#policy/compile'
import { wholeCountry, type Parameter, type ParameterRow } from '#policy/model/index'

/**
 * The same policies with other values of some parameters, everywhere and on every day: for worked examples and for
 * trying out a change. Throws on a name that is no parameter.
 */
export function withParameterValues(policies: Policies, values: Readonly<Record<string, string>>): Policies {
  const parameters = new Map(policies.program.parameters)
  for (const [name, value] of Object.entries(values)) {
    const parameter = parameters.get(name)
    if (parameter === undefined) throw new Error(`No parameter ${name}`)
    parameters.set(name, { ...parameter, rows: rowsWith(parameter, value) })
  }
  return { ...policies, program: { ...policies.program, parameters } }
}

/** One row for each combination of dimensions that the parameter knows. */
function rowsWith(parameter: Parameter, value: string): readonly ParameterRow[] {
  const from = parseDay('1800-01-01')
  if (from === undefined) throw new Error('1800-01-01 is a day')
  const combinations = new Map(parameter.rows.map((row) => [JSON.stringify(row.dimensions), row]))
  return [...combinations.values()].map((row) => ({
    ...row,
    division: wholeCountry,
    value: parameter.type === 'boolean' ? value === 'true' : value,
    from,
    until: never,
  }))
}
