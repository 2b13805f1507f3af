import { Empty, Table } from 'antd'
import type { ReactNode } from 'react'
import type { Network } from '#contracts/facility'
import { townshipOf } from '#web/features/facility/places.ts'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { count } from '#web/format.ts'

/** The villages in nobody's catchment, those with the most elders first. */
export function UnservedPanel({ network, township }: { network: Network; township: string }): ReactNode {
  const names = new Map(network.townships.map(({ code, name }) => [code, name]))
  const rows = network.unserved
    .filter(({ code }) => code.startsWith(township))
    .toSorted((a, b) => b.elders - a.elders || (a.code < b.code ? -1 : 1))
  const title = rows.length === 0 ? facilityText.unservedNone : facilityText.unservedTitle(count(rows.length))
  return (
    <section className="panel panel-table facility-unserved" aria-labelledby="facility-unserved-title">
      <h2 id="facility-unserved-title">{title}</h2>
      <p className="quiet facility-inset">{facilityText.unservedHint}</p>
      <Table
        size="small"
        rowKey="code"
        dataSource={rows}
        pagination={{ pageSize: 10, size: 'small', showSizeChanger: false, hideOnSinglePage: true }}
        locale={{ emptyText: <Empty description={facilityText.unservedEmpty} /> }}
        columns={[
          { title: facilityText.village, dataIndex: 'name' },
          { title: facilityText.township, render: (_, { code }) => names.get(townshipOf(code)) ?? '' },
          {
            title: facilityText.elders,
            className: 'number',
            width: 88,
            render: (_, { elders }) => count(elders),
          },
        ]}
      />
    </section>
  )
}
