import { Button, Checkbox, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { healthIssues, incidentKinds } from '#contracts/ability-assessment'
import { healthIssueNames, incidentNames } from '#messages/ability-assessment'
import type { FormDraft } from '#web/features/ability/form-draft.ts'
import { abilityText } from '#web/features/ability/text.zh.ts'

type Findings = FormDraft['findings']

interface Props {
  readonly findings: Findings
  readonly incidentDays: number
  readonly latest: string
  readonly onChange: (given: Partial<Findings>) => void
}

function YesNo({
  label,
  value,
  onChange,
}: {
  label: string
  value: boolean | null
  onChange: (value: boolean) => void
}): ReactNode {
  return (
    <div className="ability-field">
      <span className="ability-label">{label}</span>
      <Radio.Group
        aria-label={label}
        optionType="button"
        size="large"
        value={value}
        onChange={(event) => onChange(event.target.value === true)}
        options={[
          { value: false, label: abilityText.no },
          { value: true, label: abilityText.yes },
        ]}
      />
    </div>
  )
}

function Incidents({ findings, incidentDays, latest, onChange }: Props): ReactNode {
  const { incidents } = findings
  const label = abilityText.incidents(incidentDays)
  const fresh = { kind: 'fall', on: latest } as const
  const replace = (at: number, given: Partial<{ kind: (typeof incidentKinds)[number]; on: string }>): void =>
    onChange({ incidents: (incidents ?? []).map((one, index) => (index === at ? { ...one, ...given } : one)) })
  return (
    <div className="ability-field">
      <span className="ability-label">{label}</span>
      <Radio.Group
        aria-label={label}
        optionType="button"
        size="large"
        value={incidents === null ? null : incidents.length === 0 ? 'none' : 'some'}
        onChange={(event) => onChange({ incidents: event.target.value === 'some' ? [fresh] : [] })}
        options={[
          { value: 'none', label: abilityText.incidentChoices.none },
          { value: 'some', label: abilityText.incidentChoices.some },
        ]}
      />
      {(incidents ?? []).map((one, index) => (
        // A list that is only added to and taken from here: the place is what tells its rows apart.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="ability-incident">
          <Select
            aria-label={`${abilityText.incidentKind}${index + 1}`}
            value={one.kind}
            onChange={(kind) => replace(index, { kind })}
            options={incidentKinds.map((value) => ({ value, label: incidentNames[value] }))}
          />
          <Input
            type="date"
            aria-label={`${abilityText.incidentOn}${index + 1}`}
            max={latest}
            value={one.on}
            onChange={(event) => replace(index, { on: event.target.value })}
          />
          <Button
            onClick={() => onChange({ incidents: (incidents ?? []).filter((_, at) => at !== index) })}
            aria-label={`${abilityText.removeIncident}：${index + 1}`}
          >
            {abilityText.removeIncident}
          </Button>
        </div>
      ))}
      {incidents === null || incidents.length === 0 ? null : (
        <Button onClick={() => onChange({ incidents: [...incidents, fresh] })}>{abilityText.addIncident}</Button>
      )}
    </div>
  )
}

/** Illnesses, medication, health issues, and what makes the level worse than the score says. */
export function HealthFields(props: Props): ReactNode {
  const { findings, onChange } = props
  return (
    <section className="panel" aria-labelledby="ability-health-title">
      <h2 id="ability-health-title">{abilityText.health}</h2>
      <div className="ability-pair">
        {(['coma', 'dementia', 'disorder'] as const).map((name) => (
          <YesNo
            key={name}
            label={abilityText[name]}
            value={findings[name]}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
        <Incidents {...props} />
      </div>
      <div className="ability-pair">
        {(['illnesses', 'medication'] as const).map((name) => (
          <label key={name} className="ability-field">
            <span className="ability-label">{abilityText[name]}</span>
            <Input.TextArea
              rows={2}
              maxLength={500}
              placeholder={abilityText[`${name}Hint`]}
              value={findings[name]}
              onChange={(event) => onChange({ [name]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <div className="ability-field">
        <span className="ability-label" id="ability-issues">
          {abilityText.healthIssues}
        </span>
        <Checkbox.Group
          aria-labelledby="ability-issues"
          className="ability-many"
          value={findings.healthIssues}
          onChange={(chosen) => onChange({ healthIssues: healthIssues.filter((issue) => chosen.includes(issue)) })}
          options={healthIssues.map((value) => ({ value, label: healthIssueNames[value] }))}
        />
      </div>
      <label className="ability-field">
        <span className="ability-label">{abilityText.healthNote}</span>
        <Input
          maxLength={500}
          value={findings.healthNote}
          onChange={(event) => onChange({ healthNote: event.target.value })}
        />
      </label>
    </section>
  )
}
