import { Button, Drawer, Empty, Grid, Select, Space, Table, type TableColumnType } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { type CaseMeeting, programmes } from '#contracts/assistance'
import { outcomeNames, programmeNames } from '#messages/assistance'
import { useCase, useMeeting } from '#web/features/cases/api.ts'
import { BulkButton, BulkRun } from '#web/features/cases/bulk.tsx'
import { RequestPanel } from '#web/features/cases/facts-panels.tsx'
import { FindingsPanel } from '#web/features/cases/findings-panel.tsx'
import { NearRelativeMark } from '#web/features/cases/marks.tsx'
import { deviationOf, medianOf, numberOf } from '#web/features/cases/outliers.ts'
import { meetingText } from '#web/features/cases/text.zh.ts'
import { ObjectionsPanel, OpinionPanel } from '#web/features/cases/work-panels.tsx'
import { yuan } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'
import '#web/features/cases/cases.css'
import '#web/features/cases/case.css'

type Item = CaseMeeting['items'][number]

/** A value of the group; one that is far from the others says so, in a word and in weight. */
function Compared({ value, group }: { value: string | null; group: readonly (string | null)[] }): ReactNode {
  const far = deviationOf(value, group)
  const number = numberOf(value)
  const text = value === null ? '—' : number === undefined ? value : yuan(String(number))
  if (far === undefined) return text
  return (
    <span className="case-far">
      <strong>{text}</strong> <span>{meetingText[far]}</span>
    </span>
  )
}

function Notes({ of }: { of: Item }): ReactNode {
  return (
    <span className="case-tags">
      {of.deviation === null ? null : <ToneTag tone="orange">{meetingText.deviation}</ToneTag>}
      {of.objections === 0 ? null : <ToneTag tone="orange">{meetingText.objections(of.objections)}</ToneTag>}
      <NearRelativeMark row={of} />
    </span>
  )
}

function columnsOf(meeting: CaseMeeting, open: (id: string) => void): TableColumnType<Item>[] {
  // A refusal proposes nothing and is no amount to compare with.
  const proposedOf = (item: Item): string | null => (item.proposed === '0' ? null : item.proposed)
  const proposed = meeting.items.map(proposedOf)
  return [
    {
      title: meetingText.listLabel,
      width: 230,
      render: (_, row) => (
        <span className="case-lines">
          <strong>{row.applicantName}</strong>
          <span className="quiet">{row.place}</span>
        </span>
      ),
    },
    {
      title: meetingText.outcome,
      width: 92,
      render: (_, row) => (row.outcome === null ? meetingText.noOpinion : outcomeNames[row.outcome]),
    },
    {
      title: meetingText.proposed,
      width: 120,
      className: 'number',
      render: (_, row) => <Compared value={proposedOf(row)} group={proposed} />,
    },
    ...meeting.columns.map((title, index) => ({
      title,
      width: 130,
      className: 'number',
      render: (_: unknown, row: Item) => (
        <Compared value={row.values[index] ?? null} group={meeting.items.map(({ values }) => values[index] ?? null)} />
      ),
    })),
    { title: meetingText.notes, render: (_, row) => <Notes of={row} /> },
    {
      title: meetingText.look,
      width: 84,
      render: (_, row) => (
        <Button size="small" aria-label={`${meetingText.look}：${row.applicantName}`} onClick={() => open(row.id)}>
          {meetingText.look}
        </Button>
      ),
    },
  ]
}

function Medians({ of }: { of: CaseMeeting }): ReactNode {
  const medians = of.columns.flatMap((name, index) => {
    const median = medianOf(
      of.items.map(({ values }) => numberOf(values[index] ?? null)).filter((n) => n !== undefined),
    )
    return median === undefined ? [] : [`${name} ${yuan(String(median))}`]
  })
  return medians.length === 0 ? null : <p className="quiet">{`${meetingText.median}：${medians.join('　')}`}</p>
}

function CaseSide({ id }: { id: string }): ReactNode {
  const { data, error, refetch } = useCase(id)
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (data === undefined) return null
  return (
    <div className="case-main">
      <Link to={`/cases/${id}`}>{meetingText.page}</Link>
      <OpinionPanel of={data} />
      <ObjectionsPanel of={data} />
      <RequestPanel of={data} />
      <FindingsPanel of={data} />
    </div>
  )
}

/** Cases of one programme that wait for a decision, side by side, so that like is treated alike. */
export function MeetingPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const programme = programmes.find((known) => known === search.get('programme')) ?? programmes[0]
  const meeting = useMeeting(programme)
  const wide = Grid.useBreakpoint().lg === true
  const [shown, setShown] = useState<string>()
  if (meeting.error !== null) return <Failed error={meeting.error} retry={() => void meeting.refetch()} />
  return (
    <div>
      <header className="page-head">
        <h1>{meetingText.title}</h1>
        <Space wrap>
          <Select
            aria-label={programmeNames[programme]}
            className="case-programme"
            value={programme}
            onChange={(value) => setSearch({ programme: value })}
            options={programmes.map((value) => ({ value, label: programmeNames[value] }))}
          />
          <BulkButton of={['decision']} />
        </Space>
      </header>
      <p className="quiet case-hint">{meetingText.hint}</p>
      <BulkRun />
      {meeting.data === undefined ? null : <Medians of={meeting.data} />}
      <section className="panel panel-table" aria-label={meetingText.listLabel}>
        <ScrollFrame label={meetingText.listLabel}>
          <Table<Item>
            size="small"
            rowKey="id"
            className="case-meeting"
            loading={meeting.isPending}
            pagination={false}
            dataSource={meeting.data?.items ?? []}
            columns={meeting.data === undefined ? [] : columnsOf(meeting.data, setShown)}
            locale={{
              emptyText: meeting.isPending ? (
                ' '
              ) : (
                <Empty description={meetingText.emptyTitle}>
                  <p className="quiet">{meetingText.emptyHint}</p>
                </Empty>
              ),
            }}
          />
        </ScrollFrame>
      </section>
      <Drawer
        open={shown !== undefined}
        size={wide ? 560 : '100%'}
        title={meetingText.drawer}
        onClose={() => setShown(undefined)}
        destroyOnHidden
      >
        {shown === undefined ? null : <CaseSide id={shown} />}
      </Drawer>
    </div>
  )
}
