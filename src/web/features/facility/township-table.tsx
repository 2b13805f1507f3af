import { Table, type TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import type { TownshipNetwork } from '#contracts/facility'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { count } from '#web/format.ts'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'

type Figure = Exclude<keyof TownshipNetwork, 'code' | 'name' | 'villages' | 'villagesServed' | 'nursingBeds'>

function figure(of: Figure): TableColumnType<TownshipNetwork> {
  const title = of === 'carers' ? facilityText.carersCount : facilityText[of]
  return { title, className: 'number', sorter: (a, b) => a[of] - b[of], render: (_, row) => count(row[of]) }
}

function nursing(beds: number, nursingBeds: number): string {
  if (beds === 0) return facilityText.none
  return facilityText.nursingOf(count(nursingBeds), facilityText.shareOf(nursingBeds / beds))
}

function columnsOf(onChoose: (code: string) => void): TableColumnType<TownshipNetwork>[] {
  return [
    {
      title: facilityText.township,
      render: (_, { code, name }) => (
        <button type="button" className="link-button" onClick={() => onChoose(code)}>
          {name}
        </button>
      ),
    },
    figure('elders'),
    {
      title: facilityText.villagesServed,
      className: 'number',
      sorter: (a, b) => a.villagesServed / Math.max(1, a.villages) - b.villagesServed / Math.max(1, b.villages),
      render: (_, row) => facilityText.servedOf(count(row.villagesServed), count(row.villages)),
    },
    figure('hubs'),
    figure('stations'),
    figure('institutions'),
    figure('canteens'),
    figure('beds'),
    {
      title: facilityText.nursingBeds,
      className: 'number',
      render: (_, row) => nursing(row.beds, row.nursingBeds),
    },
    figure('dayPlaces'),
    figure('meals'),
    figure('carers'),
  ]
}

function sums(rows: readonly TownshipNetwork[]): TownshipNetwork {
  const nothing = {
    elders: 0,
    villages: 0,
    villagesServed: 0,
    hubs: 0,
    stations: 0,
    institutions: 0,
    canteens: 0,
    beds: 0,
    nursingBeds: 0,
    dayPlaces: 0,
    meals: 0,
    carers: 0,
  }
  const added = rows.reduce(
    (sum, row) => ({
      elders: sum.elders + row.elders,
      villages: sum.villages + row.villages,
      villagesServed: sum.villagesServed + row.villagesServed,
      hubs: sum.hubs + row.hubs,
      stations: sum.stations + row.stations,
      institutions: sum.institutions + row.institutions,
      canteens: sum.canteens + row.canteens,
      beds: sum.beds + row.beds,
      nursingBeds: sum.nursingBeds + row.nursingBeds,
      dayPlaces: sum.dayPlaces + row.dayPlaces,
      meals: sum.meals + row.meals,
      carers: sum.carers + row.carers,
    }),
    nothing,
  )
  return { code: '', name: facilityText.wholeCounty, ...added }
}

/** What stands in each township; a name opens the township on the map. */
export function TownshipTable({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly TownshipNetwork[]
  chosen: string
  onChoose: (code: string) => void
}): ReactNode {
  const whole = sums(rows)
  const columns = columnsOf(onChoose)
  return (
    <section className="panel panel-table facility-below" aria-labelledby="facility-townships-title">
      <h2 id="facility-townships-title">{facilityText.townshipsTitle}</h2>
      <ScrollFrame label={facilityText.townshipsTitle}>
        <Table<TownshipNetwork>
          className="facility-townships"
          size="small"
          rowKey="code"
          pagination={{ pageSize: 40, size: 'small', showSizeChanger: false, hideOnSinglePage: true }}
          dataSource={[...rows]}
          rowClassName={({ code }) => (code === chosen ? 'facility-row-chosen' : '')}
          columns={columns}
          summary={() => (
            <Table.Summary.Row>
              {columns.map(({ className, render }, index) => (
                <Table.Summary.Cell key={index} index={index} {...(className === undefined ? {} : { className })}>
                  <strong>
                    {index === 0
                      ? facilityText.wholeCounty
                      : // The columns above render to words, never to antd's cell objects.
                        (render?.(undefined, whole, -1) as ReactNode)}
                  </strong>
                </Table.Summary.Cell>
              ))}
            </Table.Summary.Row>
          )}
        />
      </ScrollFrame>
    </section>
  )
}
