import type { DecisionTable, PolicyDecision } from '#contracts/policy-register'
import type { Boxed, Policies } from '#policy'

function toTable(logic: Boxed | undefined): DecisionTable | null {
  if (logic?.kind !== 'table') return null
  return {
    hitPolicy: logic.hitPolicy,
    inputs: logic.inputs.map((input) => input.label ?? input.text.text),
    outputs: logic.outputs.map((output) => output.name ?? ''),
    annotations: [...logic.annotationNames],
    rules: logic.rules.map((rule) => ({
      inputs: rule.inputs.map(({ text }) => text),
      outputs: rule.outputs.map(({ text }) => text),
      annotations: [...rule.annotations],
    })),
  }
}

/** Logic as a line of FEEL, or as lines of it; null for a table, which is shown as one. */
function writtenAs(logic: Boxed | undefined): string | null {
  if (logic === undefined) return null
  const part = (of: Boxed | undefined): string => writtenAs(of) ?? ''
  switch (logic.kind) {
    case 'literal':
      return logic.text.text.trim()
    case 'context':
      return logic.entries.map(({ name, value }) => `${name === undefined ? '' : `${name}: `}${part(value)}`).join('\n')
    case 'list':
      return `[${logic.items.map(part).join(', ')}]`
    case 'relation':
      return [
        logic.columns.map(({ name }) => name).join(' | '),
        ...logic.rows.map((row) => row.map(part).join(' | ')),
      ].join('\n')
    case 'invocation':
      return `${part(logic.callee)}(${logic.bindings.map(({ name, value }) => `${name}: ${part(value)}`).join(', ')})`
    case 'function':
      return `function(${logic.parameters.map(({ name }) => name).join(', ')}) ${part(logic.body)}`
    case 'conditional':
      return `if ${part(logic.condition)} then ${part(logic.yes)} else ${part(logic.no)}`
    case 'filter':
      return `${part(logic.of)}[${part(logic.by)}]`
    case 'for':
      return `for ${logic.iterator} in ${part(logic.over)} return ${part(logic.body)}`
    case 'some':
    case 'every':
      return `${logic.kind} ${logic.iterator} in ${part(logic.over)} satisfies ${part(logic.body)}`
    case 'table':
      return null
  }
}

/** The decisions of a folder as people read them, and after them the rules that they share. */
export function decisionsOf(policies: Policies, folder: string): PolicyDecision[] {
  const summaries = new Map(policies.decisions.map((decision) => [decision.name, decision]))
  const models = policies.models.filter((model) => model.folder === folder)
  const decisions = models
    .flatMap((model) => model.decisions)
    .map((decision) => {
      const summary = summaries.get(decision.name)
      return {
        name: decision.name,
        type: summary?.type ?? '',
        unit: summary?.unit ?? null,
        description: decision.description ?? null,
        expression: writtenAs(decision.logic),
        table: toTable(decision.logic),
      }
    })
  // Rules that decisions share stand after them: without these the decisions could not be followed.
  const shared = models
    .flatMap((model) => model.functions)
    .map(({ name, parameters, logic }) => ({
      name: `${name}(${parameters.map((parameter) => parameter.name).join(', ')})`,
      type: '',
      unit: null,
      description: null,
      expression: writtenAs(logic),
      table: toTable(logic),
    }))
  return [...decisions, ...shared]
}
