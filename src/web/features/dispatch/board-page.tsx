import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { parseDay } from '#kernel/day'
import { useDispatchDay } from '#web/features/dispatch/api.ts'
import { Board } from '#web/features/dispatch/board.tsx'
import { DayPicker } from '#web/features/dispatch/board-head.tsx'
import { boardText } from '#web/features/dispatch/text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/dispatch/dispatch.css'

/** Codes of divisions below the county are longer. */
const countyDigits = 6

/** The dispatch board of one day, which stands in the address. */
export function BoardPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const session = useSession().data
  const today = session?.today
  const day = parseDay(search.get('day') ?? '') ?? today
  const board = useDispatchDay(day)
  if (day === undefined || today === undefined) return <Skeleton active />
  return (
    <div className="board-page">
      <header className="page-head">
        <h1>{boardText.title}</h1>
        <DayPicker day={day} today={today} onChange={(to) => setSearch(to === today ? {} : { day: to })} />
      </header>
      {board.error !== null && board.data === undefined ? (
        <Failed error={board.error} retry={() => void board.refetch()} />
      ) : board.data === undefined ? (
        <div role="status" aria-label={boardText.loading}>
          <Skeleton active paragraph={{ rows: 10 }} />
        </div>
      ) : (
        <Board
          key={day}
          day={board.data}
          today={today}
          isWhole={(session?.post.division.length ?? 0) <= countyDigits}
        />
      )}
    </div>
  )
}
