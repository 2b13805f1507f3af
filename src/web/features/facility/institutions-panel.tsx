import type { ReactNode } from 'react'
import type { Network } from '#contracts/facility'
import { institutionClassNames } from '#messages/facility'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { count } from '#web/format.ts'

/** Institutions by class, with the share of beds that are for nursing. */
export function InstitutionsPanel({ rows }: { rows: Network['institutions'] }): ReactNode {
  return (
    <section className="panel facility-below" aria-labelledby="facility-institutions-title">
      <h2 id="facility-institutions-title">{facilityText.institutionsTitle}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{facilityText.noInstitutions}</p>
      ) : (
        <table className="plain-table facility-institutions">
          <thead>
            <tr>
              <th scope="col">{facilityText.institutionClass}</th>
              <th scope="col" className="number">
                {facilityText.institutionCount}
              </th>
              <th scope="col" className="number">
                {facilityText.beds}
              </th>
              <th scope="col" className="number">
                {facilityText.nursingBeds}
              </th>
              <th scope="col" className="number">
                {facilityText.nursingShare}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.class ?? ''}>
                <th scope="row">{row.class === null ? facilityText.noClass : institutionClassNames[row.class]}</th>
                <td className="number">{count(row.count)}</td>
                <td className="number">{count(row.beds)}</td>
                <td className="number">{count(row.nursingBeds)}</td>
                <td className="number">
                  {row.beds === 0 ? facilityText.none : facilityText.shareOf(row.nursingBeds / row.beds)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
