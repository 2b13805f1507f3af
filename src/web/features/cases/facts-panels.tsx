import type { ReactNode } from 'react'
import type { CaseDetail } from '#contracts/assistance'
import { Lines } from '#web/features/cases/lines.tsx'
import { isOneOff, isRecognition } from '#web/features/cases/programme-kind.ts'
import { caseText } from '#web/features/cases/text.zh.ts'
import { longDay } from '#web/format.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'

/** What was asked for, how, and by whom. */
export function RequestPanel({ of }: { of: CaseDetail }): ReactNode {
  const { proxy, nearRelatives } = of
  return (
    <section className="panel" aria-labelledby="case-request-title">
      <h2 id="case-request-title">{caseText.facts}</h2>
      {of.story === '' ? null : <p className="case-story">{of.story}</p>}
      <Lines
        of={[
          [caseText.channel, caseText.channels[of.channel] ?? of.channel],
          proxy === null ? null : [caseText.proxyLabel, caseText.proxy(proxy.name, proxy.relation, proxy.reason)],
          of.asked === null ? null : [caseText.asked, caseText.yuan(of.asked)],
          [caseText.opened, longDay(of.openedOn)],
          [caseText.accepted, of.acceptedOn === null ? caseText.notAccepted : longDay(of.acceptedOn)],
          nearRelatives.length === 0
            ? null
            : [
                caseText.nearRelative,
                nearRelatives
                  .map(({ officerName, relation }) => caseText.nearRelativeOf(officerName, relation))
                  .join('、'),
              ],
          of.recheckDueOn === null ? null : [caseText.recheckDueOn, longDay(of.recheckDueOn)],
          of.validUntil === null ? null : [caseText.validUntil, longDay(of.validUntil)],
        ]}
      />
      {of.sampled ? <ToneTag tone="blue">{caseText.sampled}</ToneTag> : null}
    </section>
  )
}

export function MembersPanel({ of }: { of: CaseDetail }): ReactNode {
  return (
    <section className="panel" aria-labelledby="case-members-title">
      <h2 id="case-members-title">{caseText.members}</h2>
      <table className="plain-table" aria-labelledby="case-members-title">
        <thead>
          <tr>
            <th scope="col">{caseText.member}</th>
            <th scope="col">{caseText.signature}</th>
          </tr>
        </thead>
        <tbody>
          {of.members.map(({ personId, name, adult, signed }) => (
            <tr key={personId}>
              <td>{name}</td>
              <td>
                {adult ? (
                  <ToneTag tone={signed ? 'green' : 'quiet'}>{signed ? caseText.signed : caseText.unsigned}</ToneTag>
                ) : (
                  <span className="quiet">{caseText.child}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type Amounts = NonNullable<CaseDetail['grant']>['amounts']

/** The parts of an amount, those that are nothing left out. */
export function AmountsShown({ of, programme }: { of: Amounts; programme: CaseDetail['programme'] }): ReactNode {
  if (isRecognition(programme)) return <span className="quiet">{caseText.grantNothingPaid}</span>
  const parts = [
    [caseText.amounts.basic, of.basic],
    [caseText.amounts.uplift, of.uplift],
    [caseText.amounts.care, of.care],
  ].filter(([, amount]) => amount !== '0')
  return (
    <span className="case-lines">
      <strong className="digits">{isOneOff(programme) ? caseText.yuan(of.total) : caseText.perMonth(of.total)}</strong>
      {parts.length < 2 ? null : (
        <span className="quiet">{parts.map(([label, amount]) => `${label} ${amount}`).join('　')}</span>
      )}
    </span>
  )
}

/** What has been granted, and what can still be done against a decision. */
export function GrantPanel({ of }: { of: CaseDetail }): ReactNode {
  const { grant, appealable } = of
  if (grant === null && appealable === null) return null
  const until = (day: string | null): string => (day === null ? caseText.undelivered : longDay(day))
  return (
    <section className="panel" aria-labelledby="case-grant-title">
      <h2 id="case-grant-title">{grant === null ? caseText.appealable : caseText.grant}</h2>
      {grant === null ? null : (
        <p className="case-lines">
          <AmountsShown of={grant.amounts} programme={of.programme} />
          <span className="digits">{caseText.grantFrom(grant.from, grant.until)}</span>
        </p>
      )}
      {appealable === null ? null : (
        <Lines
          of={[
            [caseText.reviewUntil, until(appealable.reviewUntil)],
            [caseText.litigationUntil, until(appealable.litigationUntil)],
          ]}
        />
      )}
    </section>
  )
}
