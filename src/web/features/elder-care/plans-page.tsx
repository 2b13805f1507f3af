import { Button, Empty, Form, Grid, Input, Select, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { type CarePlanRow, services } from '#contracts/elder-care'
import { serviceNames } from '#messages/elder-care'
import { useCarePlans, useEndPlan } from '#web/features/elder-care/api.ts'
import { ClearFilter, ListFilter } from '#web/features/elder-care/list-filter.tsx'
import { changed, narrowedBy } from '#web/features/elder-care/narrowed.ts'
import { phonePlanColumns, planColumns } from '#web/features/elder-care/plan-columns.tsx'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/elder-care/care.css'

/** Ends an agreement from a day on. */
function EndDialog({ plan, onClose }: { plan: CarePlanRow; onClose: () => void }): ReactNode {
  const today = useSession().data?.today ?? ''
  return (
    <ActFormDialog
      title={careText.endPlanOf(plan.name, serviceNames[plan.service])}
      what={careText.endPlanWhat}
      act={careText.endPlan}
      danger
      mutation={useEndPlan(plan.id)}
      initial={{ on: today }}
      requestOf={({ on }, key) => ({ key, version: plan.version, on })}
      done={careText.endPlanDone}
      onClose={onClose}
    >
      <Form.Item name="on" label={careText.endPlanOn} rules={[{ required: true, message: careText.dayMissing }]}>
        <Input type="date" className="care-day" />
      </Form.Item>
    </ActFormDialog>
  )
}

function Nothing({ isFiltered, clear }: { isFiltered: boolean; clear: ReactNode }): ReactNode {
  return (
    <Empty description={isFiltered ? careText.plansEmptyFiltered : careText.plansEmpty}>
      {isFiltered ? clear : <p className="quiet">{careText.plansEmptyHint}</p>}
    </Empty>
  )
}

/** The agreements that run: who gets what, how often, on what ground. What is chosen stands in the address. */
export function PlansPage(): ReactNode {
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const narrowed = narrowedBy(search)
  const service = services.find((known) => known === search.get('service'))
  const mayOrder = usePermission('care:order')
  const today = useSession().data?.today ?? ''
  const phone = Grid.useBreakpoint().md === false
  const [ending, setEnding] = useState<CarePlanRow>()
  const list = useCarePlans({ ...narrowed, service })
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const end = mayOrder ? setEnding : undefined
  const isFiltered = [service, ...Object.values(narrowed)].some((one) => one !== undefined)
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
      <ListFilter
        search={search}
        setSearch={setSearch}
        said={list.data === undefined ? '' : careText.plansShown(rows.length, list.hasNextPage)}
      >
        <Select
          aria-label={careText.service}
          className="care-service"
          value={service ?? ''}
          onChange={(value) => setSearch(changed(search, 'service', value))}
          options={[
            { value: '', label: careText.allServices },
            ...services.map((value) => ({ value, label: serviceNames[value] })),
          ]}
        />
      </ListFilter>
      <section className="panel panel-table" aria-label={careText.plansLabel}>
        <Table<CarePlanRow>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={false}
          showHeader={!phone}
          {...(phone ? {} : { scroll: { x: 1000 } })}
          dataSource={rows}
          columns={phone ? phonePlanColumns(today, end) : planColumns(today, end)}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Nothing isFiltered={isFiltered} clear={<ClearFilter search={search} setSearch={setSearch} />} />
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
