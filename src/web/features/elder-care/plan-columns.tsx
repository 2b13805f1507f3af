import { Button, type TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CarePlanRow } from '#contracts/elder-care'
import { groundNames, serviceNames } from '#messages/elder-care'
import { clockTime } from '#web/features/dispatch/clock.ts'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { rhythmText } from '#web/features/elder-care/words.ts'
import { shortDay } from '#web/format.ts'

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

/** The agreements as a table; what can be done with one stands at the end where the officer may do it. */
export function planColumns(
  today: string,
  end: ((row: CarePlanRow) => void) | undefined,
): TableColumnType<CarePlanRow>[] {
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
export function changePath({ id, householdId, personId, name, service }: CarePlanRow): string {
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

/** All of an agreement in one cell, for a phone. */
export function phonePlanColumns(
  today: string,
  end: ((row: CarePlanRow) => void) | undefined,
): TableColumnType<CarePlanRow>[] {
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
