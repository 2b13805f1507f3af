import { Alert, Button, Empty, Form, Input, Modal, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { draftStatusNames } from '#messages/policy-register'
import { useCreateDraft, useDrafts } from '#web/features/policies/draft-api.ts'
import { draftText, draftTones } from '#web/features/policies/draft-text.zh.ts'
import { usePermission } from '#web/features/session/api.ts'
import { instant, longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'

function BeginDialog({ folder, onClose }: { folder: string; onClose: () => void }): ReactNode {
  const create = useCreateDraft()
  const navigate = useNavigate()
  const [form] = Form.useForm<{ title: string }>()
  return (
    <Modal
      open
      title={draftText.beginTitle}
      okText={draftText.create}
      cancelText={draftText.cancel}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ title }) =>
          create.mutate(
            { folder, title: title.trim() },
            { onSuccess: ({ id }) => void navigate(`/policies/${folder}/drafts/${id}`) },
          )
        }
      >
        <Form.Item
          name="title"
          label={draftText.titleLabel}
          rules={[{ required: true, whitespace: true, message: draftText.titleMissing }]}
        >
          <Input maxLength={80} placeholder={draftText.titleHint} autoFocus />
        </Form.Item>
      </Form>
      {create.error === null ? null : <Alert type="error" showIcon title={create.error.message} role="alert" />}
    </Modal>
  )
}

/** The drafts of a policy, the open ones first, and the way to begin one. */
export function DraftsPanel({ folder }: { folder: string }): ReactNode {
  const { data, error, refetch } = useDrafts(folder)
  const mayDraft = usePermission('policy:draft')
  const [beginning, setBeginning] = useState(false)
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (data === undefined) return <Skeleton active />
  const { columns } = draftText
  return (
    <>
      <div className="draft-list-head">
        <p className="quiet">{draftText.hint}</p>
        {mayDraft ? (
          <Button type="primary" onClick={() => setBeginning(true)}>
            {draftText.begin}
          </Button>
        ) : null}
      </div>
      {beginning ? <BeginDialog folder={folder} onClose={() => setBeginning(false)} /> : null}
      {data.items.length === 0 ? (
        <Empty description={draftText.none}>
          <p className="quiet">{mayDraft ? draftText.noneHint : draftText.noneReadOnly}</p>
        </Empty>
      ) : (
        <ScrollFrame label={draftText.list}>
          <table className="plain-table draft-table" aria-label={draftText.list}>
            <thead>
              <tr>
                {Object.entries(columns).map(([key, title]) => (
                  <th key={key} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map((draft) => (
                <tr key={draft.id}>
                  <td>
                    <Link to={`/policies/${folder}/drafts/${draft.id}`}>{draft.title}</Link>
                  </td>
                  <td>
                    <ToneTag tone={draftTones[draft.status]}>{draftStatusNames[draft.status]}</ToneTag>
                  </td>
                  <td>{draft.authorName}</td>
                  <td>{draft.confirmerName ?? '—'}</td>
                  <td className="digits">
                    {draft.effectiveOn === null ? draftText.noDay : longDay(draft.effectiveOn)}
                  </td>
                  <td className="digits quiet">{instant(draft.updatedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
    </>
  )
}
