import { Alert, App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { AbilityDetail } from '#contracts/ability-assessment'
import { useAbilityStep } from '#web/features/ability/api.ts'
import { abilityText } from '#web/features/ability/text.zh.ts'
import { drawn, SignaturePads } from '#web/features/cases/forms/signature-pad.tsx'
import { Refusal, useAct } from '#web/ui/act.tsx'
import '#web/features/cases/forms/forms.css'

/** Both assessors sign here, once the form is full and saved. */
export function SignPanel({ of, isDirty }: { of: AbilityDetail; isDirty: boolean }): ReactNode {
  const { message } = App.useApp()
  const sign = useAbilityStep(of.id, 'sign')
  const act = useAct(sign)
  const [paths, setPaths] = useState<Readonly<Record<string, string>>>({})
  const [missing, setMissing] = useState<readonly string[]>([])
  const names = of.assessors.map(({ name }) => name)
  const isReady = !isDirty && of.missingItems.length === 0 && of.missingParts.length === 0
  const send = (): void => {
    const unsigned = names.filter((name) => (paths[name] ?? '') === '')
    setMissing(unsigned)
    if (unsigned.length > 0) return
    act(
      (key) => ({ key, version: of.version, signatures: drawn(names, paths) }),
      () => void message.success(abilityText.signed),
    )
  }
  return (
    <section className="panel" aria-labelledby="ability-sign-title">
      <h2 id="ability-sign-title">{abilityText.signTitle}</h2>
      {isReady ? (
        <>
          <p className="quiet">{abilityText.signHint}</p>
          <SignaturePads
            names={names}
            value={paths}
            onChange={(next) => {
              setPaths(next)
              setMissing([])
            }}
          />
          {missing.length === 0 ? null : (
            <Alert type="error" showIcon role="alert" title={abilityText.unsignedNames(missing.join('、'))} />
          )}
          <Refusal error={sign.error} />
          <div className="ability-acts">
            <Button type="primary" size="large" loading={sign.isPending} onClick={send}>
              {abilityText.sign}
            </Button>
          </div>
        </>
      ) : (
        <p className="quiet">{abilityText.signFirstSave}</p>
      )}
    </section>
  )
}
