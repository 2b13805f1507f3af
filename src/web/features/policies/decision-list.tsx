import type { ReactNode } from 'react'
import type { DecisionTable, PolicyDecision } from '#contracts/policy-register'
import { hitPolicyText, policyText } from '#web/features/policies/text.zh.ts'
import { Expression } from '#web/ui/expression.tsx'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'

function RuleTable({ of, name }: { of: DecisionTable; name: string }): ReactNode {
  return (
    <>
      <p className="quiet rule-hint">{hitPolicyText[of.hitPolicy] ?? ''}</p>
      <ScrollFrame label={name}>
        <table className="rule-table" aria-label={name}>
          <thead>
            <tr>
              <th scope="col" className="rule-number">
                {policyText.rule}
              </th>
              {of.inputs.map((input) => (
                <th key={input} scope="col">
                  <Expression of={input} />
                </th>
              ))}
              {of.outputs.map((output, index) => (
                // An output without a name is the decision itself.
                <th key={`output-${index}`} scope="col" className="rule-conclusion">
                  {output === '' ? name : output}
                </th>
              ))}
              {of.annotations.map((annotation) => (
                <th key={annotation} scope="col">
                  {annotation}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of.rules.map((rule, row) => (
              // The rows of a table have a fixed order, which is part of the law.
              <tr key={row}>
                <td className="rule-number quiet">{row + 1}</td>
                {rule.inputs.map((text, column) => (
                  <td key={`input-${of.inputs[column] ?? column}`}>
                    <Expression of={text} />
                  </td>
                ))}
                {rule.outputs.map((text, column) => (
                  <td key={`output-${of.outputs[column] ?? column}`} className="rule-conclusion">
                    <Expression of={text} />
                  </td>
                ))}
                {rule.annotations.map((text, column) => (
                  <td key={`annotation-${of.annotations[column] ?? column}`} className="quiet">
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </>
  )
}

function anchorOf(name: string): string {
  return `decision-${name}`
}

/** Every decision of a policy: tables as tables, the others as expressions in words. */
export function DecisionList({ decisions }: { decisions: readonly PolicyDecision[] }): ReactNode {
  if (decisions.length === 0) return <p className="quiet">{policyText.noDecisions}</p>
  return (
    <div className="decision-columns">
      <nav className="decision-index" aria-label={policyText.contents}>
        {decisions.map(({ name }) => (
          <a key={name} href={`#${anchorOf(name)}`}>
            {name}
          </a>
        ))}
      </nav>
      <div>
        {decisions.map((decision) => (
          <article key={decision.name} id={anchorOf(decision.name)} className="decision">
            <h2>
              {decision.name}
              {decision.unit === null ? null : <small className="quiet">{`　${policyText.unit(decision.unit)}`}</small>}
            </h2>
            {decision.description === null ? null : <p className="decision-description">{decision.description}</p>}
            {decision.table === null ? null : <RuleTable of={decision.table} name={decision.name} />}
            {decision.expression === null ? null : (
              <p className="decision-expression">
                <Expression of={decision.expression} />
              </p>
            )}
          </article>
        ))}
      </div>
    </div>
  )
}
