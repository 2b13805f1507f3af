import { Button, Empty, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { PersonHit } from '#contracts/registry'
import { usePeople } from '#web/features/cases/api.ts'
import { intakeText } from '#web/features/cases/intake-text.zh.ts'
import { Failed } from '#web/ui/failed.tsx'
import { useRested } from '#web/ui/rested.ts'

/** Finds who applies, and so the household. */
export function HouseholdFinder({ onFound }: { onFound: (hit: PersonHit) => void }): ReactNode {
  const [text, setText] = useState('')
  const wanted = useRested(text.trim())
  const found = usePeople(wanted)
  const hits = found.data?.items ?? []
  return (
    <section className="panel" aria-labelledby="case-find-title">
      <h2 id="case-find-title">{intakeText.find}</h2>
      <Input.Search
        size="large"
        aria-label={intakeText.find}
        placeholder={intakeText.findHint}
        value={text}
        loading={found.isFetching}
        onChange={(event) => setText(event.target.value)}
      />
      {found.error === null ? null : <Failed error={found.error} retry={() => void found.refetch()} />}
      {wanted !== '' && found.isSuccess && hits.length === 0 ? <Empty description={intakeText.findNothing} /> : null}
      <ul className="case-hits" aria-label={intakeText.found}>
        {hits.map((hit) => (
          <li key={hit.personId}>
            <span>
              <strong>{hit.name}</strong>{' '}
              <span className="quiet">
                {[hit.age === null ? '' : intakeText.age(hit.age), hit.relation, hit.place, hit.householdNumber]
                  .filter((word) => word !== '')
                  .join('　')}
              </span>
            </span>
            <Button aria-label={`${intakeText.choose}：${hit.name}`} onClick={() => onFound(hit)}>
              {intakeText.choose}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
