import type { ReactNode } from 'react'
import type { CaseDetail } from '#contracts/assistance'
import { checkFindingNames, departmentNames, outcomeNames } from '#messages/assistance'
import { AmountsShown } from '#web/features/cases/facts-panels.tsx'
import { caseText } from '#web/features/cases/text.zh.ts'
import { longDay } from '#web/format.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'

export function ChecksPanel({ of }: { of: CaseDetail }): ReactNode {
  if (of.checks.length === 0) return null
  return (
    <section className="panel" aria-labelledby="case-checks-title">
      <h2 id="case-checks-title">{caseText.checks}</h2>
      <table className="plain-table" aria-labelledby="case-checks-title">
        <thead>
          <tr>
            <th scope="col">{caseText.department}</th>
            <th scope="col">{caseText.checkResult}</th>
            <th scope="col">{caseText.checkNote}</th>
          </tr>
        </thead>
        <tbody>
          {of.checks.map(({ department, finding, note }) => (
            <tr key={department}>
              <td>{departmentNames[department]}</td>
              <td>
                {finding === null ? (
                  <span className="quiet">{caseText.checkWaiting}</span>
                ) : (
                  <ToneTag tone={finding === 'found' ? 'orange' : finding === 'nothing' ? 'green' : 'quiet'}>
                    {checkFindingNames[finding]}
                  </ToneTag>
                )}
              </td>
              <td>{note === null || note === '' ? caseText.none : note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type Proposal = NonNullable<CaseDetail['opinion']>

function ProposalShown({ proposal, of }: { proposal: Proposal; of: CaseDetail }): ReactNode {
  const { outcome, amounts, members, by, deviation } = proposal
  const pays = outcome === 'grant' || outcome === 'change' || outcome === 'keep' || outcome === 'grace'
  return (
    <>
      <p className="case-proposal">
        <strong className="case-outcome">{outcomeNames[outcome]}</strong>
        {pays ? <AmountsShown of={amounts} programme={of.programme} /> : null}
        {members === 0 || !pays ? null : <span>{caseText.membersCounted(members)}</span>}
        <ToneTag tone={deviation === null ? 'green' : 'orange'}>
          {deviation === null ? caseText.asPolicy : caseText.deviates}
        </ToneTag>
      </p>
      {deviation === null ? null : <p>{`${caseText.deviationReason}：${deviation}`}</p>}
      {by === null ? null : <p className="quiet">{caseText.opinionBy(by)}</p>}
    </>
  )
}

/** What is proposed, and whether it is what the policies say. */
export function OpinionPanel({ of }: { of: CaseDetail }): ReactNode {
  const { opinion, deviation, matter } = of
  if (opinion === null && deviation === null && matter === null) return null
  return (
    <section className="panel" aria-labelledby="case-opinion-title">
      <h2 id="case-opinion-title">{caseText.opinion}</h2>
      {opinion === null ? (
        <p className="quiet">{caseText.opinionNone}</p>
      ) : (
        <ProposalShown proposal={opinion} of={of} />
      )}
      {deviation === null ? null : (
        <>
          <h3>{caseText.deviationTitle}</h3>
          <ProposalShown proposal={deviation} of={of} />
        </>
      )}
      {matter === null ? null : <p>{`${caseText.matter}：${caseText.matterStates[matter]}`}</p>}
    </section>
  )
}

/** The notice, who has objected, and what they were answered. */
export function ObjectionsPanel({ of }: { of: CaseDetail }): ReactNode {
  const { notice, objections } = of
  if (notice === null && objections.length === 0) return null
  return (
    <section className="panel" aria-labelledby="case-objections-title">
      <h2 id="case-objections-title">{notice === null ? caseText.objections : caseText.notice}</h2>
      {notice === null ? null : (
        <p>{notice.closed ? caseText.noticeClosed : caseText.noticeRunning(longDay(notice.closesAfter))}</p>
      )}
      <ul className="case-objections">
        {objections.map(({ number, kind, by, text, answer }) => (
          <li key={number}>
            <p>
              <strong>{`${caseText.objectionNumber(number)}　${caseText.objectionKinds[kind]}　${by}`}</strong>
            </p>
            <p>{text}</p>
            <p className={answer === null ? 'case-late' : ''}>
              {answer === null ? caseText.noAnswer : `${caseText.answered}：${answer}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function CaseTimeline({ of }: { of: CaseDetail }): ReactNode {
  return (
    <section className="panel" aria-labelledby="case-timeline-title">
      <h2 id="case-timeline-title">{caseText.timeline}</h2>
      <ol className="case-timeline">
        {of.timeline.map(({ seq, name, text, day, officer }) => (
          <li key={seq}>
            <time dateTime={day}>{day}</time>
            <div>
              <p>
                <strong>{name}</strong> <span className="quiet">{officer ?? caseText.timelineSystem}</span>
              </p>
              {text === '' ? null : <p className="case-timeline-text">{text}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
