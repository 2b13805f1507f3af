import type { ReactNode } from 'react'
import type { AbilityPerson, AbilityRow, Status } from '#contracts/ability-assessment'
import { levelNames, statusNames } from '#messages/ability-assessment'
import { abilityText } from '#web/features/ability/text.zh.ts'
import { ToneTag, type Tone } from '#web/ui/tone-tag.tsx'

const levelTones: readonly Tone[] = ['green', 'blue', 'yellow', 'orange', 'red']

/** A level in words on its colour. */
export function LevelTag({ level }: { level: number }): ReactNode {
  return <ToneTag tone={levelTones[level] ?? 'quiet'}>{abilityText.levelOf(level, levelNames[level] ?? '')}</ToneTag>
}

const statusTones: Readonly<Record<Status, Tone>> = {
  draft: 'blue',
  signed: 'yellow',
  confirmed: 'green',
  objected: 'orange',
  replaced: 'quiet',
  discarded: 'quiet',
}

export function StatusTag({ status }: { status: Status }): ReactNode {
  return <ToneTag tone={statusTones[status]}>{statusNames[status]}</ToneTag>
}

/** Why somebody is on the list of those who are due. */
export function DueTag({ row, today }: { row: AbilityRow; today: string | undefined }): ReactNode {
  if (row.changeReported) return <ToneTag tone="orange">{abilityText.changed}</ToneTag>
  if (row.overdue) return <ToneTag tone="red">{abilityText.overdue}</ToneTag>
  return row.nextDueOn === today ? <ToneTag tone="orange">{abilityText.dueToday}</ToneTag> : null
}

/** Sex, age and place of a person in one line. */
export function personLine(person: AbilityPerson): string {
  const age = person.age === null ? abilityText.ageUnknown : abilityText.ageOf(person.age)
  return [person.sex === null ? '' : abilityText.sexes[person.sex], age, person.place]
    .filter((word) => word !== '')
    .join('　')
}
