import { Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { type RecoveryRow, type RecoveryWay, recoveryWays } from '#contracts/disbursement'
import { type Fen, fen, formatYuan, parseYuan } from '#kernel/fen'
import { actText } from '#web/ui/act-text.zh.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
import { usePlanRecovery, useReceiveRecovery } from '#web/features/payments/api.ts'
import { recoveryCauseNames, recoveryText, recoveryWayNames } from '#web/features/payments/recoveries-text.zh.ts'

/** What is still to be given back. */
export function dueFen({ amount, recovered }: RecoveryRow): Fen {
  const [all, back] = [parseYuan(amount), parseYuan(recovered)]
  if (all === undefined || back === undefined) throw new Error(`Not an amount: ${amount}, ${recovered}`)
  return fen(all - back)
}

export function dueOf(recovery: RecoveryRow): string {
  return formatYuan(dueFen(recovery))
}

const plain = (text: string): string => text.trim().replaceAll(',', '')

function checkAmount(text: string | undefined): Promise<void> {
  const amount = parseYuan(text ?? '')
  return amount !== undefined && amount > 0n ? Promise.resolve() : Promise.reject(new Error(actText.amountWrong))
}

interface Plan {
  readonly cause: 'honest' | 'fraud'
  readonly way: RecoveryWay
  readonly monthly: string
}

/** Why too much was paid, and how it comes back. */
export function PlanDialog({ recovery, onClose }: { recovery: RecoveryRow; onClose: () => void }): ReactNode {
  const due = dueOf(recovery)
  return (
    <ActFormDialog
      title={recoveryText.planTitle(recovery.payee, due)}
      what={recoveryText.planWhat}
      act={recovery.status === 'open' ? recoveryText.plan : recoveryText.planAgain}
      mutation={usePlanRecovery(recovery.id)}
      initial={{
        monthly: recovery.monthly ?? due,
        ...(recovery.cause === 'unknown' ? {} : { cause: recovery.cause }),
        ...(recovery.way === null ? {} : { way: recovery.way }),
      }}
      requestOf={({ cause, way, monthly }: Plan, key) => ({
        key,
        version: recovery.version,
        cause,
        way,
        monthly: plain(monthly),
      })}
      done={recoveryText.planDone}
      onClose={onClose}
    >
      <Form.Item
        name="cause"
        label={recoveryText.causeField}
        rules={[{ required: true, message: recoveryText.causeMissing }]}
      >
        <Radio.Group className="stacked-choices">
          {(['honest', 'fraud'] as const).map((cause) => (
            <Radio key={cause} value={cause}>
              {recoveryCauseNames[cause]}
              <span className="quiet recovery-hint">{recoveryText.causeHints[cause]}</span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="way"
        label={recoveryText.wayField}
        rules={[{ required: true, message: recoveryText.wayMissing }]}
      >
        <Radio.Group options={recoveryWays.map((value) => ({ value, label: recoveryWayNames[value] }))} />
      </Form.Item>
      <Form.Item
        name="monthly"
        label={recoveryText.monthlyField}
        extra={recoveryText.monthlyHint(due)}
        rules={[{ validator: (_, value: string | undefined) => checkAmount(value) }]}
      >
        <Input inputMode="decimal" maxLength={12} suffix={actText.yuan} />
      </Form.Item>
    </ActFormDialog>
  )
}

interface Receipt {
  readonly amount: string
  readonly note: string
}

/** Money that was paid back in cash or by transfer. */
export function ReceiveDialog({ recovery, onClose }: { recovery: RecoveryRow; onClose: () => void }): ReactNode {
  return (
    <ActFormDialog
      title={recoveryText.receiveTitle(recovery.payee)}
      what={recoveryText.receiveWhat(dueOf(recovery))}
      act={recoveryText.receive}
      mutation={useReceiveRecovery(recovery.id)}
      requestOf={({ amount, note }: Receipt, key) => ({ key, amount: plain(amount), note: note.trim() })}
      done={recoveryText.receiveDone}
      onClose={onClose}
    >
      <Form.Item
        name="amount"
        label={recoveryText.receiveAmount}
        rules={[{ validator: (_, value: string | undefined) => checkAmount(value) }]}
      >
        <Input inputMode="decimal" maxLength={12} suffix={actText.yuan} />
      </Form.Item>
      <Form.Item
        name="note"
        label={recoveryText.receiveNote}
        rules={[{ required: true, whitespace: true, message: recoveryText.receiveNoteMissing }]}
      >
        <Input.TextArea rows={2} maxLength={200} showCount placeholder={recoveryText.receiveNoteHint} />
      </Form.Item>
    </ActFormDialog>
  )
}
