import type { ReactNode } from 'react'
import type { SimulationAnswer, SimulationSummary } from '#contracts/policy-register'
import { fen, formatYuan } from '#kernel/fen'
import { ageBandNames, disabilityNames } from '#messages/policy-register'
import { simulationText } from '#web/features/policies/draft-text.zh.ts'
import { count, longDay } from '#web/format.ts'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'

export function yuanOf(amount: number): string {
  return formatYuan(fen(BigInt(amount)))
}

/** With its sign, since it is a difference. */
function signed(amount: number): string {
  return amount > 0 ? `+${yuanOf(amount)}` : yuanOf(amount)
}

function Card({ title, value, more }: { title: string; value: string; more: readonly string[] }): ReactNode {
  return (
    <div className="simulation-card" role="group" aria-label={title}>
      <span className="quiet">{title}</span>
      <strong>{value}</strong>
      {more.map((line) => (
        <span key={line} className="quiet simulation-more">
          {line}
        </span>
      ))}
    </div>
  )
}

/** What a change comes to, in figures. */
export function SimulationCards({ of }: { of: SimulationSummary }): ReactNode {
  const { households, allowance, monthlyFen } = of
  return (
    <>
      <div className="simulation-cards">
        <Card
          title={simulationText.gain}
          value={simulationText.households(count(households.gain))}
          more={[simulationText.people(count(of.people))]}
        />
        <Card title={simulationText.lose} value={simulationText.households(count(households.lose))} more={[]} />
        <Card
          title={simulationText.change}
          value={simulationText.households(count(households.change))}
          more={[
            simulationText.begins(count(allowance.begins), count(allowance.ends)),
            simulationText.moreLess(count(allowance.more), count(allowance.less)),
          ]}
        />
        <Card
          title={simulationText.unknown}
          value={simulationText.households(count(households.unknown))}
          more={[simulationText.unknownHint]}
        />
        <Card
          title={simulationText.monthly}
          value={simulationText.yuan(yuanOf(monthlyFen.after))}
          more={[simulationText.from(yuanOf(monthlyFen.before))]}
        />
        <Card title={simulationText.yearly} value={simulationText.yuan(signed(of.yearlyFen))} more={[]} />
      </div>
      <p className="quiet simulation-basis">
        {simulationText.asOf(longDay(of.asOf), longDay(of.snapshotAsOf), count(of.population))}
        {'　'}
        {simulationText.seconds(of.seconds.toFixed(2))}
      </p>
    </>
  )
}

interface GroupRow {
  readonly name: string
  readonly gain: number
  readonly lose: number
  readonly change: number
  readonly money?: number
}

function GroupTable({ title, first, rows }: { title: string; first: string; rows: readonly GroupRow[] }): ReactNode {
  const withMoney = rows.some(({ money }) => money !== undefined)
  const most = Math.max(1, ...rows.map(({ gain, lose, change }) => gain + lose + change))
  return (
    <section>
      <h3>{title}</h3>
      <ScrollFrame label={title}>
        <table className="plain-table simulation-table" aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              <th scope="col" className="number">
                {simulationText.gain}
              </th>
              <th scope="col" className="number">
                {simulationText.lose}
              </th>
              <th scope="col" className="number">
                {simulationText.change}
              </th>
              {withMoney ? (
                <th scope="col" className="number">
                  {simulationText.money}
                </th>
              ) : null}
              <th scope="col" className="simulation-bar-head">
                <span className="simulation-hidden">{simulationText.share}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <td>{row.name}</td>
                <td className="number">{count(row.gain)}</td>
                <td className="number">{count(row.lose)}</td>
                <td className="number">{count(row.change)}</td>
                {withMoney ? <td className="number">{signed(row.money ?? 0)}</td> : null}
                <td className="simulation-bar" aria-hidden="true">
                  {(['gain', 'lose', 'change'] as const).map((kind) => (
                    <span
                      key={kind}
                      className={`simulation-part simulation-${kind}`}
                      style={{ inlineSize: `${(row[kind] / most) * 100}%` }}
                    />
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </section>
  )
}

function MoveTable({ moves }: { moves: SimulationAnswer['moves'] }): ReactNode {
  return (
    <section>
      <h3>{simulationText.moves}</h3>
      <ScrollFrame label={simulationText.moves}>
        <table className="plain-table simulation-table" aria-label={simulationText.moves}>
          <thead>
            <tr>
              <th scope="col">{simulationText.move}</th>
              <th scope="col" className="number">
                {simulationText.count}
              </th>
              <th scope="col" className="number">
                {simulationText.money}
              </th>
            </tr>
          </thead>
          <tbody>
            {moves.map((move) => (
              <tr key={`${move.from} ${move.to}`}>
                <td>{`${move.from} → ${move.to}`}</td>
                <td className="number">{count(move.households)}</td>
                <td className="number">{signed(move.monthlyFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </section>
  )
}

/** Where, who and from what to what. */
export function SimulationTables({ of }: { of: SimulationAnswer }): ReactNode {
  return (
    <div className="simulation-tables">
      <GroupTable
        title={simulationText.byTownship}
        first={simulationText.township}
        rows={of.byTownship.map(({ name, households, monthlyFen }) => ({
          name,
          ...households,
          money: monthlyFen.after - monthlyFen.before,
        }))}
      />
      <MoveTable moves={of.moves} />
      <GroupTable
        title={simulationText.byAge}
        first={simulationText.group}
        rows={of.byAgeBand.map(({ band, ...row }) => ({ name: ageBandNames[band] ?? band, ...row }))}
      />
      <GroupTable
        title={simulationText.byDisability}
        first={simulationText.group}
        rows={of.byDisability.map(({ degree, ...row }) => ({ name: disabilityNames[degree] ?? degree, ...row }))}
      />
    </div>
  )
}
