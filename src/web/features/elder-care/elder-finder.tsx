import { Button, Empty, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { PersonHit } from '#contracts/registry'
import { usePeople } from '#web/features/cases/api.ts'
import { intakeText } from '#web/features/cases/intake-text.zh.ts'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { Failed } from '#web/ui/failed.tsx'
import { useRested } from '#web/ui/rested.ts'

/** Finds the elder by name, pinyin or the last digits of the identity number; of those of one name the oldest first. */
export function ElderFinder({ onFound }: { onFound: (hit: PersonHit) => void }): ReactNode {
  const [text, setText] = useState('')
  const wanted = useRested(text.trim())
  const found = usePeople(wanted)
  const hits = (found.data?.items ?? []).toSorted((one, other) => (other.age ?? 0) - (one.age ?? 0))
  return (
    <section className="panel" aria-labelledby="care-find-title">
      <h2 id="care-find-title">{careText.findElder}</h2>
      <Input.Search
        size="large"
        aria-label={careText.findElder}
        placeholder={intakeText.findHint}
        value={text}
        loading={found.isFetching}
        onChange={(event) => setText(event.target.value)}
      />
      {found.error === null ? null : <Failed error={found.error} retry={() => void found.refetch()} />}
      {wanted !== '' && found.isSuccess && hits.length === 0 ? <Empty description={intakeText.findNothing} /> : null}
      <ul className="care-missing" aria-label={intakeText.found}>
        {hits.map((hit) => (
          <li key={hit.personId}>
            <span className="care-lines">
              <strong>{hit.name}</strong>
              <span className="quiet">
                {[hit.age === null ? '' : careText.ageOf(hit.age), hit.place].filter((word) => word !== '').join('　')}
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
