import { Button, Empty, Grid, Segmented, Select, Space, Table } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { type CaseRow, caseStatuses, programmes } from '#contracts/assistance'
import { programmeNames, statusNames } from '#messages/assistance'
import { useCases } from '#web/features/cases/api.ts'
import { BulkButton, BulkRun } from '#web/features/cases/bulk.tsx'
import { caseColumns, phoneCaseColumns } from '#web/features/cases/columns.tsx'
import { queues, readCaseFilter } from '#web/features/cases/filter.ts'
import { StepChips } from '#web/features/cases/step-chips.tsx'
import { caseText } from '#web/features/cases/text.zh.ts'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/cases/cases.css'

type Change = (name: string, value: string | undefined) => void

function Filters({ search, change }: { search: URLSearchParams; change: Change }): ReactNode {
  const filter = readCaseFilter(search)
  return (
    <Space wrap className="page-filters">
      <Segmented
        aria-label={caseText.queue}
        value={filter.queue}
        onChange={(value) => change('queue', value === 'mine' ? undefined : value)}
        options={queues.map((value) => ({ value, label: caseText.queues[value] }))}
      />
      <Select
        aria-label={caseText.programme}
        className="case-programme"
        value={filter.programme ?? ''}
        onChange={(value) => change('programme', value)}
        options={[
          { value: '', label: caseText.allProgrammes },
          ...programmes.map((value) => ({ value, label: programmeNames[value] })),
        ]}
      />
      <Select
        aria-label={caseText.status}
        className="case-status"
        value={filter.status ?? ''}
        onChange={(value) => change('status', value)}
        options={[
          { value: '', label: caseText.allStatuses },
          ...caseStatuses.map((value) => ({ value, label: statusNames[value] })),
        ]}
      />
    </Space>
  )
}

/** The queue of assistance cases: what waits for the officer, by the clock. What is chosen stands in the address. */
export function CasesPage(): ReactNode {
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const filter = readCaseFilter(search)
  const list = useCases(filter)
  const today = useSession().data?.today
  const mayOpen = usePermission('case:open')
  const phone = Grid.useBreakpoint().md === false
  const rows = (list.data?.pages ?? []).flatMap(({ items }) => items)
  const change: Change = (name, value) => {
    const next = new URLSearchParams(search)
    if (value === undefined || value === '') next.delete(name)
    else next.set(name, value)
    if (name !== 'step') next.delete('step')
    setSearch(next)
  }
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <div>
      <header className="page-head">
        <h1>{caseText.title}</h1>
        <Space wrap>
          <BulkButton of={['notice', 'close-notice', 'decision', 'open-recheck']} />
          {mayOpen ? (
            <Button type="primary" onClick={() => void navigate('/cases/new')}>
              {caseText.open}
            </Button>
          ) : null}
        </Space>
      </header>
      <p className="quiet case-hint">{caseText.hint}</p>
      <BulkRun />
      <Filters search={search} change={change} />
      <StepChips
        counts={list.data?.pages[0]?.counts ?? []}
        chosen={filter.step}
        onChoose={(step) => change('step', step)}
      />
      <section className="panel panel-table" aria-label={caseText.listLabel}>
        <Table<CaseRow>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={false}
          showHeader={!phone}
          {...(phone ? {} : { scroll: { x: 900 } })}
          dataSource={rows}
          columns={phone ? phoneCaseColumns(today) : caseColumns(today)}
          onRow={(row) => ({ onDoubleClick: () => void navigate(`/cases/${row.id}`) })}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={caseText.emptyTitle}>
                <p className="quiet">{filter.queue === 'mine' ? caseText.emptyMine : caseText.emptyOther}</p>
              </Empty>
            ),
          }}
        />
        {list.hasNextPage ? (
          <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {caseText.more}
          </Button>
        ) : null}
      </section>
      <p className="quiet case-shown" aria-live="polite">
        {list.data === undefined ? '' : caseText.shown(count(rows.length))}
      </p>
    </div>
  )
}
