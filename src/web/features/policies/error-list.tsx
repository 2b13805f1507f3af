import type { ReactNode } from 'react'
import type { DraftError } from '#contracts/policy-register'
import { draftText } from '#web/features/policies/draft-text.zh.ts'
import { count } from '#web/format.ts'

/** `R2C1` → 第2行第1列. */
function cellText(cell: string): string {
  const match = /^R(\d+)C(\d+)$/.exec(cell)
  return match === null ? cell : draftText.cell(match[1] ?? '', match[2] ?? '')
}

function placeOf(error: DraftError): string {
  const places = [error.decision, error.cell === null ? null : cellText(error.cell), draftText.line(error.line)]
  return places.filter((place) => place !== null).join(' · ')
}

/** What the compiler says: where, and what. */
export function ErrorList({
  errors,
  checking,
  onOpen,
}: {
  errors: readonly DraftError[]
  /** What is shown was said of an earlier wording. */
  checking: boolean
  onOpen?: (error: DraftError) => void
}): ReactNode {
  return (
    <section className="draft-errors" aria-label={draftText.errorList} aria-live="polite">
      {checking ? (
        <p className="quiet">{draftText.checking}</p>
      ) : errors.length === 0 ? (
        <p className="draft-fine">✓ {draftText.noErrors}</p>
      ) : (
        <>
          <p className="draft-wrong">✗ {draftText.errors(count(errors.length))}</p>
          <ul>
            {errors.map((error) => (
              <li key={`${error.folder} ${error.file} ${error.line} ${error.message}`}>
                {onOpen === undefined || error.decision === null ? (
                  <strong>{placeOf(error)}</strong>
                ) : (
                  <button
                    type="button"
                    className="link-button"
                    title={draftText.openDecision}
                    onClick={() => onOpen(error)}
                  >
                    {placeOf(error)}
                  </button>
                )}
                <span>{error.message}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
