import { Button, Empty, Input } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import type { PersonHit } from '#contracts/registry'
import { usePeople } from '#web/features/households/api.ts'
import { finderText } from '#web/features/households/finder-text.zh.ts'
import { Failed } from '#web/ui/failed.tsx'
import { useRested } from '#web/ui/rested.ts'
import '#web/features/households/person-finder.css'

interface Search {
  /** Whom one looks for, as the name of the box. */
  readonly label: string
  readonly onFound: (hit: PersonHit) => void
  /** Of those of one name the oldest first: an elder is looked for. */
  readonly eldestFirst?: boolean
  /** What a hit is chosen for, where it is more than to be chosen. */
  readonly act?: { readonly text: string; readonly of: (name: string) => string }
  /** The hit whose act runs. */
  readonly busy?: string | undefined
}

/** What tells people of one name apart. */
function whoIs({ age, relation, place, householdNumber }: PersonHit): string {
  const years = age === null ? finderText.ageUnknown : finderText.age(age)
  return [years, relation, place, householdNumber].filter((word) => word !== '').join('　')
}

/** Finds somebody of the register by name, pinyin, household or the last digits of the identity number. */
export function PersonSearch(props: Search): ReactNode {
  const { label, onFound, eldestFirst = false, act, busy } = props
  const [text, setText] = useState('')
  const wanted = useRested(text.trim())
  const found = usePeople(wanted)
  const items = found.data?.items ?? []
  const hits = eldestFirst ? items.toSorted((one, other) => (other.age ?? 0) - (one.age ?? 0)) : items
  return (
    <>
      <Input.Search
        size="large"
        aria-label={label}
        placeholder={finderText.hint}
        value={text}
        loading={found.isFetching}
        onChange={(event) => setText(event.target.value)}
      />
      {found.error === null ? null : <Failed error={found.error} retry={() => void found.refetch()} />}
      {wanted !== '' && found.isSuccess && hits.length === 0 ? <Empty description={finderText.nothing} /> : null}
      <ul className="line-list person-hits" aria-label={finderText.found}>
        {hits.map((hit) => (
          <li key={hit.personId}>
            <span>
              <strong>{hit.name}</strong>
              <span className="quiet">{whoIs(hit)}</span>
            </span>
            <Button
              aria-label={act?.of(hit.name) ?? finderText.chooseOf(hit.name)}
              loading={busy === hit.personId}
              onClick={() => onFound(hit)}
            >
              {act?.text ?? finderText.choose}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The same as a panel of a page, where nothing can be done before somebody has been found. */
export function PersonFinder(props: Search): ReactNode {
  const title = useId()
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 id={title}>{props.label}</h2>
      <PersonSearch {...props} />
    </section>
  )
}
