import { Button, Empty, Table, type TableColumnType } from 'antd'
import { type Key, type ReactNode, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Scenario } from '#contracts/siting-scenario'
import { sitedKindNames } from '#messages/siting-scenario'
import { ActFormDialog } from '#web/ui/act.tsx'
import { useSession } from '#web/features/session/api.ts'
import { useRemoveScenario, useScenarios } from '#web/features/siting/api.ts'
import { sitingText } from '#web/features/siting/text.zh.ts'
import { conditionsOf, headlineOf, percent } from '#web/features/siting/words.ts'
import { count, shortDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import '#web/features/siting/siting.css'

function RemoveDialog({ scenario, onClose }: { scenario: Scenario; onClose: () => void }): ReactNode {
  return (
    <ActFormDialog
      title={sitingText.removeTitle(scenario.name)}
      what={sitingText.removeWhat}
      act={sitingText.remove}
      danger
      mutation={useRemoveScenario(scenario.id)}
      requestOf={(_, key) => ({ key })}
      done={sitingText.removed}
      onClose={onClose}
    />
  )
}

function columnsOf(today: string, onRemove: (scenario: Scenario) => void): TableColumnType<Scenario>[] {
  return [
    {
      title: sitingText.name,
      render: (_, row) => (
        <span className="siting-lines">
          <Link to={`/siting?scenario=${row.id}`}>
            <strong>{row.name}</strong>
          </Link>
          <span className="quiet">
            {row.madeBy}　{shortDay(row.createdOn, today)}
          </span>
        </span>
      ),
    },
    {
      title: sitingText.conditions,
      render: (_, { question }) => (
        <span className="siting-lines">
          {sitedKindNames[question.kind]}
          <span className="quiet">{conditionsOf(question)}</span>
        </span>
      ),
    },
    {
      title: sitingText.result,
      render: (_, { question, answer }) => (
        <span className="siting-lines">
          {headlineOf(question, answer)}
          <span className="quiet">{sitingText.resultOf(percent(answer.after.share), count(answer.after.elders))}</span>
        </span>
      ),
    },
    {
      title: '',
      width: 80,
      render: (_, row) => (
        <Button size="small" aria-label={sitingText.removeOf(row.name)} onClick={() => onRemove(row)}>
          {sitingText.remove}
        </Button>
      ),
    },
  ]
}

/** What has been kept; two of them may be laid side by side. */
export function ScenariosPage(): ReactNode {
  const list = useScenarios()
  const navigate = useNavigate()
  const today = useSession().data?.today ?? ''
  const [chosen, setChosen] = useState<readonly Key[]>([])
  const [removing, setRemoving] = useState<Scenario>()
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  const rows = list.data?.items ?? []
  const known = chosen.filter((id) => rows.some((row) => row.id === id))
  const [a, b] = known
  return (
    <div className="siting-page">
      <header className="page-head">
        <h1>{sitingText.scenariosTitle}</h1>
        <span className="siting-acts">
          <Button
            disabled={known.length !== 2}
            onClick={() => void navigate(`/siting/compare?a=${String(a)}&b=${String(b)}`)}
          >
            {sitingText.compareTwo(known.length)}
          </Button>
          <Button type="primary" onClick={() => void navigate('/siting')}>
            {sitingText.newQuestion}
          </Button>
        </span>
      </header>
      <p className="quiet siting-hint">{sitingText.scenariosHint}</p>
      <section className="panel panel-table" aria-label={sitingText.scenarioList}>
        <ScrollFrame label={sitingText.scenarioList}>
          <Table<Scenario>
            className={rows.length === 0 ? '' : 'siting-scenarios'}
            size="small"
            rowKey="id"
            loading={list.isPending}
            pagination={false}
            dataSource={rows}
            columns={columnsOf(today, setRemoving)}
            rowSelection={{
              hideSelectAll: true,
              columnTitle: sitingText.choose,
              columnWidth: 56,
              selectedRowKeys: [...known],
              // Of three, the first chosen gives way: two can be compared.
              onChange: (keys) => setChosen(keys.slice(-2)),
              getCheckboxProps: (row) => ({ 'aria-label': sitingText.chooseOf(row.name) }),
            }}
            locale={{
              emptyText: list.isPending ? (
                ' '
              ) : (
                <Empty description={sitingText.noScenarios}>
                  <p className="quiet">{sitingText.noScenariosHint}</p>
                </Empty>
              ),
            }}
          />
        </ScrollFrame>
      </section>
      {removing === undefined ? null : <RemoveDialog scenario={removing} onClose={() => setRemoving(undefined)} />}
    </div>
  )
}
