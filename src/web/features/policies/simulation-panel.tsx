import { Alert, Button, Segmented, Select, Skeleton, Slider } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { DraftContent, SimulatedOutcome, SimulationAnswer, TriedStandard } from '#contracts/policy-register'
import { simulatedOutcomes } from '#contracts/policy-register'
import { useSimulation } from '#web/features/policies/draft-api.ts'
import { simulationText } from '#web/features/policies/draft-text.zh.ts'
import { type Knob, knobKey, knobsOf } from '#web/features/policies/simulation-knobs.ts'
import { SimulationCards, SimulationTables, yuanOf } from '#web/features/policies/simulation-figures.tsx'
import { newCommandKey } from '#web/request.ts'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import { useRested } from '#web/ui/rested.ts'

const pageSize = 50

function answerText(of: { category: string | null; fen: number | null }): string {
  if (of.category === null || of.fen === null) return simulationText.unsettled
  return of.fen === 0 ? of.category : `${of.category} ${simulationText.yuan(yuanOf(of.fen))}`
}

function HouseholdList({
  answer,
  outcome,
  onOutcome,
  offset,
  onOffset,
}: {
  answer: SimulationAnswer
  outcome: SimulatedOutcome | 'all'
  onOutcome: (outcome: SimulatedOutcome | 'all') => void
  offset: number
  onOffset: (offset: number) => void
}): ReactNode {
  const { households } = answer
  const all = households.gain + households.lose + households.change
  const total = outcome === 'all' ? all : households[outcome]
  return (
    <section>
      <div className="simulation-list-head">
        <h3>{simulationText.list}</h3>
        <Segmented<SimulatedOutcome | 'all'>
          size="small"
          aria-label={simulationText.outcome}
          value={outcome}
          onChange={(to) => {
            onOutcome(to)
            onOffset(0)
          }}
          options={[
            { value: 'all', label: `${simulationText.all} ${all}` },
            ...simulatedOutcomes.map((value) => ({ value, label: `${simulationText[value]} ${households[value]}` })),
          ]}
        />
      </div>
      {answer.affected.length === 0 ? (
        <p className="quiet">{simulationText.empty}</p>
      ) : (
        <ScrollFrame label={simulationText.list}>
          <table className="plain-table simulation-table" aria-label={simulationText.list}>
            <thead>
              <tr>
                {[simulationText.head, simulationText.number, simulationText.place].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
                <th scope="col" className="number">
                  {simulationText.size}
                </th>
                {[simulationText.outcome, simulationText.before, simulationText.after].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.affected.map((household) => (
                <tr key={household.householdId}>
                  <td>
                    <Link to={`/households/${household.householdId}`}>{household.headName}</Link>
                  </td>
                  <td className="digits">{household.number}</td>
                  <td>{household.place}</td>
                  <td className="number">{household.people}</td>
                  <td>{simulationText[household.outcome]}</td>
                  <td className="digits">{answerText(household.before)}</td>
                  <td className="digits">{answerText(household.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
      {total > pageSize ? (
        <div className="draft-buttons">
          <Button size="small" disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - pageSize))}>
            {simulationText.previous}
          </Button>
          <Button size="small" disabled={offset + pageSize >= total} onClick={() => onOffset(offset + pageSize)}>
            {simulationText.next}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function KnobSlider({
  knob,
  value,
  onValue,
}: {
  knob: Knob
  value: number
  onValue: (value: number) => void
}): ReactNode {
  return (
    <div className="simulation-knob">
      <span>
        {knob.label}
        <span className="quiet">{`　${simulationText.current(knob.written, knob.unit)}`}</span>
      </span>
      <Slider
        min={knob.min}
        max={knob.max}
        step={knob.step}
        value={value}
        onChange={onValue}
        ariaLabelForHandle={knob.label}
        marks={{ [knob.min]: String(knob.min), [knob.current]: String(knob.current), [knob.max]: String(knob.max) }}
      />
      <output className="digits simulation-value">{`${value}${knob.unit}`}</output>
    </div>
  )
}

/** Tries a draft out on the whole population, and with a slider what another value would come to. */
export function SimulationPanel({
  content,
  asOf,
  standards,
  division,
}: {
  content: DraftContent
  asOf: string | undefined
  standards: Parameters<typeof knobsOf>[0]
  /** The division of the reader's post, whose rows apply. */
  division: string
}): ReactNode {
  const [session] = useState(newCommandKey)
  const knobs = knobsOf(standards, content, division, asOf)
  const [name, setName] = useState(knobs[0]?.name)
  const [values, setValues] = useState<ReadonlyMap<string, number>>(new Map())
  const [outcome, setOutcome] = useState<SimulatedOutcome | 'all'>('all')
  const [offset, setOffset] = useState(0)
  const shown = knobs.filter((knob) => knob.name === name)
  const tried: TriedStandard[] = shown.flatMap((knob) => {
    const value = values.get(knobKey(knob))
    if (value === undefined || value === knob.current) return []
    return [{ name: knob.name, division: knob.division, dimensions: knob.dimensions, value: String(value) }]
  })
  const request = {
    content,
    tried,
    session,
    offset,
    ...(asOf === undefined ? {} : { asOf }),
    ...(outcome === 'all' ? {} : { outcome }),
  }
  // Asked when the hand rests for a moment; a question that is overtaken is broken off by the server.
  const rested = useRested(JSON.stringify(request), 120)
  const parsed = JSON.parse(rested) as typeof request // It is the text of such a request, written just above.
  const simulation = useSimulation(parsed)
  return (
    <div className="simulation">
      <p className="quiet">{simulationText.hint}</p>
      <div className="simulation-controls">
        <label className="draft-field">
          {simulationText.standard}
          <Select
            showSearch
            value={name ?? ''}
            onChange={(to: string) => {
              setName(to === '' ? undefined : to)
              setOffset(0)
            }}
            options={[
              { value: '', label: simulationText.none },
              ...[...new Set(knobs.map((knob) => knob.name))].map((value) => ({ value, label: value })),
            ]}
          />
        </label>
        {tried.length > 0 ? (
          <Button size="small" onClick={() => setValues(new Map())}>
            {simulationText.reset}
          </Button>
        ) : null}
      </div>
      {shown.map((knob) => (
        <KnobSlider
          key={knobKey(knob)}
          knob={knob}
          value={values.get(knobKey(knob)) ?? knob.current}
          onValue={(value) => setValues(new Map(values).set(knobKey(knob), value))}
        />
      ))}
      {simulation.error === null ? null : (
        <Alert type="error" showIcon title={simulation.error.message} role="alert" className="simulation-error" />
      )}
      {simulation.data === undefined ? (
        simulation.error === null ? (
          <Skeleton active />
        ) : null
      ) : (
        <div className={simulation.isPlaceholderData ? 'simulation-stale' : ''} aria-busy={simulation.isFetching}>
          <SimulationCards of={simulation.data} />
          <SimulationTables of={simulation.data} />
          <HouseholdList
            answer={simulation.data}
            outcome={outcome}
            onOutcome={setOutcome}
            offset={offset}
            onOffset={setOffset}
          />
        </div>
      )}
    </div>
  )
}
