import { Button, Empty, Input, Segmented, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { CheckVisitProgress } from '#contracts/elder-care'
import { parseMonth } from '#kernel/month'
import { difficultyNames } from '#messages/elder-care'
import { useProgress } from '#web/features/elder-care/api.ts'
import { DifficultyDialog } from '#web/features/elder-care/difficulty-dialog.tsx'
import { RegisterPanel } from '#web/features/elder-care/register-panel.tsx'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { FinishDialog, type ProvedVisit } from '#web/features/elder-care/visit-dialogs.tsx'
import { percent } from '#web/features/elder-care/words.ts'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/elder-care/care.css'

type Township = CheckVisitProgress['townships'][number]

function Bar({ part, whole }: { part: number; whole: number }): ReactNode {
  return (
    <span className="care-bar" aria-hidden>
      <span style={{ inlineSize: `${whole === 0 ? 0 : (part / whole) * 100}%` }} />
    </span>
  )
}

/** How far each township is, those with most left first. */
function Townships({ townships }: { townships: readonly Township[] }): ReactNode {
  const whole = townships.reduce(
    (sum, { registered, visited }) => ({
      registered: sum.registered + registered,
      visited: sum.visited + visited,
    }),
    { registered: 0, visited: 0 },
  )
  const sorted = townships.toSorted((a, b) => b.registered - b.visited - (a.registered - a.visited))
  return (
    <section className="panel" aria-labelledby="care-townships">
      <h2 id="care-townships">{careText.progressLabel}</h2>
      <p className="care-rate">
        <span>
          {careText.rate} <strong>{careText.rateOf(percent(whole.visited, whole.registered))}</strong>
        </span>
        <span className="quiet">
          {`${careText.registered} ${count(whole.registered)}　${careText.visited} ${count(whole.visited)}`}
        </span>
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{careText.township}</th>
            <th scope="col" className="number">
              {careText.registered}
            </th>
            <th scope="col" className="number">
              {careText.missing}
            </th>
            <th scope="col">{careText.rate}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ code, name, registered, visited }) => (
            <tr key={code}>
              <th scope="row">{name}</th>
              <td className="number">{count(registered)}</td>
              <td className="number">{count(registered - visited)}</td>
              <td>
                <span className="digits">{careText.rateOf(percent(visited, registered))}</span>
                <Bar part={visited} whole={registered} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Missing({ progress, onRecord }: { progress: CheckVisitProgress; onRecord: (visit: ProvedVisit) => void }) {
  const navigate = useNavigate()
  const mayVisit = usePermission('care:visit')
  const mayOrder = usePermission('care:order')
  const { missing, missingBeyond, month } = progress
  return (
    <section className="panel" aria-labelledby="care-missing">
      <h2 id="care-missing">
        {missing.length === 0 ? careText.missingNone : careText.missingTitle(missing.length + missingBeyond)}
      </h2>
      <ul className="care-missing">
        {missing.map(({ personId, householdId, name, place, categories, visitId, visitVersion }) => (
          <li key={`${personId}-${householdId}`}>
            <span className="care-lines">
              <Link to={`/check-visits?view=register&person=${personId}`}>
                <strong>{name}</strong>
              </Link>
              <span className="quiet">
                {`${place}　${categories.map((one) => difficultyNames[one]).join(careText.and)}`}
              </span>
            </span>
            {visitId !== null && visitVersion !== null ? (
              mayVisit ? (
                <Button
                  aria-label={careText.recordOf(name)}
                  onClick={() =>
                    onRecord({
                      id: visitId,
                      version: visitVersion,
                      name,
                      service: 'check-visit',
                      day: `${month}-01`,
                      arrivedAt: null,
                      hasCarer: true,
                      carersNeeded: 1,
                    })
                  }
                >
                  {careText.record}
                </Button>
              ) : null
            ) : mayOrder ? (
              <Button
                aria-label={`${careText.arrange}：${name}`}
                onClick={() =>
                  void navigate(
                    `/care-plans/new?household=${householdId}&person=${personId}&name=${encodeURIComponent(name)}&service=check-visit`,
                  )
                }
              >
                {careText.arrange}
              </Button>
            ) : (
              <span className="quiet">{careText.noVisit}</span>
            )}
          </li>
        ))}
      </ul>
      {missingBeyond > 0 ? <p className="quiet">{careText.missingBeyond(missingBeyond)}</p> : null}
    </section>
  )
}

function OfMonth({ month }: { month: string }): ReactNode {
  const progress = useProgress(month)
  const [recording, setRecording] = useState<ProvedVisit>()
  if (progress.error !== null && progress.data === undefined) {
    return <Failed error={progress.error} retry={() => void progress.refetch()} />
  }
  if (progress.data === undefined) return <Skeleton active />
  return (
    <>
      {progress.data.townships.length === 0 ? (
        <Empty description={careText.noRegistered}>
          <p className="quiet">{careText.noRegisteredHint}</p>
        </Empty>
      ) : (
        <div className="care-progress">
          <Townships townships={progress.data.townships} />
          <Missing progress={progress.data} onRecord={setRecording} />
        </div>
      )}
      {recording === undefined ? null : <FinishDialog visit={recording} onClose={() => setRecording(undefined)} />}
    </>
  )
}

const views = ['month', 'register'] as const

/**
 * The monthly visits: how far each township is, whom nobody has reached yet, and who is on the register at all. View and
 * month stand in the address.
 */
export function ProgressPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const today = useSession().data?.today
  const month = parseMonth(search.get('month') ?? '') ?? today?.slice(0, 7)
  const view = views.find((known) => known === search.get('view')) ?? 'month'
  const mayOrder = usePermission('care:order')
  const [isRegistering, setRegistering] = useState(false)
  return (
    <div>
      <header className="page-head">
        <h1>{careText.progressTitle}</h1>
        {mayOrder ? <Button onClick={() => setRegistering(true)}>{careText.register}</Button> : null}
      </header>
      <p className="quiet care-hint">{careText.progressHint}</p>
      <div className="care-filter page-filters">
        <Segmented
          aria-label={careText.viewLabel}
          value={view}
          onChange={(to) => setSearch(to === 'month' ? {} : { view: to })}
          options={views.map((value) => ({ value, label: careText.views[value] }))}
        />
        {view === 'month' ? (
          <Input
            type="month"
            className="care-day"
            aria-label={careText.month}
            value={month ?? ''}
            onChange={({ target }) => {
              if (parseMonth(target.value) !== undefined) setSearch({ month: target.value })
            }}
          />
        ) : null}
      </div>
      {view === 'register' ? <RegisterPanel /> : null}
      {view === 'month' && month !== undefined ? <OfMonth month={month} /> : null}
      {isRegistering ? <DifficultyDialog onClose={() => setRegistering(false)} /> : null}
    </div>
  )
}
