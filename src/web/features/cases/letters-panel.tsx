import { Alert, App, Button, Form, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { type DeliveryWay, deliveryWays } from '#contracts/assistance'
import { type LetterRow } from '#contracts/notice'
import { kindNames, wayNames } from '#messages/notice'
import { useDeliver, useLetters } from '#web/features/cases/api.ts'
import { actWords, formText } from '#web/features/cases/form-text.zh.ts'
import { ChoiceField, choices, DayField, NoteField } from '#web/features/cases/forms/fields.tsx'
import { caseText } from '#web/features/cases/text.zh.ts'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { newCommandKey } from '#web/request.ts'
import { Failed } from '#web/ui/failed.tsx'

interface Fields {
  readonly deliveredOn: string
  readonly way: DeliveryWay
  readonly note: string
}

function DeliveryDialog({ letter, onClose }: { letter: LetterRow; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const deliver = useDeliver(letter.id)
  const today = useSession().data?.today
  const [key, setKey] = useState(newCommandKey)
  const send = (fields: Fields): void =>
    deliver.mutate(
      { key, ...fields },
      {
        onSuccess: () => {
          void message.success(actWords.letter.done)
          onClose()
        },
        onError: ({ status }) => {
          if (status >= 400 && status < 500) setKey(newCommandKey())
        },
      },
    )
  return (
    <Modal
      open
      title={`${caseText.letterDeliver}：${kindNames[letter.kind]}`}
      okText={caseText.letterDeliver}
      cancelText={caseText.cancel}
      confirmLoading={deliver.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={today === undefined ? {} : { deliveredOn: today }}
        onFinish={send}
      >
        <DayField name="deliveredOn" label={formText.letterDay} />
        <ChoiceField name="way" label={formText.deliveryWay} options={choices(wayNames, deliveryWays)} />
        <NoteField name="note" label={formText.deliveryNote} rows={2} />
      </Form>
      {deliver.error === null ? null : <Alert type="error" showIcon title={deliver.error.message} role="alert" />}
    </Modal>
  )
}

/** Papers that stay in the file or hang on the board, and decisions: these reach the household by a step of the case. */
const noDelivery: ReadonlySet<LetterRow['kind']> = new Set<LetterRow['kind']>([
  'promise',
  'survey-form',
  'opinion',
  'public-notice',
  'decision',
  'refusal',
  'change',
  'stop',
  'grace',
])

/** Whether it is told here how the letter was handed over. */
function isHandedOver({ kind, deliveredOn }: LetterRow): boolean {
  return deliveredOn !== null || !noDelivery.has(kind)
}

function delivery(letter: LetterRow): string {
  const { deliveredOn, deliveryWay } = letter
  if (deliveredOn === null) return caseText.letterUndelivered
  return caseText.letterDelivered(deliveredOn, deliveryWay === null ? '' : wayNames[deliveryWay])
}

/** Every letter of the case, to be opened, printed and told when it was handed over. */
export function LettersPanel({ caseId }: { caseId: string }): ReactNode {
  const mayRead = usePermission('notice:read')
  const mayDeliver = usePermission('case:handle')
  const { data, error, refetch } = useLetters(caseId, mayRead)
  const [delivering, setDelivering] = useState<LetterRow>()
  if (!mayRead) return null
  return (
    <section className="panel" aria-labelledby="case-letters-title">
      <h2 id="case-letters-title">{caseText.letters}</h2>
      {error === null ? null : <Failed error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 ? <p className="quiet">{caseText.lettersNone}</p> : null}
      <ul className="case-letters">
        {(data?.items ?? []).map((letter) => (
          <li key={letter.id}>
            <p>
              <strong>{kindNames[letter.kind]}</strong>
            </p>
            <p className="quiet">{`${letter.number}　${letter.issuedOn}`}</p>
            {!isHandedOver(letter) ? null : <p className="quiet">{delivery(letter)}</p>}
            <p className="case-letter-acts">
              <a
                href={`/api/letters/${letter.id}.html`}
                target="_blank"
                rel="noreferrer"
                aria-label={`${caseText.letterOpen}：${kindNames[letter.kind]}`}
              >
                {caseText.letterOpen}
              </a>
              <a
                href={`/api/letters/${letter.id}.pdf`}
                target="_blank"
                rel="noreferrer"
                aria-label={`${caseText.letterPdf}：${kindNames[letter.kind]}`}
              >
                {caseText.letterPdf}
              </a>
              {mayDeliver && letter.deliveredOn === null && isHandedOver(letter) ? (
                <Button
                  size="small"
                  aria-label={`${caseText.letterDeliver}：${kindNames[letter.kind]}`}
                  onClick={() => setDelivering(letter)}
                >
                  {caseText.letterDeliver}
                </Button>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
      {delivering === undefined ? null : (
        <DeliveryDialog key={delivering.id} letter={delivering} onClose={() => setDelivering(undefined)} />
      )}
    </section>
  )
}
