import { Alert, Button, Form, Input, Radio, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { AbilityPersonFile, OpenReason } from '#contracts/ability-assessment'
import { reasonNames } from '#messages/ability-assessment'
import { useElder, useOpenAbility } from '#web/features/ability/api.ts'
import { HistoryPanel } from '#web/features/ability/history-panel.tsx'
import { personLine } from '#web/features/ability/marks.tsx'
import { abilityText } from '#web/features/ability/text.zh.ts'
import { PersonFinder } from '#web/features/households/person-finder.tsx'
import { useSession } from '#web/features/session/api.ts'
import { newCommandKey } from '#web/request.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/ability/ability.css'

/** What fits: the first assessment once, the others only behind a result. */
function reasonsFor({ history }: AbilityPersonFile): readonly OpenReason[] {
  const hasResult = history.some(({ status }) => status === 'confirmed' || status === 'objected')
  return hasResult ? ['regular', 'immediate', 'other'] : ['first', 'other']
}

interface Fields {
  readonly reason: OpenReason
  readonly assessedOn: string
}

function OpenForm({ file }: { file: AbilityPersonFile }): ReactNode {
  const navigate = useNavigate()
  const today = useSession().data?.today
  const open = useOpenAbility()
  const [key, setKey] = useState(newCommandKey)
  const reasons = reasonsFor(file)
  const running = file.history.find(({ status }) => status === 'draft' || status === 'signed')
  if (running !== undefined) {
    return (
      <section className="panel">
        <Link to={`/ability-assessments/${running.id}`}>{abilityText.resume}</Link>
      </section>
    )
  }
  const send = (fields: Fields): void =>
    open.mutate(
      { key, personId: file.person.personId, ...fields },
      {
        onSuccess: ({ id }) => void navigate(`/ability-assessments/${id}`, { replace: true }),
        onError: ({ status }) => {
          if (status >= 400 && status < 500) setKey(newCommandKey())
        },
      },
    )
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      className="panel ability-open"
      initialValues={{ reason: reasons[0], assessedOn: today }}
      onFinish={send}
    >
      <Form.Item name="reason" label={abilityText.reason}>
        <Radio.Group
          aria-label={abilityText.reason}
          options={reasons.map((value) => ({ value, label: reasonNames[value] }))}
        />
      </Form.Item>
      <Form.Item name="assessedOn" label={abilityText.assessedOn}>
        <Input type="date" className="ability-day" {...(today === undefined ? {} : { max: today })} />
      </Form.Item>
      {open.error === null ? null : <Alert type="error" showIcon role="alert" title={open.error.message} />}
      <Button type="primary" size="large" htmlType="submit" loading={open.isPending}>
        {abilityText.openAct}
      </Button>
    </Form>
  )
}

/** Chooses whom to assess and why; the form follows. */
export function AbilityOpenPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const personId = search.get('person')
  const file = useElder(personId)
  return (
    <div className="ability-page">
      <header className="page-head">
        <h1>{abilityText.openTitle}</h1>
        <Link to="/ability-assessments">{abilityText.back}</Link>
      </header>
      <p className="quiet ability-hint">{abilityText.openHint}</p>
      {personId === null ? (
        <PersonFinder
          label={abilityText.findElder}
          eldestFirst
          onFound={(hit) => setSearch({ person: hit.personId })}
        />
      ) : null}
      {file.error === null ? null : <Failed error={file.error} retry={() => void file.refetch()} />}
      {personId !== null && file.isPending ? <Skeleton active /> : null}
      {file.data === undefined ? null : (
        <div className="ability-stack">
          <section className="panel ability-person">
            <span className="ability-lines">
              <strong>{file.data.person.name}</strong>
              <span className="quiet">{personLine(file.data.person)}</span>
            </span>
            <Button onClick={() => setSearch({})}>{abilityText.otherPerson}</Button>
          </section>
          <OpenForm key={file.data.person.personId} file={file.data} />
          <HistoryPanel history={file.data.history} />
        </div>
      )}
    </div>
  )
}
