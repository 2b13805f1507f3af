import type { ReactNode } from 'react'
import type { HeldRow } from '#contracts/exchange'
import { useMatch } from '#web/features/feeds/api.ts'
import { feedText } from '#web/features/feeds/text.zh.ts'
import { PersonSearch } from '#web/features/households/person-finder.tsx'
import { Refusal, useAct } from '#web/ui/act.tsx'

/** Finds the person that a row is about in the register and gives the row to them. */
export function MatchPerson({ row, onDone }: { row: HeldRow; onDone: () => void }): ReactNode {
  const match = useMatch()
  const act = useAct(match)
  return (
    <section className="match-person" aria-labelledby="match-title">
      <h3 id="match-title">{feedText.match}</h3>
      <p className="quiet">{feedText.matchHint}</p>
      <PersonSearch
        label={feedText.matchSearch}
        act={{ text: feedText.match, of: feedText.matchTo }}
        busy={match.isPending ? match.variables.personId : undefined}
        onFound={({ personId }) => act(() => ({ id: row.id, personId }), onDone)}
      />
      <Refusal error={match.error} />
    </section>
  )
}
