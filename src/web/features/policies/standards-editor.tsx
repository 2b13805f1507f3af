import { Button, Input } from 'antd'
import type { ReactNode } from 'react'
import type { DraftDetail, StandardEdit } from '#contracts/policy-register'
import { draftText } from '#web/features/policies/draft-text.zh.ts'
import type { DraftWork } from '#web/features/policies/draft-work.ts'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'

type Standard = DraftDetail['standards'][number]
type Field = 'division' | 'value' | 'from' | 'until' | 'document' | 'source'

const fields: readonly { readonly field: Field; readonly label: string; readonly wide?: true }[] = [
  { field: 'value', label: draftText.valueLabel },
  { field: 'from', label: draftText.from },
  { field: 'until', label: draftText.until },
  { field: 'document', label: draftText.document, wide: true },
]

function withField(row: StandardEdit, field: Field, text: string): StandardEdit {
  return { ...row, [field]: field === 'until' && text.trim() === '' ? null : text.trim() }
}

/** The same place and case, to be filled with the next value; what held until then ends where it begins. */
function nextRow(standard: Standard, rows: readonly StandardEdit[], effectiveOn: string | null): StandardEdit {
  const last = rows.at(-1)
  return {
    division: last?.division ?? '',
    dimensions: last?.dimensions ?? Object.fromEntries(standard.dimensionNames.map((name) => [name, ''])),
    value: '',
    from: effectiveOn ?? '',
    until: null,
    document: '',
    source: '',
  }
}

/** A new value in the place of a row: the row ends where the new one begins. */
function succeeded(rows: readonly StandardEdit[], at: number, effectiveOn: string | null): StandardEdit[] {
  return rows.flatMap((row, index) =>
    index === at && effectiveOn !== null
      ? [
          { ...row, until: effectiveOn },
          { ...row, from: effectiveOn, until: row.until, document: '', source: '' },
        ]
      : [row],
  )
}

function StandardTable({
  standard,
  work,
  editable,
}: {
  standard: Standard
  work: DraftWork
  editable: boolean
}): ReactNode {
  const rows = work.rows(standard)
  const names = new Map(standard.rows.map(({ division, divisionName }) => [division, divisionName]))
  const set = (at: number, row: StandardEdit): void =>
    work.setRows(
      standard,
      rows.map((old, index) => (index === at ? row : old)),
    )
  const cell = (at: number, label: string, value: string, change: (text: string) => void): ReactNode =>
    editable ? (
      <Input
        size="small"
        aria-label={`${standard.name} ${draftText.line(at + 1)} ${label}`}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    ) : (
      <span className="digits">{value === '' ? '—' : value}</span>
    )
  return (
    <section className="standard-edit">
      <h2>
        {standard.name}
        {standard.unit === null ? null : <small className="quiet">{`　${standard.unit}`}</small>}
      </h2>
      <ScrollFrame label={draftText.standardTable(standard.name)}>
        <table className="plain-table standard-edit-table" aria-label={draftText.standardTable(standard.name)}>
          <thead>
            <tr>
              <th scope="col">{draftText.division}</th>
              {standard.dimensionNames.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              {fields.map(({ field, label, wide }) => (
                <th key={field} scope="col" className={wide === true ? 'standard-wide' : ''}>
                  {label}
                </th>
              ))}
              {editable ? <th scope="col">{draftText.rowActions}</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // A row has no name of its own while it is being written.
              <tr key={at}>
                <td>
                  {cell(at, draftText.division, row.division, (text) => set(at, withField(row, 'division', text)))}
                  <span className="quiet standard-place">{names.get(row.division) ?? ''}</span>
                </td>
                {standard.dimensionNames.map((name) => (
                  <td key={name}>
                    {cell(at, name, row.dimensions[name] ?? '', (text) =>
                      set(at, { ...row, dimensions: { ...row.dimensions, [name]: text.trim() } }),
                    )}
                  </td>
                ))}
                {fields.map(({ field, label, wide }) => (
                  <td key={field} className={wide === true ? 'standard-wide' : ''}>
                    {cell(at, label, row[field] ?? '', (text) => set(at, withField(row, field, text)))}
                  </td>
                ))}
                {editable ? (
                  <td className="standard-actions">
                    <Button
                      size="small"
                      disabled={work.effectiveOn === null || work.effectiveOn <= row.from}
                      title={work.effectiveOn === null ? draftText.adjustWithoutDay : draftText.adjustHint}
                      onClick={() => work.setRows(standard, succeeded(rows, at, work.effectiveOn))}
                    >
                      {draftText.adjust}
                    </Button>
                    <Button
                      size="small"
                      aria-label={`${draftText.removeRow} ${standard.name} ${draftText.line(at + 1)}`}
                      onClick={() =>
                        work.setRows(
                          standard,
                          rows.filter((_, index) => index !== at),
                        )
                      }
                    >
                      {draftText.removeRow}
                    </Button>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
      {editable ? (
        <Button
          size="small"
          onClick={() => work.setRows(standard, [...rows, nextRow(standard, rows, work.effectiveOn)])}
        >
          {draftText.addRow}
        </Button>
      ) : null}
    </section>
  )
}

/** The standards of a draft as tables that are written in place. */
export function StandardsEditor({
  draft,
  work,
  editable,
}: {
  draft: DraftDetail
  work: DraftWork
  editable: boolean
}): ReactNode {
  return (
    <>
      <p className="quiet">{draftText.standardHint}</p>
      {draft.standards.map((standard) => (
        <StandardTable
          key={`${standard.folder} ${standard.name}`}
          standard={standard}
          work={work}
          editable={editable}
        />
      ))}
    </>
  )
}
