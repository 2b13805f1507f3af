import { App, Button, Checkbox, Drawer, Empty, Grid, Input, Segmented, Select, Space, Table } from 'antd'
import { type Key, type ReactNode, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { SignalRow } from '#contracts/monitoring'
import { levelNames, statusNames } from '#messages/monitoring'
import { withQuery } from '#web/request.ts'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { useSignals, useSignalSummary, useSweep } from '#web/features/signals/api.ts'
import { AssignDialog } from '#web/features/signals/assign-dialog.tsx'
import { readFilter } from '#web/features/signals/filter.ts'
import { useWindowHeight } from '#web/ui/window-height.ts'
import { columnsOf, onPhone } from '#web/features/signals/signal-columns.tsx'
import { SignalSide } from '#web/features/signals/signal-side.tsx'
import { signalText } from '#web/features/signals/text.zh.ts'
import { TownshipMap } from '#web/features/signals/township-map.tsx'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/signals/signals.css'

function Filters({
  search,
  change,
}: {
  search: URLSearchParams
  change: (name: string, value: string | undefined) => void
}): ReactNode {
  const { data: summary } = useSignalSummary(undefined)
  const [text, setText] = useState(search.get('q') ?? '')
  return (
    <Space wrap className="signal-filters">
      <Segmented
        aria-label={signalText.status}
        value={search.get('status') ?? 'active'}
        onChange={(value) => change('status', value === 'active' ? undefined : value)}
        options={[
          { value: 'active', label: signalText.active },
          { value: 'open', label: statusNames.open },
          { value: 'assigned', label: statusNames.assigned },
          { value: 'closed', label: statusNames.closed },
        ]}
      />
      <Select
        aria-label={signalText.level}
        value={search.get('level') ?? ''}
        onChange={(value) => change('level', value)}
        options={[
          { value: '', label: `${signalText.level}：${signalText.all}` },
          ...Object.entries(levelNames).map(([value, label]) => ({ value, label })),
        ]}
      />
      <Select
        aria-label={signalText.indicator}
        className="signal-code"
        value={search.get('code') ?? ''}
        onChange={(value) => change('code', value)}
        options={[
          { value: '', label: `${signalText.indicator}：${signalText.all}` },
          ...(summary?.byCode ?? []).map(({ code, title, active }) => ({
            value: code,
            label: `${title}（${active}）`,
          })),
        ]}
      />
      <Select
        aria-label={signalText.deadline}
        value={search.get('due') ?? ''}
        onChange={(value) => change('due', value)}
        options={[
          { value: '', label: `${signalText.deadline}：${signalText.all}` },
          { value: 'overdue', label: signalText.overdue },
          { value: 'today', label: signalText.dueToday },
          { value: 'week', label: signalText.dueThisWeek },
        ]}
      />
      <Checkbox
        checked={search.get('mine') === 'true'}
        onChange={(event) => change('mine', event.target.checked ? 'true' : undefined)}
      >
        {signalText.mine}
      </Checkbox>
      <Input.Search
        aria-label={signalText.searchHint}
        className="signal-search"
        allowClear
        placeholder={signalText.searchHint}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSearch={(value) => change('q', value.trim())}
      />
    </Space>
  )
}

/** The queue beside the townships; what is chosen stands in the address, so that a view can be sent to a colleague. */
export function SignalsPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const session = useSession().data
  const filter = readFilter(search)
  const list = useSignals(filter)
  const summary = useSignalSummary(undefined)
  const sweep = useSweep()
  const mayAssign = usePermission('signal:assign')
  const mayExport = usePermission('signal:export')
  const maySweep = usePermission('sweep:run')
  const screens = Grid.useBreakpoint()
  const wide = screens.lg === true
  const phone = screens.md === false
  const [selected, setSelected] = useState<readonly Key[]>([])
  const [assigning, setAssigning] = useState(false)
  const height = useWindowHeight()
  const rows = (list.data?.pages ?? []).flatMap(({ items }) => items)
  const total = list.data?.pages[0]?.total
  const shown = search.get('signal')

  const change = (name: string, value: string | undefined): void => {
    const next = new URLSearchParams(search)
    if (value === undefined || value === '') next.delete(name)
    else next.set(name, value)
    setSelected([])
    setSearch(next)
  }
  const open = (id: string): void => change('signal', id)
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />

  return (
    <div className="signals">
      <header className="page-head">
        <h1>{signalText.title}</h1>
        <Space wrap>
          {maySweep ? (
            <Button
              loading={sweep.isPending}
              onClick={() =>
                sweep.mutate(undefined, {
                  onSuccess: (done) =>
                    void message.success(signalText.swept(count(done.households), count(done.signals_raised))),
                  onError: (problem) => void message.error(problem.message),
                })
              }
            >
              {sweep.isPending ? signalText.sweeping : signalText.sweep}
            </Button>
          ) : null}
          {mayExport ? (
            <Button href={withQuery('/api/signals/export', { ...filter })}>{signalText.export}</Button>
          ) : null}
          {mayAssign ? (
            <Button type="primary" disabled={selected.length === 0} onClick={() => setAssigning(true)}>
              {selected.length === 0 ? signalText.assign : signalText.assignMany(selected.length)}
            </Button>
          ) : null}
        </Space>
      </header>
      <Filters search={search} change={change} />
      <div className="signal-columns">
        <section className="panel signal-queue" aria-label={signalText.queue}>
          <p className="quiet signal-total" aria-live="polite">
            {total === undefined ? '' : signalText.total(count(total))}
          </p>
          <Table<SignalRow>
            size="small"
            rowKey="id"
            loading={list.isPending}
            dataSource={rows}
            pagination={false}
            virtual
            scroll={{ x: phone ? 300 : 760, y: Math.max(280, height - 300) }}
            {...(mayAssign
              ? {
                  rowSelection: {
                    selectedRowKeys: [...selected],
                    onChange: setSelected,
                    columnWidth: 40,
                    getCheckboxProps: (row: SignalRow) => ({
                      'aria-label': signalText.choose(row.title, row.headName),
                    }),
                    getTitleCheckboxProps: () => ({ 'aria-label': signalText.chooseAll }),
                  },
                }
              : {})}
            onRow={(row) => ({ onDoubleClick: () => void navigate(`/signals/${row.id}`) })}
            locale={{
              emptyText: (
                <Empty description={signalText.empty}>
                  <p className="quiet">{signalText.emptyHint}</p>
                  <Button onClick={() => setSearch({})}>{signalText.clearFilters}</Button>
                </Empty>
              ),
            }}
            columns={phone ? [onPhone(open)] : columnsOf(session?.today, filter.status === 'closed', open)}
          />
          {list.hasNextPage ? (
            <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {signalText.loadMore}
            </Button>
          ) : null}
        </section>
        <aside className="panel signal-map" aria-label={signalText.map}>
          <h2>{signalText.map}</h2>
          {summary.data === undefined ? null : (
            <>
              <TownshipMap
                places={summary.data.byPlace}
                chosen={search.get('division') ?? ''}
                onChoose={(division) => change('division', division)}
              />
              <p className="quiet map-legend">{signalText.mapLegend}</p>
              <p className="quiet">
                {[
                  ...(summary.data.oldestDays === null ? [] : [signalText.oldest(count(summary.data.oldestDays))]),
                  ...(summary.data.precision === null
                    ? []
                    : [signalText.precision(`${(summary.data.precision * 100).toFixed(0)}%`)]),
                ].join('　')}
              </p>
              <details>
                <summary>{signalText.mapTable}</summary>
                <Table
                  size="small"
                  rowKey="division"
                  pagination={false}
                  dataSource={summary.data.byPlace}
                  columns={[
                    { title: signalText.townships, dataIndex: 'name' },
                    { title: signalText.activeCount, dataIndex: 'active', className: 'number' },
                    { title: signalText.redCount, dataIndex: 'red', className: 'number' },
                    { title: signalText.overdue, dataIndex: 'overdue', className: 'number' },
                    { title: signalText.closedCount, dataIndex: 'closed', className: 'number' },
                  ]}
                />
              </details>
            </>
          )}
        </aside>
      </div>
      <Drawer
        open={shown !== null}
        size={wide ? 560 : '100%'}
        title={signalText.detail}
        onClose={() => change('signal', undefined)}
        destroyOnHidden
      >
        {shown === null ? null : <SignalSide id={shown} />}
      </Drawer>
      {assigning ? (
        <AssignDialog
          signals={rows.filter(({ id }) => selected.includes(id))}
          onClose={() => {
            setAssigning(false)
            setSelected([])
          }}
        />
      ) : null}
    </div>
  )
}
