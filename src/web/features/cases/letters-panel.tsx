import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { decisionKinds, isAddressed, type LetterKind, type LetterRow } from '#contracts/notice'
import { kindNames, wayNames } from '#messages/notice'
import { useLetters } from '#web/features/cases/api.ts'
import { caseText } from '#web/features/cases/text.zh.ts'
import { DeliveryDialog } from '#web/features/notices/delivery-dialog.tsx'
import { usePermission } from '#web/features/session/api.ts'
import { Failed } from '#web/ui/failed.tsx'

const ofDecisions: ReadonlySet<LetterKind> = new Set<LetterKind>(decisionKinds)

/** Whether it is told here how the letter was handed over; of a decision's letter a step of the case tells it. */
function isHandedOverHere({ kind, deliveredOn }: LetterRow): boolean {
  return deliveredOn === null && isAddressed(kind) && !ofDecisions.has(kind)
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
            {!isAddressed(letter.kind) ? null : <p className="quiet">{delivery(letter)}</p>}
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
              {mayDeliver && isHandedOverHere(letter) ? (
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
