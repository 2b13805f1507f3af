import { Collapse } from 'antd'
import type { ReactNode } from 'react'
import type { HouseholdFile, RecordedFact } from '#contracts/registry'
import { Masked } from '#web/features/households/masked.tsx'
import { householdText, noEnd } from '#web/features/households/text.zh.ts'
import { yuan } from '#web/format.ts'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'

function Value({ fact }: { fact: RecordedFact }): ReactNode {
  if (fact.masked) return <Masked />
  if (fact.value === null) return '—'
  if (fact.value === noEnd) return householdText.onwards
  const amount = fact.unit !== null && /^-?\d+(\.\d+)?$/.test(fact.value)
  return `${amount ? yuan(fact.value) : fact.value}${fact.unit === null ? '' : ` ${fact.unit}`}`
}

function periodOf(fact: RecordedFact): string {
  return fact.validUntil === null ? fact.validFrom : `${fact.validFrom} ~ ${fact.validUntil}`
}

function Row({ fact, name }: { fact: RecordedFact; name: ReactNode }): ReactNode {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">
        <Value fact={fact} />
      </td>
      <td className="fact-period">{periodOf(fact)}</td>
      <td>{fact.source}</td>
      <td className="fact-period">{fact.recordedAt.slice(0, 10)}</td>
    </tr>
  )
}

/** Facts of one subject: the newest of each name in the table, the earlier ones folded below it. */
function FactTable({ facts, label }: { facts: readonly RecordedFact[]; label: string }): ReactNode {
  if (facts.length === 0) return <p className="quiet">{householdText.noFacts}</p>
  const byName = [...Map.groupBy(facts, ({ name }) => name)]
  const folded = byName.filter(([, of]) => of.length > 1)
  return (
    <div>
      <ScrollFrame label={label}>
        <table className="plain-table fact-table" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{householdText.fact}</th>
              <th scope="col" className="number">
                {householdText.value}
              </th>
              <th scope="col">{householdText.period}</th>
              <th scope="col">{householdText.from}</th>
              <th scope="col">{householdText.recorded}</th>
            </tr>
          </thead>
          <tbody>
            {byName.map(([name, [newest, ...earlier]]) =>
              newest === undefined ? null : (
                <Row
                  key={name}
                  fact={newest}
                  name={
                    <>
                      {name}
                      {earlier.length === 0 ? null : (
                        <small className="quiet">{`　${householdText.times(earlier.length + 1)}`}</small>
                      )}
                    </>
                  }
                />
              ),
            )}
          </tbody>
        </table>
      </ScrollFrame>
      {folded.map(([name, of]) => (
        <details key={name} className="no-print">
          <summary>{`${name}　${householdText.earlier(of.length)}`}</summary>
          <ScrollFrame label={`${label} ${name}`}>
            <table className="plain-table fact-table" aria-label={`${label} ${name}`}>
              <tbody>
                {of.map((fact, index) => (
                  // Several records of one name may have the same period; the server fixes their order.
                  <Row key={`${fact.validFrom}-${index}`} fact={fact} name={name} />
                ))}
              </tbody>
            </table>
          </ScrollFrame>
        </details>
      ))}
    </div>
  )
}

/** All that is known, by whom it concerns, each with the department and the day that it comes from. */
export function FactsPanel({ file }: { file: HouseholdFile }): ReactNode {
  const groups = [
    ...file.members.map(({ personId, name, relation, facts }) => ({
      key: personId,
      label: `${name}（${relation}）`,
      facts,
    })),
    { key: 'household', label: householdText.householdFacts, facts: file.facts },
    ...file.obligors.map(({ number, facts }, index) => ({
      key: `obligor-${number}`,
      label: `${householdText.obligors} · ${householdText.obligor(index + 1)}`,
      facts,
    })),
  ].filter(({ facts }) => facts.length > 0)
  const first = groups[0]
  return (
    <section className="panel facts-panel" aria-labelledby="facts-title">
      <h2 id="facts-title">{householdText.facts}</h2>
      <p className="quiet panel-hint">{householdText.factsHint}</p>
      <Collapse
        ghost
        destroyOnHidden={false}
        defaultActiveKey={first === undefined ? [] : [first.key]}
        items={groups.map(({ key, label, facts }) => ({
          key,
          forceRender: true,
          label: (
            <span>
              <strong>{label}</strong> <span className="quiet">{householdText.times(facts.length)}</span>
            </span>
          ),
          children: <FactTable facts={facts} label={label} />,
        }))}
      />
    </section>
  )
}
