import { Alert, Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { services } from '#contracts/elder-care'
import { difficultyNames, serviceNames } from '#messages/elder-care'
import { useCarePlans, useEntitlement } from '#web/features/elder-care/api.ts'
import { changePath } from '#web/features/elder-care/plan-columns.tsx'
import { PlanForm } from '#web/features/elder-care/plan-form.tsx'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { rhythmText } from '#web/features/elder-care/words.ts'
import { PersonFinder } from '#web/features/households/person-finder.tsx'
import { useSession } from '#web/features/session/api.ts'
import { longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/elder-care/care.css'

/** A new agreement: who, what she may be given, how often and when. Who stands in the address. */
export function PlanFormPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const householdId = search.get('household') ?? ''
  const personId = search.get('person') ?? ''
  const name = search.get('name') ?? ''
  const wanted = services.find((known) => known === search.get('service'))
  const today = useSession().data?.today
  const replacesId = search.get('replaces')
  const running = useCarePlans({ service: wanted, personId: personId === '' ? undefined : personId })
  const plans = running.data?.pages.flatMap(({ items }) => items) ?? []
  const found = plans.find(({ id }) => id === replacesId)
  // One that has no end leaves no room for another of the same service.
  const inTheWay =
    replacesId === null && personId !== ''
      ? plans.find(({ service, endsOn }) => service === wanted && endsOn === null)
      : undefined
  const [kept, setKept] = useState(found)
  if (found !== undefined && kept?.id !== found.id) setKept(found)
  // Once it has been replaced it is in no list any more: the form must stay until it has said so.
  const replaces = kept?.id === replacesId ? kept : found
  const entitlement = useEntitlement({ householdId, personId })
  return (
    <div className="care-form-page">
      <header className="page-head">
        <h1>{replacesId === null ? careText.planFormTitle : careText.changeFormTitle}</h1>
        <Link to="/care-plans">{careText.back}</Link>
      </header>
      {personId === '' ? (
        <PersonFinder
          label={careText.findElder}
          eldestFirst
          onFound={(hit) => {
            const next = { household: hit.householdId, person: hit.personId, name: hit.name }
            setSearch(wanted === undefined ? next : { ...next, service: wanted })
          }}
        />
      ) : (
        <section className="panel care-elder">
          <span className="care-lines">
            <strong>{name}</strong>
            {entitlement.data === undefined ? null : (
              <span className="quiet">
                {[
                  careText.level(entitlement.data.level),
                  entitlement.data.assessedOn === null ? '' : careText.assessedOn(longDay(entitlement.data.assessedOn)),
                  entitlement.data.difficulties.map((one) => difficultyNames[one]).join(careText.and),
                ]
                  .filter((word) => word !== '')
                  .join('　')}
              </span>
            )}
            {entitlement.data?.assessedOn === null ? (
              <span className="quiet">
                {careText.noAssessment}{' '}
                <Link to={`/ability-assessments/new?person=${personId}`}>{careText.toAssess}</Link>
              </span>
            ) : null}
          </span>
          <Button onClick={() => setSearch({})}>{careText.otherElder}</Button>
        </section>
      )}
      {entitlement.error === null ? null : (
        <Failed error={entitlement.error} retry={() => void entitlement.refetch()} />
      )}
      {personId !== '' && entitlement.isPending ? <Skeleton active /> : null}
      {inTheWay === undefined ? null : (
        <Alert
          type="warning"
          showIcon
          title={careText.runningAlready(
            serviceNames[inTheWay.service],
            rhythmText(inTheWay),
            longDay(inTheWay.firstDay),
          )}
          action={<Link to={changePath(inTheWay)}>{careText.changeRunning}</Link>}
        />
      )}
      {replacesId === null ? null : <p className="quiet">{careText.changeHint}</p>}
      {replacesId !== null && running.isSuccess && replaces === undefined ? (
        <Alert type="warning" showIcon title={careText.changeGone} />
      ) : null}
      {entitlement.data === undefined ||
      today === undefined ||
      personId === '' ||
      (replacesId !== null && replaces === undefined) ? null : (
        <PlanForm
          key={personId}
          of={{ householdId, personId, wanted, replaces }}
          entitlement={entitlement.data}
          today={today}
        />
      )}
    </div>
  )
}
