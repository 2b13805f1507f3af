import { Button, Select, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { programmes } from '#contracts/assistance'
import { programmeNames } from '#messages/assistance'
import { usePrefill } from '#web/features/cases/api.ts'
import { IntakeForm } from '#web/features/cases/intake-form.tsx'
import { IntakeKnown } from '#web/features/cases/intake-known.tsx'
import { intakeText } from '#web/features/cases/intake-text.zh.ts'
import { PersonFinder } from '#web/features/households/person-finder.tsx'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/cases/cases.css'

/** An application: who, for what, what is known already, and what is asked. Who and what stand in the address. */
export function IntakePage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const householdId = search.get('householdId') ?? ''
  const applicantId = search.get('applicantId') ?? undefined
  const signalId = search.get('signalId') ?? undefined
  const programme = programmes.find((known) => known === search.get('programme'))
  const prefill = usePrefill({ householdId, programme, ...(applicantId === undefined ? {} : { applicantId }) })
  const change = (of: Readonly<Record<string, string | undefined>>): void => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(of)) {
      if (value === undefined) next.delete(name)
      else next.set(name, value)
    }
    setSearch(next, { replace: true })
  }
  return (
    <div className="case-intake">
      <header className="page-head">
        <h1>{intakeText.title}</h1>
        {householdId === '' ? null : (
          <Button onClick={() => change({ householdId: undefined, applicantId: undefined, signalId: undefined })}>
            {intakeText.findAgain}
          </Button>
        )}
      </header>
      {householdId === '' ? (
        <PersonFinder
          label={intakeText.find}
          onFound={({ householdId, personId }) => change({ householdId, applicantId: personId })}
        />
      ) : (
        <section className="panel" aria-label={intakeText.programme}>
          <label className="case-intake-programme">
            <strong>{intakeText.programme}</strong>
            <Select
              size="large"
              aria-label={intakeText.programme}
              placeholder={intakeText.programmeHint}
              {...(programme === undefined ? {} : { value: programme })}
              onChange={(value) => change({ programme: value })}
              options={programmes.map((value) => ({ value, label: programmeNames[value] }))}
            />
          </label>
        </section>
      )}
      {prefill.error === null ? null : <Failed error={prefill.error} retry={() => void prefill.refetch()} />}
      {prefill.isLoading ? <Skeleton active /> : null}
      {prefill.data === undefined || programme === undefined || householdId === '' ? null : (
        <>
          <IntakeKnown programme={programme} prefill={prefill.data} />
          <IntakeForm
            key={`${householdId}-${programme}`}
            of={{ householdId, programme, applicantId, signalId }}
            prefill={prefill.data}
          />
        </>
      )}
    </div>
  )
}
