import { Input } from 'antd'
import type { ReactNode } from 'react'
import type { DraftDetail, DraftReview } from '#contracts/policy-register'
import { draftText } from '#web/features/policies/draft-text.zh.ts'
import type { DraftWork } from '#web/features/policies/draft-work.ts'
import { ExampleList } from '#web/features/policies/example-list.tsx'

/** The worked households under the draft, those that fail first; and their file, when it must change with the rule. */
export function ExamplesPanel({
  draft,
  work,
  review,
  editable,
}: {
  draft: DraftDetail
  work: DraftWork
  review: DraftReview
  editable: boolean
}): ReactNode {
  const own = draft.files.filter(({ file }) => file === 'examples.yaml')
  const failed = review.examples.filter(({ passed }) => !passed)
  const rest = review.examples.filter(({ passed, folder }) => passed && folder === draft.folder)
  return (
    <>
      {review.errors.length > 0 ? (
        <p role="alert">{draftText.examplesAfterErrors}</p>
      ) : (
        <ExampleList examples={[...failed, ...rest]} />
      )}
      {editable
        ? own.map((file) => (
            <details key={`${file.folder} ${file.file}`} className="draft-examples">
              <summary>{draftText.examplesFile}</summary>
              <p className="quiet">{draftText.examplesHint}</p>
              <Input.TextArea
                className="draft-source"
                aria-label={draftText.examplesFile}
                value={work.fileText(file)}
                onChange={(event) => work.setFile(file, event.target.value)}
                autoSize={{ minRows: 12, maxRows: 30 }}
                spellCheck={false}
              />
            </details>
          ))
        : null}
    </>
  )
}
