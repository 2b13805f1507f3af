import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { letterText } from '#web/features/notices/text.zh.ts'
import { usePermission } from '#web/features/session/api.ts'

/** From the file of a household to its letters and to where its money goes. */
export function HouseholdPapers({ householdId }: { householdId: string }): ReactNode {
  const mayReadLetters = usePermission('notice:read')
  const mayReadPayments = usePermission('payment:read')
  if (!mayReadLetters && !mayReadPayments) return null
  return (
    <section className="panel no-print" aria-labelledby="household-papers-title">
      <h2 id="household-papers-title">{letterText.ofThisHousehold}</h2>
      {mayReadLetters ? (
        <p>
          <Link to={`/letters?household=${householdId}`}>{letterText.toLetters}</Link>
        </p>
      ) : null}
      {mayReadPayments ? (
        <p>
          <Link to={`/accounts?household=${householdId}`}>{letterText.toAccounts}</Link>
        </p>
      ) : null}
    </section>
  )
}
