import type { ReactNode } from 'react'
import type { Member } from '#contracts/registry'
import { sexNames } from '#messages/registry'
import { Masked } from '#web/features/households/masked.tsx'
import { householdText } from '#web/features/households/text.zh.ts'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'

/** The people who live together as one family. */
export function MembersTable({
  members,
  revealed,
}: {
  members: readonly Member[]
  /** Whether a number that is not shown is one that nobody knows. */
  revealed: boolean
}): ReactNode {
  return (
    <section className="panel" aria-labelledby="members-title">
      <h2 id="members-title">{householdText.members}</h2>
      <ScrollFrame label={householdText.members}>
        <table className="plain-table members-table" aria-labelledby="members-title">
          <thead>
            <tr>
              <th scope="col">{householdText.name}</th>
              <th scope="col">{householdText.relation}</th>
              <th scope="col">{householdText.sex}</th>
              <th scope="col" className="number">
                {householdText.age}
              </th>
              <th scope="col">{householdText.birthDay}</th>
              <th scope="col">{householdText.residentId}</th>
              <th scope="col">{householdText.phone}</th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.personId}>
                <td>
                  <strong>{member.name}</strong>
                </td>
                <td>{member.relation}</td>
                <td>{member.sex === null ? '—' : sexNames[member.sex]}</td>
                <td className="number">{member.age === null ? '—' : householdText.years(member.age)}</td>
                <td className="digits">{member.birthDay ?? '—'}</td>
                <td className="digits">{member.residentId ?? '—'}</td>
                <td className="digits">{member.phone ?? (revealed ? '—' : <Masked />)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </section>
  )
}
