import { Empty, Grid, Select, Table } from 'antd'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { CaseRow, RecheckPlan } from '#contracts/assistance'
import { programmeNames } from '#messages/assistance'
import { useRechecks } from '#web/features/cases/api.ts'
import { BulkButton, BulkRun } from '#web/features/cases/bulk.tsx'
import { caseText, recheckText, sumOf } from '#web/features/cases/text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/cases/cases.css'

const ranges = [1, 3, 6, 12] as const

/** The months as bars; the late part stands apart in a word beside it. */
function Months({ of }: { of: RecheckPlan['months'] }): ReactNode {
  const most = Math.max(1, ...of.map(({ cases }) => cases))
  return (
    <ul className="case-months" aria-label={recheckText.monthsLabel}>
      {of.map(({ month, cases, overdue }) => (
        <li key={month}>
          <span className="digits">{month}</span>
          <span className="case-bar" aria-hidden="true">
            <span style={{ inlineSize: `${(cases / most) * 100}%` }} className={overdue > 0 ? 'case-bar-late' : ''} />
          </span>
          <span className={overdue > 0 ? 'case-late' : ''}>{recheckText.count(count(cases), count(overdue))}</span>
        </li>
      ))}
    </ul>
  )
}

function Townships({
  of,
  chosen,
  onChoose,
}: {
  of: RecheckPlan['townships']
  chosen: string | undefined
  onChoose: (division: string | undefined) => void
}): ReactNode {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{recheckText.townships}</th>
          <th scope="col" className="number">
            {recheckText.cases}
          </th>
          <th scope="col" className="number">
            {recheckText.overdue}
          </th>
          <th scope="col">{recheckText.first}</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ division, place, cases, overdue, next }) => (
          <tr key={division}>
            <td>
              <button
                type="button"
                className="link-button"
                aria-pressed={chosen === division}
                onClick={() => onChoose(chosen === division ? undefined : division)}
              >
                {place}
              </button>
            </td>
            <td className="number">{count(cases)}</td>
            <td className={overdue > 0 ? 'number case-late' : 'number'}>{count(overdue)}</td>
            <td className="digits">{next ?? caseText.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Which looks again are due when and where. */
export function RechecksPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const months = ranges.find((known) => String(known) === search.get('months')) ?? 3
  const division = search.get('division') ?? undefined
  const plan = useRechecks({ division, months })
  const session = useSession().data
  const phone = Grid.useBreakpoint().md === false
  const change = (name: string, value: string | undefined): void => {
    const next = new URLSearchParams(search)
    if (value === undefined) next.delete(name)
    else next.set(name, value)
    setSearch(next)
  }
  if (plan.error !== null) return <Failed error={plan.error} retry={() => void plan.refetch()} />
  const items = plan.data?.items ?? []
  return (
    <div>
      <header className="page-head">
        <h1>{recheckText.title}</h1>
        <span className="case-tags">
          <Select
            aria-label={recheckText.range}
            value={months}
            onChange={(value) => change('months', String(value))}
            options={ranges.map((value) => ({ value, label: recheckText.ranges[value] }))}
          />
          <BulkButton of={['open-recheck']} />
        </span>
      </header>
      <p className="quiet case-hint">{recheckText.hint}</p>
      <BulkRun />
      <div className="case-plan">
        <section className="panel" aria-labelledby="recheck-months-title">
          <h2 id="recheck-months-title">{recheckText.months}</h2>
          <Months of={plan.data?.months ?? []} />
        </section>
        <section className="panel" aria-labelledby="recheck-townships-title">
          <h2 id="recheck-townships-title">{recheckText.townships}</h2>
          <Townships
            of={plan.data?.townships ?? []}
            chosen={division}
            onChoose={(value) => change('division', value)}
          />
        </section>
      </div>
      <section className="panel panel-table" aria-label={recheckText.list}>
        <h2>
          {recheckText.list} <small className="quiet">{recheckText.listShort(count(items.length))}</small>
        </h2>
        <Table<CaseRow>
          size="small"
          rowKey="id"
          loading={plan.isPending}
          pagination={items.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
          dataSource={items}
          columns={[
            {
              title: caseText.applicant,
              render: (_, row) => (
                <span className="case-lines">
                  <Link to={`/cases/${row.id}`}>
                    <strong>{row.applicantName}</strong>
                  </Link>
                  {phone ? <span className="quiet">{`${programmeNames[row.programme]}　${row.place}`}</span> : null}
                </span>
              ),
            },
            { title: caseText.programme, responsive: ['md'], render: (_, row) => programmeNames[row.programme] },
            { title: caseText.place, responsive: ['md'], dataIndex: 'place' },
            { title: caseText.amount, responsive: ['md'], className: 'number', render: (_, row) => sumOf(row) },
            {
              title: recheckText.dueOn,
              width: 150,
              render: (_, row) => {
                const late = row.recheckDueOn !== null && session !== undefined && row.recheckDueOn < session.today
                return (
                  <span className={late ? 'digits case-late' : 'digits'}>
                    {`${row.recheckDueOn ?? caseText.none}${late ? `　${recheckText.overdue}` : ''}`}
                  </span>
                )
              },
            },
          ]}
          locale={{
            emptyText: plan.isPending ? (
              ' '
            ) : (
              <Empty description={recheckText.emptyTitle}>
                <p className="quiet">{recheckText.emptyHint}</p>
              </Empty>
            ),
          }}
        />
      </section>
    </div>
  )
}
