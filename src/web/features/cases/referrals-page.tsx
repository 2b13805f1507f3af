import { Button, Empty, Grid, Table, type TableColumnType } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { ReferralRow } from '#contracts/assistance'
import { referralDepartmentNames } from '#messages/assistance'
import { useReferrals } from '#web/features/cases/api.ts'
import { AnswerDialog } from '#web/features/cases/referral-dialogs.tsx'
import { referralText } from '#web/features/cases/text.zh.ts'
import { usePermission } from '#web/features/session/api.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'
import '#web/features/cases/cases.css'

function Due({ of }: { of: ReferralRow }): ReactNode {
  return (
    <span className="case-lines">
      <span className="digits">{of.dueOn}</span>
      {of.late ? <ToneTag tone="red">{referralText.late}</ToneTag> : null}
    </span>
  )
}

/** What other departments still have to answer, by the day on which it is due. */
export function ReferralsPage(): ReactNode {
  const list = useReferrals()
  const mayAnswer = usePermission('referral:answer')
  const phone = Grid.useBreakpoint().md === false
  const [answering, setAnswering] = useState<ReferralRow>()
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  const answer = (row: ReferralRow): ReactNode =>
    mayAnswer ? (
      <Button
        size={phone ? 'medium' : 'small'}
        aria-label={`${referralText.answer}：${row.headName}`}
        onClick={() => setAnswering(row)}
      >
        {referralText.answer}
      </Button>
    ) : null
  const household = (row: ReferralRow): ReactNode => (
    <span className="case-lines">
      <Link to={`/households/${row.householdId}`}>
        <strong>{row.headName}</strong>
      </Link>
      <span className="quiet">{row.place}</span>
    </span>
  )
  const wide: TableColumnType<ReferralRow>[] = [
    { title: referralText.household, width: 180, render: (_, row) => household(row) },
    { title: referralText.department, width: 180, render: (_, row) => referralDepartmentNames[row.department] },
    { title: referralText.ask, dataIndex: 'ask' },
    {
      title: referralText.asked,
      width: 120,
      render: (_, row) => (
        <span className="case-lines">
          <span className="digits">{row.askedOn}</span>
          <span className="quiet">{row.askedBy}</span>
        </span>
      ),
    },
    { title: referralText.due, width: 110, render: (_, row) => <Due of={row} /> },
    { title: referralText.answer, width: 100, render: (_, row) => answer(row) },
  ]
  const narrow: TableColumnType<ReferralRow>[] = [
    {
      title: referralText.title,
      render: (_, row) => (
        <span className="case-card">
          <span className="case-card-line">
            {household(row)}
            <Due of={row} />
          </span>
          <span>{referralDepartmentNames[row.department]}</span>
          <span>{row.ask}</span>
          {answer(row)}
        </span>
      ),
    },
  ]
  return (
    <div>
      <header className="page-head">
        <h1>{referralText.title}</h1>
      </header>
      <p className="quiet case-hint">{referralText.hint}</p>
      <section className="panel panel-table" aria-label={referralText.listLabel}>
        <Table<ReferralRow>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={false}
          showHeader={!phone}
          dataSource={list.data?.items ?? []}
          columns={phone ? narrow : wide}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={referralText.emptyTitle}>
                <p className="quiet">{referralText.emptyHint}</p>
              </Empty>
            ),
          }}
        />
      </section>
      {answering === undefined ? null : (
        <AnswerDialog key={answering.id} of={answering} onClose={() => setAnswering(undefined)} />
      )}
    </div>
  )
}
