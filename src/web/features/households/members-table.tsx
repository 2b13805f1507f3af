import { Table } from 'antd'
import type { ReactNode } from 'react'
import type { Member } from '#contracts/registry'
import { sexNames } from '#messages/registry'
import { Masked } from '#web/features/households/masked.tsx'
import { householdText } from '#web/features/households/text.zh.ts'

/** The people who live together as one family. */
export function MembersTable({ members }: { members: readonly Member[] }): ReactNode {
  return (
    <section className="panel panel-table" aria-labelledby="members-title">
      <h2 id="members-title">{householdText.members}</h2>
      <Table<Member>
        size="small"
        rowKey="personId"
        pagination={false}
        scroll={{ x: 660 }}
        dataSource={members}
        columns={[
          {
            title: householdText.name,
            width: 84,
            render: (_, row) => <strong>{row.name}</strong>,
          },
          { title: householdText.relation, width: 96, dataIndex: 'relation' },
          {
            title: householdText.sex,
            width: 52,
            render: (_, row) => (row.sex === null ? '—' : sexNames[row.sex]),
          },
          {
            title: householdText.age,
            width: 60,
            className: 'number',
            render: (_, row) => (row.age === null ? '—' : householdText.years(row.age)),
          },
          { title: householdText.birthDay, width: 100, className: 'digits', render: (_, row) => row.birthDay ?? '—' },
          {
            title: householdText.residentId,
            width: 164,
            className: 'digits',
            render: (_, row) => row.residentId ?? '—',
          },
          {
            title: householdText.phone,
            width: 112,
            className: 'digits',
            render: (_, row) => row.phone ?? <Masked />,
          },
        ]}
      />
    </section>
  )
}
