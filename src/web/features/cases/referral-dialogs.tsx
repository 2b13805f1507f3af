import type { ReactNode } from 'react'
import {
  type ReferralAnswer,
  type ReferralAsk,
  referralDepartments,
  referralResults,
  type ReferralRow,
} from '#contracts/assistance'
import { referralDepartmentNames, referralResultNames } from '#messages/assistance'
import { useAnswerReferral, useAskReferral } from '#web/features/cases/api.ts'
import { ChoiceField, choices, NoteField, PickField } from '#web/features/cases/forms/fields.tsx'
import { referralText } from '#web/features/cases/text.zh.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
import '#web/features/cases/forms/forms.css'

/** What a department has given, or why it has not. */
export function AnswerDialog({ of, onClose }: { of: ReferralRow; onClose: () => void }): ReactNode {
  return (
    <ActFormDialog
      title={`${referralText.answer}：${of.headName}　${referralDepartmentNames[of.department]}`}
      what={of.ask}
      act={referralText.answer}
      mutation={useAnswerReferral(of.id)}
      requestOf={(fields: Pick<ReferralAnswer, 'result' | 'answer'>, key) => ({ key, version: of.version, ...fields })}
      done={referralText.answerDone}
      onClose={onClose}
    >
      <ChoiceField name="result" label={referralText.result} options={choices(referralResultNames, referralResults)} />
      <NoteField name="answer" label={referralText.answerText} />
    </ActFormDialog>
  )
}

/** What is not ours to decide goes to its department. */
export function AskDialog({ householdId, onClose }: { householdId: string; onClose: () => void }): ReactNode {
  return (
    <ActFormDialog
      title={referralText.open}
      act={referralText.send}
      mutation={useAskReferral()}
      requestOf={(fields: Pick<ReferralAsk, 'department' | 'ask'>, key) => ({ key, householdId, ...fields })}
      done={referralText.askDone}
      onClose={onClose}
    >
      <PickField
        name="department"
        label={referralText.department}
        options={choices(referralDepartmentNames, referralDepartments)}
      />
      <NoteField name="ask" label={referralText.ask} />
    </ActFormDialog>
  )
}
