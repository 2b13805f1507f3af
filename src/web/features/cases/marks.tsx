import type { ReactNode } from 'react'
import type { CaseRow, CaseStatus, Colour } from '#contracts/assistance'
import { colourNames, statusNames } from '#messages/assistance'
import { caseText } from '#web/features/cases/text.zh.ts'
import { shortDay } from '#web/format.ts'
import { type Tone, ToneTag } from '#web/ui/tone-tag.tsx'

const clockTones: Readonly<Record<Colour, Tone>> = {
  green: 'green',
  yellow: 'yellow',
  orange: 'orange',
  red: 'red',
  paused: 'quiet',
}

const statusTones: Readonly<Record<CaseStatus, Tone>> = {
  papers: 'yellow',
  open: 'blue',
  active: 'green',
  grace: 'green',
  closed: 'quiet',
  refused: 'quiet',
  stopped: 'quiet',
  withdrawn: 'quiet',
}

export function ClockTag({ colour }: { colour: Colour }): ReactNode {
  return <ToneTag tone={clockTones[colour]}>{colourNames[colour]}</ToneTag>
}

export function CaseStatusTag({ status }: { status: CaseStatus }): ReactNode {
  return <ToneTag tone={statusTones[status]}>{statusNames[status]}</ToneTag>
}

/** The day on which a case is due, and in words and colour how near that is. */
export function Due({ row, today }: { row: CaseRow; today: string | undefined }): ReactNode {
  if (row.dueOn === null || row.colour === null) return <span className="quiet">{caseText.noClock}</span>
  return (
    <span className="case-lines">
      <ClockTag colour={row.colour} />
      <span className="quiet digits">{caseText.due(shortDay(row.dueOn, today ?? row.dueOn))}</span>
    </span>
  )
}

export function NearRelativeMark({ row }: { row: Pick<CaseRow, 'nearRelative'> }): ReactNode {
  return row.nearRelative ? <ToneTag tone="yellow">{caseText.nearRelative}</ToneTag> : null
}
