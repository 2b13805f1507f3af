import { Alert } from 'antd'
import type { ReactNode } from 'react'
import type { HouseholdFile } from '#contracts/registry'
import { useReason } from '#web/features/households/api.ts'
import { householdText } from '#web/features/households/text.zh.ts'

type Determination = NonNullable<HouseholdFile['determination']>

function Missing({ householdId }: { householdId: string }): ReactNode {
  const { data: reason, isPending } = useReason(householdId)
  if (isPending) return null
  if (reason === undefined || reason === null || reason.missing.length === 0) return householdText.missingUnread
  return (
    <>
      <ul>
        {reason.missing.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {householdText.missingHint}
    </>
  )
}

/** Stands before every figure: that the household cannot be determined yet, and which facts would settle it. */
export function MissingNotice({ householdId, of }: { householdId: string; of: Determination }): ReactNode {
  if (of.category !== null && of.amount !== null) return null
  return (
    <Alert
      type="warning"
      showIcon
      className="household-missing"
      title={of.category === null ? householdText.categoryMissing : householdText.amountMissing}
      description={<Missing householdId={householdId} />}
    />
  )
}
