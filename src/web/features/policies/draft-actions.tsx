import { Alert, App, Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { DraftDetail } from '#contracts/policy-register'
import { useDraftStep, useSaveDraft } from '#web/features/policies/draft-api.ts'
import { draftText } from '#web/features/policies/draft-text.zh.ts'
import type { DraftWork } from '#web/features/policies/draft-work.ts'
import { usePermission } from '#web/features/session/api.ts'
import { longDay } from '#web/format.ts'

type Step = 'submit' | 'withdraw' | 'confirm' | 'reject'

interface StepTexts {
  readonly title: string
  readonly what: string
  readonly done: string
  readonly ok: string
}

function textsOf(step: Step, day: string): StepTexts {
  switch (step) {
    case 'submit':
      return {
        title: draftText.submitTitle,
        what: draftText.submitWhat(day),
        done: draftText.submitted,
        ok: draftText.submit,
      }
    case 'withdraw':
      return {
        title: draftText.withdrawTitle,
        what: draftText.withdrawWhat,
        done: draftText.withdrawn,
        ok: draftText.withdraw,
      }
    case 'confirm':
      return {
        title: draftText.confirmTitle,
        what: draftText.confirmWhat(day),
        done: draftText.confirmed,
        ok: draftText.confirm,
      }
    case 'reject':
      return { title: draftText.rejectTitle, what: '', done: draftText.rejected, ok: draftText.reject }
  }
}

/** Says what a step will do before it is done; the refusal stands in the same place. */
function StepDialog({ draft, step, onClose }: { draft: DraftDetail; step: Step; onClose: () => void }): ReactNode {
  const act = useDraftStep(draft.id, step)
  const { message } = App.useApp()
  const [note, setNote] = useState('')
  const texts = textsOf(step, draft.effectiveOn === null ? draftText.noDay : longDay(draft.effectiveOn))
  return (
    <Modal
      open
      title={texts.title}
      okText={texts.ok}
      okButtonProps={{ danger: step === 'withdraw' || step === 'reject' }}
      cancelText={draftText.cancel}
      confirmLoading={act.isPending}
      onCancel={onClose}
      onOk={() =>
        act.mutate(
          { version: draft.version, ...(step === 'reject' ? { note } : {}) },
          {
            onSuccess: () => {
              void message.success(texts.done)
              onClose()
            },
          },
        )
      }
    >
      {texts.what === '' ? null : <p>{texts.what}</p>}
      {step === 'reject' ? (
        <label className="draft-field">
          {draftText.rejectNote}
          <Input.TextArea
            rows={3}
            maxLength={1000}
            showCount
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
      ) : null}
      {act.error === null ? null : <Alert type="error" showIcon title={act.error.message} role="alert" />}
    </Modal>
  )
}

/** The steps that the reader may take with a draft; what stands in the way is said beside them. */
export function DraftActions({ draft, work }: { draft: DraftDetail; work: DraftWork }): ReactNode {
  const [step, setStep] = useState<Step>()
  const save = useSaveDraft(draft.id)
  const { message } = App.useApp()
  const mayDraft = usePermission('policy:draft')
  const mayConfirm = usePermission('policy:confirm')
  const edits = draft.own && mayDraft && draft.status === 'draft'
  const withdraws = draft.own && mayDraft && (draft.status === 'draft' || draft.status === 'submitted')
  const decides = mayConfirm && draft.status === 'submitted'
  const { title, reason, effectiveOn, content } = work
  return (
    <div className="draft-actions">
      <div className="draft-buttons">
        {edits ? (
          <>
            <span className={work.unsaved ? 'draft-unsaved' : 'quiet'} role="status">
              {work.unsaved ? draftText.unsaved : draftText.allSaved}
            </span>
            <Button
              type={work.unsaved ? 'primary' : 'default'}
              loading={save.isPending}
              disabled={!work.unsaved || title.trim() === ''}
              onClick={() =>
                save.mutate(
                  { version: draft.version, title: title.trim(), reason, effectiveOn, content },
                  { onSuccess: () => void message.success(draftText.saved) },
                )
              }
            >
              {draftText.save}
            </Button>
            <Button
              type={work.unsaved ? 'default' : 'primary'}
              disabled={work.unsaved}
              {...(work.unsaved ? { title: draftText.saveFirst } : {})}
              onClick={() => setStep('submit')}
            >
              {draftText.submit}
            </Button>
          </>
        ) : null}
        {withdraws ? <Button onClick={() => setStep('withdraw')}>{draftText.withdraw}</Button> : null}
        {decides && !draft.own ? (
          <>
            <Button type="primary" onClick={() => setStep('confirm')}>
              {draftText.confirm}
            </Button>
            <Button danger onClick={() => setStep('reject')}>
              {draftText.reject}
            </Button>
          </>
        ) : null}
      </div>
      {decides && draft.own ? <Alert type="info" showIcon title={draftText.ownDraft} /> : null}
      {save.error === null ? null : <Alert type="error" showIcon title={save.error.message} role="alert" />}
      {step === undefined ? null : (
        <StepDialog key={step} draft={draft} step={step} onClose={() => setStep(undefined)} />
      )}
    </div>
  )
}
