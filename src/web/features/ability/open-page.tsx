import { Alert, Button, Empty, Form, Input, Radio, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { AbilityPersonFile, OpenReason } from '#contracts/ability-assessment'
import { reasonNames } from '#messages/ability-assessment'
import { useElder, useOpenAbility } from '#web/features/ability/api.ts'
import { HistoryPanel } from '#web/features/ability/history-panel.tsx'
import { personLine } from '#web/features/ability/marks.tsx'
import { abilityText } from '#web/features/ability/text.zh.ts'
import { usePeople } from '#web/features/cases/api.ts'
import { intakeText } from '#web/features/cases/intake-text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { newCommandKey } from '#web/request.ts'
import { Failed } from '#web/ui/failed.tsx'
import { useRested } from '#web/ui/rested.ts'
import '#web/features/ability/ability.css'

/** Finds the elder by name, pinyin or the last digits of the identity number. */
function ElderFinder({ onFound }: { onFound: (personId: string) => void }): ReactNode {
  const [text, setText] = useState('')
  const wanted = useRested(text.trim())
  const found = usePeople(wanted)
  const hits = found.data?.items ?? []
  return (
    <section className="panel" aria-labelledby="ability-find-title">
      <h2 id="ability-find-title">{abilityText.findElder}</h2>
      <Input.Search
        size="large"
        aria-label={abilityText.findElder}
        placeholder={intakeText.findHint}
        value={text}
        loading={found.isFetching}
        onChange={(event) => setText(event.target.value)}
      />
      {found.error === null ? null : <Failed error={found.error} retry={() => void found.refetch()} />}
      {wanted !== '' && found.isSuccess && hits.length === 0 ? <Empty description={intakeText.findNothing} /> : null}
      <ul className="ability-hits" aria-label={intakeText.found}>
        {hits.map((hit) => (
          <li key={hit.personId}>
            <span className="ability-lines">
              <strong>{hit.name}</strong>
              <span className="quiet">
                {[hit.age === null ? abilityText.ageUnknown : abilityText.ageOf(hit.age), hit.place].join('　')}
              </span>
            </span>
            <Button aria-label={`${intakeText.choose}：${hit.name}`} onClick={() => onFound(hit.personId)}>
              {intakeText.choose}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

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
      {personId === null ? <ElderFinder onFound={(person) => setSearch({ person })} /> : null}
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
