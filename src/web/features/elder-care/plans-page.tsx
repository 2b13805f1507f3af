import { App, Button, Empty, Form, Grid, Input, Select, Table, type TableColumnType } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { type CarePlanRow, services } from '#contracts/elder-care'
import { groundNames, serviceNames } from '#messages/elder-care'
import { clockTime } from '#web/features/dispatch/clock.ts'
import { useCarePlans, useEndPlan } from '#web/features/elder-care/api.ts'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { rhythmText } from '#web/features/elder-care/words.ts'
import { ActDialog, useAct } from '#web/ui/act.tsx'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { shortDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/elder-care/care.css'

/** Ends an agreement from a day on. */
function EndDialog({ plan, onClose }: { plan: CarePlanRow; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<{ on: string }>()
  const { message } = App.useApp()
  const today = useSession().data?.today
  const end = useEndPlan(plan.id)
  const act = useAct(end)
  return (
    <ActDialog
      title={careText.endPlanOf(plan.name, serviceNames[plan.service])}
      what={careText.endPlanWhat}
      act={careText.endPlan}
      danger
      pending={end.isPending}
      error={end.error}
      onOk={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ on: today }}
        onFinish={({ on }) =>
          act(
            (key) => ({ key, version: plan.version, on }),
            () => {
              void message.success(careText.endPlanDone)
              onClose()
            },
          )
        }
      >
        <Form.Item name="on" label={careText.endPlanOn} rules={[{ required: true }]}>
          <Input type="date" className="care-day" />
        </Form.Item>
      </Form>
    </ActDialog>
  )
}

function Name({ row }: { row: CarePlanRow }): ReactNode {
  return (
    <span className="care-lines">
      <strong>{row.name}</strong>
      <span className="quiet">
        {[row.age === null ? '' : careText.ageOf(row.age), careText.level(row.level)]
          .filter((word) => word !== '')
          .join('　')}
      </span>
    </span>
  )
}

function Since({ row, today }: { row: CarePlanRow; today: string }): ReactNode {
  return (
    <span className="care-lines digits">
      <span>{careText.from(shortDay(row.firstDay, today))}</span>
      {row.endsOn === null ? null : <span className="care-warn">{careText.endsOn(shortDay(row.endsOn, today))}</span>}
    </span>
  )
}

function Ground({ row }: { row: CarePlanRow }): ReactNode {
  return (
    <span className="care-lines">
      <span>{groundNames[row.ground]}</span>
      {row.groundLost ? <span className="care-warn">{careText.groundLost}</span> : null}
    </span>
  )
}

function columnsOf(today: string, end: ((row: CarePlanRow) => void) | undefined): TableColumnType<CarePlanRow>[] {
  return [
    { title: careText.service, width: 64, render: (_, row) => serviceNames[row.service] },
    { title: careText.name, width: 130, render: (_, row) => <Name row={row} /> },
    { title: careText.place, dataIndex: 'place' },
    { title: careText.rhythm, width: 150, render: (_, row) => rhythmText(row) },
    {
      title: careText.window,
      width: 110,
      className: 'digits',
      render: (_, row) => careText.range(clockTime(row.windowFrom), clockTime(row.windowUntil)),
    },
    { title: careText.ground, width: 132, render: (_, row) => <Ground row={row} /> },
    {
      title: careText.who,
      width: 130,
      render: (_, row) =>
        [row.usualCarerName, row.canteenName].filter((word) => word !== null).join('　') || careText.none,
    },
    { title: careText.since, width: 110, render: (_, row) => <Since row={row} today={today} /> },
    ...(end === undefined
      ? []
      : [
          {
            title: careText.act,
            width: 112,
            render: (_: unknown, row: CarePlanRow) => <RowActs row={row} onEnd={end} />,
          },
        ]),
  ]
}

/** To the form, which shows the agreement as it is and puts another in its place. */
function changePath({ id, householdId, personId, name, service }: CarePlanRow): string {
  const query = new URLSearchParams({ household: householdId, person: personId, name, service, replaces: id })
  return `/care-plans/new?${query.toString()}`
}

function RowActs({ row, onEnd }: { row: CarePlanRow; onEnd: (row: CarePlanRow) => void }): ReactNode {
  return (
    <span className="care-acts">
      <Link to={changePath(row)} aria-label={careText.changePlanOf(row.name, serviceNames[row.service])}>
        {careText.changePlan}
      </Link>
      <Button
        size="small"
        aria-label={careText.endPlanOf(row.name, serviceNames[row.service])}
        onClick={() => onEnd(row)}
      >
        {careText.endPlan}
      </Button>
    </span>
  )
}

function phoneColumns(today: string, end: ((row: CarePlanRow) => void) | undefined): TableColumnType<CarePlanRow>[] {
  return [
    {
      title: careText.plansTitle,
      render: (_, row) => (
        <span className="care-card">
          <span className="care-card-line">
            <Name row={row} />
            {end === undefined ? null : <RowActs row={row} onEnd={end} />}
          </span>
          <span>
            {`${serviceNames[row.service]}　${rhythmText(row)}　${careText.range(clockTime(row.windowFrom), clockTime(row.windowUntil))}`}
          </span>
          <span className="quiet">{row.place}</span>
          <Since row={row} today={today} />
          <Ground row={row} />
        </span>
      ),
    },
  ]
}

/** The agreements that run: who gets what, how often, on what ground. The service stands in the address. */
export function PlansPage(): ReactNode {
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const service = services.find((known) => known === search.get('service'))
  const personId = search.get('person') ?? undefined
  const mayOrder = usePermission('care:order')
  const today = useSession().data?.today ?? ''
  const phone = Grid.useBreakpoint().md === false
  const [ending, setEnding] = useState<CarePlanRow>()
  const list = useCarePlans({ service, personId })
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const end = mayOrder ? setEnding : undefined
  if (list.error !== null && list.data === undefined) {
    return <Failed error={list.error} retry={() => void list.refetch()} />
  }
  return (
    <div>
      <header className="page-head">
        <h1>{careText.plansTitle}</h1>
        {mayOrder ? (
          <Button type="primary" onClick={() => void navigate('/care-plans/new')}>
            {careText.newPlan}
          </Button>
        ) : null}
      </header>
      <p className="quiet care-hint">{careText.plansHint}</p>
      <div className="care-filter page-filters">
        <Select
          aria-label={careText.service}
          className="care-service"
          value={service ?? ''}
          onChange={(value) => setSearch(value === '' ? {} : { service: value })}
          options={[
            { value: '', label: careText.all },
            ...services.map((value) => ({ value, label: serviceNames[value] })),
          ]}
        />
        <span className="quiet" aria-live="polite">
          {list.data === undefined ? '' : careText.plansShown(rows.length)}
        </span>
      </div>
      <section className="panel panel-table" aria-label={careText.plansLabel}>
        <Table<CarePlanRow>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={false}
          showHeader={!phone}
          {...(phone ? {} : { scroll: { x: 1000 } })}
          dataSource={rows}
          columns={phone ? phoneColumns(today, end) : columnsOf(today, end)}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={careText.plansEmpty}>
                <p className="quiet">{careText.plansEmptyHint}</p>
              </Empty>
            ),
          }}
        />
      </section>
      {list.hasNextPage ? (
        <Button className="care-more" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {careText.more}
        </Button>
      ) : null}
      {ending === undefined ? null : <EndDialog plan={ending} onClose={() => setEnding(undefined)} />}
    </div>
  )
}
