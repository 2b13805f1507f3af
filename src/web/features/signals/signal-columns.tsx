import type { TableColumnType } from 'antd'
import { Link } from 'react-router'
import type { SignalRow } from '#contracts/monitoring'
import { levelNames, resultNames } from '#messages/monitoring'
import { signalText } from '#web/features/signals/text.zh.ts'
import { daysInWords, shortDay } from '#web/format.ts'
import { TimeLeft } from '#web/ui/time-left.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'

type Columns = TableColumnType<SignalRow>[]

/** The columns of the queue where there is room for them; of closed signals the result stands in place of the time left. */
export function columnsOf(today: string | undefined, closed: boolean, open: (id: string) => void): Columns {
  return [
    {
      title: signalText.level,
      dataIndex: 'level',
      width: 64,
      render: (_, row) => <ToneTag tone={row.level}>{levelNames[row.level]}</ToneTag>,
    },
    {
      title: signalText.evidence,
      width: 332,
      render: (_, row) => (
        <button type="button" className="signal-open" onClick={() => open(row.id)}>
          <strong>{row.title}</strong>
          <span className="quiet">{daysInWords(row.evidence)}</span>
        </button>
      ),
    },
    {
      title: signalText.household,
      width: 152,
      render: (_, row) => (
        <span className="two-lines">
          <Link to={`/households/${row.householdId}`}>{row.headName}</Link>
          <span className="quiet">{row.place}</span>
        </span>
      ),
    },
    {
      title: closed ? signalText.result : signalText.deadline,
      width: 128,
      render: (_, row) => (
        <span className="two-lines digits">
          {row.result === null ? (
            <TimeLeft workingDays={row.workingDaysLeft} />
          ) : (
            <span>{resultNames[row.result]}</span>
          )}
          <span className="quiet">{shortDay(row.dueOn, today ?? row.dueOn)}</span>
        </span>
      ),
    },
    {
      title: signalText.assignee,
      width: 76,
      ellipsis: true,
      render: (_, row) => row.assigneeName ?? <span className="quiet">—</span>,
    },
  ]
}

/** All of a signal in one column, for a phone. */
export function onPhone(open: (id: string) => void): TableColumnType<SignalRow> {
  return {
    title: signalText.evidence,
    width: 260,
    render: (_, row) => (
      <button type="button" className="signal-open" onClick={() => open(row.id)}>
        <span className="signal-line">
          <ToneTag tone={row.level}>{levelNames[row.level]}</ToneTag>
          <strong>{row.title}</strong>
        </span>
        <span className="quiet">{daysInWords(row.evidence)}</span>
        <span className="signal-line">
          <span>{row.headName}</span>
          {row.result === null ? (
            <TimeLeft workingDays={row.workingDaysLeft} />
          ) : (
            <span>{resultNames[row.result]}</span>
          )}
        </span>
      </button>
    ),
  }
}
