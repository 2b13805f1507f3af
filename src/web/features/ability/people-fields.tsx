import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { type AbilityAssessor, backgrounds, relations } from '#contracts/ability-assessment'
import { backgroundNames, relationNames } from '#messages/ability-assessment'
import type { FormDraft } from '#web/features/ability/form-draft.ts'
import { abilityText } from '#web/features/ability/text.zh.ts'

interface Props {
  readonly draft: FormDraft
  readonly onChange: (given: Partial<FormDraft>) => void
}

function Field({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    // The control stands inside: its name is the label's text.
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control
    <label className="ability-field">
      <span className="ability-label">{label}</span>
      {children}
    </label>
  )
}

/** When, where, and who told. */
export function BasicFields({ draft, onChange, today }: Props & { today: string | undefined }): ReactNode {
  const { informant } = draft
  const tell = (given: Partial<FormDraft['informant']>): void => onChange({ informant: { ...informant, ...given } })
  return (
    <section className="panel" aria-labelledby="ability-basics-title">
      <h2 id="ability-basics-title">{abilityText.basics}</h2>
      <div className="ability-pair">
        <Field label={abilityText.assessedOn}>
          <Input
            type="date"
            {...(today === undefined ? {} : { max: today })}
            value={draft.assessedOn}
            onChange={(event) => onChange({ assessedOn: event.target.value })}
          />
        </Field>
        <Field label={abilityText.placeOf}>
          <Input
            maxLength={60}
            placeholder={abilityText.placeHint}
            value={draft.place}
            onChange={(event) => onChange({ place: event.target.value })}
          />
        </Field>
        <Field label={abilityText.informant}>
          <Input
            maxLength={40}
            value={informant.name}
            placeholder={abilityText.informantHint}
            onChange={(event) => tell({ name: event.target.value })}
          />
        </Field>
        <div className="ability-field">
          <span className="ability-label" aria-hidden="true">
            {abilityText.relation}
          </span>
          <Select
            aria-label={abilityText.relation}
            value={informant.relation}
            onChange={(relation) => tell({ relation })}
            options={relations.map((value) => ({ value, label: relationNames[value] }))}
          />
        </div>
        <Field label={abilityText.phone}>
          <Input
            maxLength={20}
            inputMode="tel"
            value={informant.phone}
            onChange={(event) => tell({ phone: event.target.value })}
          />
        </Field>
      </div>
    </section>
  )
}

function AssessorFields({
  seat,
  of,
  onChange,
}: {
  seat: number
  of: AbilityAssessor
  onChange: (given: Partial<AbilityAssessor>) => void
}): ReactNode {
  return (
    <fieldset className="ability-assessor">
      <legend>{abilityText.assessorOf(seat)}</legend>
      <div className="ability-pair">
        <Field label={abilityText.assessorName}>
          <Input maxLength={40} value={of.name} onChange={(event) => onChange({ name: event.target.value })} />
        </Field>
        <div className="ability-field">
          <span className="ability-label" aria-hidden="true">
            {abilityText.background}
          </span>
          <Select
            aria-label={`${abilityText.assessorOf(seat)}${abilityText.background}`}
            value={of.background}
            onChange={(background) => onChange({ background })}
            options={backgrounds.map((value) => ({ value, label: backgroundNames[value] }))}
          />
        </div>
        <Field label={abilityText.employer}>
          <Input maxLength={60} value={of.employer} onChange={(event) => onChange({ employer: event.target.value })} />
        </Field>
      </div>
    </fieldset>
  )
}

/** Who assesses; of a review, who may not. */
export function TeamFields({ draft, onChange, barred }: Props & { barred: readonly string[] }): ReactNode {
  return (
    <section className="panel" aria-labelledby="ability-team-title">
      <h2 id="ability-team-title">{abilityText.team}</h2>
      <p className="quiet">{barred.length === 0 ? abilityText.teamHint : abilityText.barred(barred.join('、'))}</p>
      {draft.assessors.map((assessor, seat) => (
        <AssessorFields
          // The seats are fixed: the place is the seat.
          // oxlint-disable-next-line react/no-array-index-key
          key={seat}
          seat={seat + 1}
          of={assessor}
          onChange={(given) =>
            onChange({
              assessors: draft.assessors.map((one, index) => (index === seat ? { ...one, ...given } : one)),
            })
          }
        />
      ))}
    </section>
  )
}
