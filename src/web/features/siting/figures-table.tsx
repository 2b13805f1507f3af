import type { ReactNode } from 'react'
import type { SitingAnswer } from '#contracts/siting-scenario'
import { sitingText } from '#web/features/siting/text.zh.ts'
import { figuresOf } from '#web/features/siting/words.ts'

/** What the county has now, what it would have, and the difference. */
export function FiguresTable({ answer }: { answer: SitingAnswer }): ReactNode {
  return (
    <table className="plain-table siting-figures">
      <caption>{sitingText.figures}</caption>
      <thead>
        <tr>
          <th scope="col">{sitingText.figure}</th>
          <th scope="col" className="number">
            {sitingText.before}
          </th>
          <th scope="col" className="number">
            {sitingText.after}
          </th>
          <th scope="col" className="number">
            {sitingText.change}
          </th>
        </tr>
      </thead>
      <tbody>
        {figuresOf(answer).map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td className="number">{row.before}</td>
            <td className="number">
              <strong>{row.after}</strong>
            </td>
            <td className="number digits">{row.change}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
