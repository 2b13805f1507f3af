import { Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Member } from '#contracts/registry'
import { useReason } from '#web/features/households/api.ts'
import { Masked } from '#web/features/households/masked.tsx'
import { memberNames } from '#web/features/households/member-names.ts'
import { ReasonInputs } from '#web/features/households/reason-inputs.tsx'
import { type ReasonNode, toReasonTree } from '#web/features/households/reason-tree.ts'
import { householdText } from '#web/features/households/text.zh.ts'
import { longDay } from '#web/format.ts'
import { Expression } from '#web/ui/expression.tsx'
import { Failed } from '#web/ui/failed.tsx'

/** The first levels are the answer; what lies deeper is there for whoever doubts it. */
const openLevels = 1

function Step({
  node,
  open,
  nameOf,
}: {
  node: ReasonNode
  open: boolean | undefined
  nameOf: (subject: string) => string
}): ReactNode {
  const { step, children } = node
  return (
    <li>
      <details open={open ?? step.depth < openLevels}>
        <summary>
          <span className="reason-name">{step.decision}</span>
          <span className={step.known ? 'reason-value' : 'reason-value reason-unknown'}>
            {step.value === householdText.masked ? <Masked /> : step.value}
          </span>
          {step.article === null ? null : <span className="reason-article quiet">{step.article}</span>}
        </summary>
        <div className="reason-body">
          {step.expression === null ? null : (
            <p className="reason-formula">
              <span className="quiet">{householdText.formula}：</span>
              <Expression of={step.expression} />
            </p>
          )}
          {step.inputs.length === 0 ? null : <ReasonInputs of={step.inputs} nameOf={nameOf} />}
          {children.length === 0 ? null : (
            <ul>
              {children.map((child) => (
                <Step key={child.key} node={child} open={open} nameOf={nameOf} />
              ))}
            </ul>
          )}
        </div>
      </details>
    </li>
  )
}

/** Why: the tree of steps down to facts and standards. */
export function ReasonPanel({ householdId, members }: { householdId: string; members: readonly Member[] }): ReactNode {
  const { data: reason, error, refetch } = useReason(householdId)
  const [open, setOpen] = useState<boolean>()
  return (
    <section className="panel reason" aria-labelledby="reason-title">
      <header className="panel-head">
        <h2 id="reason-title">{householdText.reason}</h2>
        {reason === undefined || reason === null ? null : (
          <span className="no-print">
            <Button type="link" size="small" onClick={() => setOpen(true)}>
              {householdText.expandAll}
            </Button>
            <Button type="link" size="small" onClick={() => setOpen(false)}>
              {householdText.collapseAll}
            </Button>
          </span>
        )}
      </header>
      {error === null ? null : <Failed error={error} retry={() => void refetch()} />}
      {reason === undefined && error === null ? <Skeleton active /> : null}
      {reason === null ? <p className="quiet">{householdText.reasonNone}</p> : null}
      {reason === undefined || reason === null ? null : (
        <>
          <p className="quiet panel-hint">{`${householdText.reasonHint}${householdText.asOf(longDay(reason.asOf))}。`}</p>
          <ul className="reason-tree">
            {toReasonTree(reason.steps).map((node) => (
              // A new key redraws the tree when all of it is opened or closed.
              <Step
                key={`${node.key}-${String(open)}`}
                node={node}
                open={open}
                nameOf={memberNames(reason.steps, members)}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
