import { Alert, Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { HeldRow } from '#contracts/exchange'
import { useMatch, usePeople } from '#web/features/feeds/api.ts'
import { feedText } from '#web/features/feeds/text.zh.ts'
import { useRested } from '#web/ui/rested.ts'

/** Finds the person that a row is about in the register and gives the row to them. */
export function MatchPerson({ row, onDone }: { row: HeldRow; onDone: () => void }): ReactNode {
  const [text, setText] = useState('')
  const found = usePeople(useRested(text.trim()))
  const match = useMatch()
  return (
    <section className="match-person" aria-labelledby="match-title">
      <h3 id="match-title">{feedText.match}</h3>
      <p className="quiet">{feedText.matchHint}</p>
      <Input
        allowClear
        value={text}
        aria-label={feedText.matchSearch}
        placeholder={feedText.matchSearch}
        onChange={(event) => setText(event.target.value)}
      />
      {found.data?.items.length === 0 ? <p className="quiet">{feedText.matchNothing}</p> : null}
      <ul className="match-people">
        {(found.data?.items ?? []).map((person) => (
          <li key={person.personId}>
            <span>
              <strong>{person.name}</strong>
              {person.age === null ? null : `　${feedText.years(person.age)}`}
              <span className="quiet">{`　${person.relation}　${person.place}　${person.householdNumber}`}</span>
            </span>
            <Button
              size="small"
              aria-label={feedText.matchTo(person.name)}
              loading={match.isPending && match.variables.personId === person.personId}
              onClick={() => match.mutate({ id: row.id, personId: person.personId }, { onSuccess: onDone })}
            >
              {feedText.match}
            </Button>
          </li>
        ))}
      </ul>
      {match.error === null ? null : <Alert type="error" showIcon title={match.error.message} role="alert" />}
    </section>
  )
}
