import { Form } from 'antd'
import { type ReactNode, useEffect } from 'react'
import type { CaseBody } from '#contracts/assistance'
import { letterWords } from '#messages/assistance'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { ChoiceField, choices, DayField, NameField, NamesField, NoteField } from '#web/features/cases/forms/fields.tsx'
import { drawn, SignaturePads } from '#web/features/cases/forms/signature-pad.tsx'
import { childFacts, householdFacts, memberFacts, statedOf, type Written } from '#web/features/cases/forms/stated.ts'
import { StatedFields } from '#web/features/cases/forms/stated-fields.tsx'
import { useSession } from '#web/features/session/api.ts'

interface Fields {
  readonly on: string
  readonly method: CaseBody<'survey'>['method']
  readonly surveyors: string[]
  readonly present: string
  readonly facts?: Written
  readonly conclusion: string
  readonly paths?: Readonly<Record<string, string>>
}

const aboutChildren: ReadonlySet<string> = new Set(['orphan-allowance', 'unsupported-child-allowance'])

/** Whoever signs: the officer, the team, and the member who was there. */
function signersOf(own: string, fields: Partial<Fields> | undefined): string[] {
  const names = [own, ...(fields?.surveyors ?? []), fields?.present ?? ''].map((name) => name.trim())
  return [...new Set(names.filter((name) => name !== ''))]
}

function Pads({ own }: { own: string }): ReactNode {
  const form = Form.useFormInstance<Fields>()
  const surveyors = Form.useWatch('surveyors', form)
  const present = Form.useWatch('present', form)
  const paths = Form.useWatch('paths', form)
  // Whoever signs now is not told any longer that the signature is missing; the button looks again.
  useEffect(() => form.setFields([{ name: 'paths', errors: [] }]), [form, paths])
  const names = signersOf(own, { surveyors: surveyors ?? [], present: present ?? '' })
  const checkSigned = (_: unknown, paths: Fields['paths']): Promise<void> => {
    const missing = names.filter((name) => (paths?.[name] ?? '') === '')
    return missing.length === 0
      ? Promise.resolve()
      : Promise.reject(new Error(formText.signaturesMissing(missing.join('、'))))
  }
  return (
    <Form.Item name="paths" rules={[{ validator: checkSigned }]} validateTrigger={[]}>
      <SignaturePads names={names} />
    </Form.Item>
  )
}

/** The visit to a household: what was seen and said, signed on the spot by all who were there. */
export function SurveyForm({ of, onDone }: FormProps): ReactNode {
  const session = useSession().data
  const own = session?.officer.name ?? ''
  return (
    <ActForm<'survey', Fields>
      of={of}
      action="survey"
      {...(onDone === undefined ? {} : { onDone })}
      initial={{ method: 'visit', ...(session === undefined ? {} : { on: session.today }) }}
      given={({ on, method, surveyors, present, facts, conclusion, paths }) => ({
        on,
        method,
        surveyors,
        present,
        conclusion,
        facts: statedOf(facts, of.householdId),
        signatures: drawn(signersOf(own, { surveyors, present }), paths),
      })}
    >
      <div className="case-pair">
        <DayField name="on" label={formText.surveyDay} />
        <ChoiceField name="method" label={formText.method} options={choices(letterWords.methods)} />
        <NamesField name="surveyors" label={formText.team} hint={formText.teamHint(own)} />
        <NameField
          name="present"
          label={formText.present}
          hint={formText.presentHint}
          known={of.members.filter(({ adult }) => adult).map(({ name }) => name)}
        />
      </div>
      <fieldset>
        <legend>{formText.householdFacts}</legend>
        <p className="quiet">{formText.householdFactsHint}</p>
        <StatedFields subject="household" of={householdFacts} />
      </fieldset>
      {of.members.map(({ personId, name, adult }) => {
        const isChild = aboutChildren.has(of.programme) && !adult
        return (
          <details key={personId} open={isChild} className="case-member-facts">
            <summary>{isChild ? formText.childFacts(name) : formText.memberFacts(name)}</summary>
            <StatedFields subject={`p${personId}`} of={isChild ? [...childFacts, ...memberFacts] : memberFacts} />
          </details>
        )
      })}
      <NoteField name="conclusion" label={formText.conclusion} hint={formText.conclusionHint} rows={4} />
      <fieldset>
        <legend>{formText.signatures}</legend>
        <p className="quiet">{formText.signaturesHint}</p>
        <Pads own={own} />
      </fieldset>
    </ActForm>
  )
}
