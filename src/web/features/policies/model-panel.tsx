import { Input, Segmented, Select, Skeleton } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { DraftDetail, DraftError } from '#contracts/policy-register'
import { draftText } from '#web/features/policies/draft-text.zh.ts'
import type { DraftWork } from '#web/features/policies/draft-work.ts'
import { ErrorList } from '#web/features/policies/error-list.tsx'

// The table editor is large and only its authors need it.
const ModelEditor = lazy(async () => ({
  default: (await import('#web/features/policies/editor/model-editor.tsx')).ModelEditor,
}))

/** The models of a draft: one at a time, as tables or as text, with what the compiler says beside it. */
export function ModelPanel({
  draft,
  work,
  errors,
  checking,
}: {
  draft: DraftDetail
  work: DraftWork
  errors: readonly DraftError[]
  checking: boolean
}): ReactNode {
  const models = draft.files.filter(({ file }) => file.endsWith('.dmn'))
  const [chosen, setChosen] = useState(models[0]?.file ?? '')
  const [kind, setKind] = useState<'table' | 'text'>('table')
  const [asked, setAsked] = useState<{ decision: string; times: number }>()
  const model = models.find(({ file }) => file === chosen)
  if (model === undefined) return null
  const own = errors.filter(({ folder, file }) => folder === model.folder && file === model.file)
  return (
    <div className="draft-models">
      <div className="draft-toolbar">
        {models.length > 1 ? (
          <Select
            aria-label={draftText.files}
            value={chosen}
            onChange={setChosen}
            options={models.map(({ file, changed }) => ({
              value: file,
              label: changed ? `${file}（${draftText.changedMark}）` : file,
            }))}
          />
        ) : null}
        <Segmented
          aria-label={draftText.editorKind}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'table', label: draftText.asTable },
            { value: 'text', label: draftText.asText },
          ]}
        />
      </div>
      {kind === 'table' ? (
        <Suspense fallback={<Skeleton active title={{ width: 160 }} />}>
          <ModelEditor
            key={`${draft.id} ${model.file}`}
            text={work.fileText(model)}
            asked={asked}
            onText={(text) => work.setFile(model, text)}
          />
        </Suspense>
      ) : (
        <Input.TextArea
          className="draft-source"
          aria-label={draftText.fileText(model.file)}
          value={work.fileText(model)}
          onChange={(event) => work.setFile(model, event.target.value)}
          autoSize={{ minRows: 18, maxRows: 32 }}
          spellCheck={false}
        />
      )}
      <ErrorList
        errors={own.length > 0 ? own : errors}
        checking={checking}
        onOpen={(error) => {
          if (error.file.endsWith('.dmn') && error.folder === draft.folder) setChosen(error.file)
          if (error.decision !== null)
            setAsked((before) => ({ decision: error.decision ?? '', times: (before?.times ?? 0) + 1 }))
        }}
      />
    </div>
  )
}
