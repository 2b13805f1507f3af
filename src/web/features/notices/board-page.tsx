import { Button, Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { codeLength } from '#contracts/division'
import type { Board } from '#contracts/notice'
import { daysBetween, parseDay } from '#kernel/day'
import { programmeNames } from '#messages/assistance'
import { useDivisionsBelow } from '#web/features/households/api.ts'
import { useBoard } from '#web/features/notices/api.ts'
import { PlaceChoice } from '#web/features/notices/place-choice.tsx'
import { boardText } from '#web/features/notices/text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { count, longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import '#web/features/notices/notices.css'

/** Days that a notice still hangs after today; it hangs through its last day. */
function daysLeft(closesAfter: string, today: string): number | undefined {
  const [end, now] = [parseDay(closesAfter), parseDay(today)]
  return end === undefined || now === undefined ? undefined : daysBetween(now, end)
}

function Left({ until, today }: { until: string; today: string }): ReactNode {
  const days = daysLeft(until, today)
  return days === undefined ? null : (
    <span className={days <= 1 ? 'board-left board-soon' : 'board-left quiet'}>{boardText.left(days)}</span>
  )
}

function Notices({ board }: { board: Board }): ReactNode {
  if (board.notices.length === 0) {
    return (
      <Empty description={boardText.noticesNone}>
        <p className="quiet">{boardText.noticesNoneHint}</p>
      </Empty>
    )
  }
  return (
    <ul className="board-notices" aria-label={boardText.notices}>
      {board.notices.map((notice) => (
        <li key={`${notice.village} ${notice.applicantName} ${notice.programme} ${notice.postedOn}`}>
          <div className="board-who">
            <strong>{notice.applicantName}</strong>
            <span>{notice.village}</span>
          </div>
          <dl>
            <div>
              <dt>{boardText.programme}</dt>
              <dd>{programmeNames[notice.programme]}</dd>
            </div>
            <div>
              <dt>{boardText.size}</dt>
              <dd>{count(notice.householdSize)}</dd>
            </div>
            <div>
              <dt>{boardText.proposed}</dt>
              <dd>{notice.intent === 'stop' ? boardText.toStop : <strong>{notice.proposed}</strong>}</dd>
            </div>
            <div>
              <dt>{boardText.posted}</dt>
              <dd>
                {boardText.span(longDay(notice.postedOn), longDay(notice.closesAfter))}
                <Left until={notice.closesAfter} today={board.day} />
              </dd>
            </div>
            <div>
              <dt>{boardText.hotline}</dt>
              <dd>{notice.hotline ?? <span className="quiet">{boardText.hotlineNone}</span>}</dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  )
}

function Recipients({ board }: { board: Board }): ReactNode {
  const isVillage = board.division.length === codeLength.village
  return (
    <section className="panel" aria-labelledby="recipients-title">
      <h2 id="recipients-title">{boardText.recipients}</h2>
      <p className="quiet panel-hint">
        {!isVillage
          ? boardText.recipientsOfVillage
          : board.recipients.length === 0
            ? boardText.recipientsNone
            : `${boardText.recipientsHint}${boardText.total(count(board.recipients.length))}`}
      </p>
      {board.recipients.length === 0 ? null : (
        <ScrollFrame label={boardText.recipients}>
          <table className="plain-table" aria-labelledby="recipients-title">
            <thead>
              <tr>
                <th scope="col">{boardText.name}</th>
                <th scope="col">{boardText.programme}</th>
                <th scope="col" className="number">
                  {boardText.members}
                </th>
                <th scope="col" className="number">
                  {boardText.amount}
                </th>
              </tr>
            </thead>
            <tbody>
              {board.recipients.map((one, index) => (
                // Names are covered on a board, so that two rows may read the same.
                <tr key={index}>
                  <td>{one.name}</td>
                  <td>{programmeNames[one.programme]}</td>
                  <td className="number">{count(one.members)}</td>
                  <td className="number">{one.amount}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
    </section>
  )
}

/** The place whose board is shown: the one that was asked for or the post's own; of a county its first township. */
function useBoardPlace(asked: string | undefined): string | undefined {
  const isPrefecture = asked !== undefined && asked.length < codeLength.county
  const counties = useDivisionsBelow(isPrefecture ? asked : undefined)
  const county = isPrefecture ? counties.data?.items[0]?.code : asked
  const isCounty = county !== undefined && county.length < codeLength.township
  const townships = useDivisionsBelow(isCounty ? county : undefined)
  return isCounty ? townships.data?.items[0]?.code : county
}

/** What hangs in a village today, as anybody may read it there. The place stands in the address. */
export function BoardPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const post = useSession().data?.post.division
  const place = useBoardPlace(search.get('division') ?? post)
  const { data: board, error, refetch } = useBoard(place)
  return (
    <div className="notices">
      <header className="page-head">
        <h1>{board === undefined ? boardText.title : boardText.titleOf(board.place)}</h1>
        {place === undefined ? null : (
          <Button type="primary" href={`/api/public-board/${place}.html`} target="_blank" rel="noreferrer">
            {boardText.print}
          </Button>
        )}
      </header>
      <p className="quiet notice-hint">{boardText.hint}</p>
      {post === undefined || place === undefined ? null : (
        <div className="notice-bar">
          <PlaceChoice post={post} value={place} onChange={(division) => setSearch({ division })} />
        </div>
      )}
      {error === null ? null : <Failed error={error} retry={() => void refetch()} />}
      {board === undefined && error === null ? <Skeleton active /> : null}
      {board === undefined ? null : (
        <>
          <section className="panel" aria-labelledby="notices-title">
            <h2 id="notices-title">{boardText.notices}</h2>
            <Notices board={board} />
          </section>
          <Recipients board={board} />
        </>
      )}
    </div>
  )
}
