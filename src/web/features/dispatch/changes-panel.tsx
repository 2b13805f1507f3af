import { memo, type ReactNode } from 'react'
import type { VisitRow } from '#contracts/elder-care'
import { serviceNames } from '#messages/elder-care'
import { type PartKey, partKey } from '#web/features/dispatch/board-rows.ts'
import { clockTime } from '#web/features/dispatch/clock.ts'
import type { Change } from '#web/features/dispatch/compare.ts'
import { boardText } from '#web/features/dispatch/text.zh.ts'

const order: readonly Change['kind'][] = ['dropped', 'carer', 'time', 'added']

function lineOf({ kind, before, after }: Change, nameOf: (carerId: string) => string): string {
  const [was, is] = [before ?? after, after ?? before]
  if (was === undefined || is === undefined) return ''
  switch (kind) {
    case 'carer':
      return boardText.changeLine.carer(nameOf(was.carerId), nameOf(is.carerId))
    case 'time':
      return boardText.changeLine.time(clockTime(was.start), clockTime(is.start))
    case 'added':
      return boardText.changeLine.added(nameOf(is.carerId), clockTime(is.start))
    case 'dropped':
      return boardText.changeLine.dropped(nameOf(was.carerId), clockTime(was.start))
  }
}

/** What publishing would change, visit by visit. */
export const ChangesPanel = memo(function ChangesPanel(props: {
  readonly changes: ReadonlyMap<PartKey, Change>
  readonly visits: ReadonlyMap<string, VisitRow>
  readonly nameOf: (carerId: string) => string
  readonly onPick: (rowId: string, key: string | undefined) => void
}): ReactNode {
  const { changes, visits, nameOf, onPick } = props
  const sorted = [...changes.values()].toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
  return (
    <section className="panel board-changes" aria-labelledby="board-changes-title">
      <h2 id="board-changes-title">
        {sorted.length === 0 ? boardText.changesNone : boardText.changesTitle(sorted.length)}
      </h2>
      <ul>
        {sorted.map((change) => {
          const visit = visits.get(change.visitId)
          const key = partKey(change.visitId, change.part)
          return (
            <li key={key}>
              <button
                type="button"
                onClick={() => onPick((change.after ?? change.before)?.carerId ?? '', key)}
                className="board-change"
              >
                <span className={`board-change-kind board-change-${change.kind}`}>{boardText.change[change.kind]}</span>
                <strong>
                  {visit === undefined
                    ? boardText.elsewhere
                    : boardText.visitAt(serviceNames[visit.service], visit.name)}
                </strong>
                <span className="quiet digits">{lineOf(change, nameOf)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
})
