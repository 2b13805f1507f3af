import type { ReactNode } from 'react'
import { never } from '#kernel/day'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import { uiText } from '#web/ui/text.zh.ts'
import '#web/ui/fact-grid.css'

export interface GridFact {
  /** `成员2.年龄` for what concerns one of several, `年龄` for what concerns the whole. */
  readonly name: string
  readonly value: ReactNode
}

/** `subject.field`; undefined when a name has no subject. */
export function splitName(name: string): { subject: string; field: string } | undefined {
  const [subject, field] = name.split('.')
  return subject === undefined || field === undefined ? undefined : { subject, field }
}

function shown(value: ReactNode): ReactNode {
  return value === never ? uiText.never : value
}

/** Facts of several people: a line a person, a column a fact. Facts without a person are left out. */
export function FactGrid({
  facts,
  label,
  nameOf,
}: {
  facts: readonly GridFact[]
  label: string
  nameOf: (subject: string) => string
}): ReactNode {
  const cells = facts.flatMap(({ name, value }) => {
    const split = splitName(name)
    return split === undefined ? [] : [{ ...split, value }]
  })
  if (cells.length === 0) return null
  const fields = [...new Set(cells.map(({ field }) => field))]
  return (
    <div className="fact-grid">
      <ScrollFrame label={label}>
        <table className="plain-table" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{uiText.person}</th>
              {fields.map((field) => (
                <th key={field} scope="col">
                  {field}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...Map.groupBy(cells, ({ subject }) => subject)].map(([subject, own]) => (
              <tr key={subject}>
                <th scope="row">{nameOf(subject)}</th>
                {fields.map((field) => (
                  <td key={field} className="digits">
                    {shown(own.find((cell) => cell.field === field)?.value ?? uiText.emptyValue)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </div>
  )
}
