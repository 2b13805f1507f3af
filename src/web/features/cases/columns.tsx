import type { TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CaseRow } from '#contracts/assistance'
import { programmeNames, roundNames, stepNames, turnNames } from '#messages/assistance'
import { CaseStatusTag, Due, NearRelativeMark } from '#web/features/cases/marks.tsx'
import { caseText, sumOf } from '#web/features/cases/text.zh.ts'

/** What is to be done and by whom; of a look again, which. */
function StepCell({ row }: { row: CaseRow }): ReactNode {
  if (row.step === 'none') return <CaseStatusTag status={row.status} />
  return (
    <span className="case-lines">
      <strong>{stepNames[row.step]}</strong>
      <span className="quiet">
        {`${row.round === 'none' || row.round === 'application' ? '' : `${roundNames[row.round]}　`}${caseText.turn(turnNames[row.turn])}`}
      </span>
    </span>
  )
}

export function caseColumns(today: string | undefined): TableColumnType<CaseRow>[] {
  return [
    {
      title: caseText.applicant,
      width: 96,
      render: (_, row) => (
        <Link to={`/cases/${row.id}`}>
          <strong>{row.applicantName}</strong>
        </Link>
      ),
    },
    {
      title: caseText.programme,
      width: 190,
      render: (_, row) => (
        <span className="case-lines">
          {programmeNames[row.programme]}
          <NearRelativeMark row={row} />
        </span>
      ),
    },
    { title: caseText.place, dataIndex: 'place' },
    { title: caseText.step, width: 172, render: (_, row) => <StepCell row={row} /> },
    { title: caseText.clock, width: 112, render: (_, row) => <Due row={row} today={today} /> },
    { title: caseText.amount, width: 104, className: 'number', render: (_, row) => sumOf(row) },
    { title: caseText.status, width: 96, render: (_, row) => <CaseStatusTag status={row.status} /> },
  ]
}

/** All of a case in one cell, for a phone. */
export function phoneCaseColumns(today: string | undefined): TableColumnType<CaseRow>[] {
  return [
    {
      title: caseText.title,
      render: (_, row) => (
        <span className="case-card">
          <span className="case-card-line">
            <Link to={`/cases/${row.id}`}>
              <strong>{row.applicantName}</strong>
              {`　${programmeNames[row.programme]}`}
            </Link>
            <span className="digits">{sumOf(row)}</span>
          </span>
          <span className="quiet">{row.place}</span>
          <span className="case-card-line">
            <StepCell row={row} />
            <Due row={row} today={today} />
          </span>
          <span>
            <NearRelativeMark row={row} />
          </span>
        </span>
      ),
    },
  ]
}
