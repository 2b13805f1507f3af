import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CasePrefill, Programme } from '#contracts/assistance'
import { programmeNames } from '#messages/assistance'
import { intakeText } from '#web/features/cases/intake-text.zh.ts'
import { CaseStatusTag } from '#web/features/cases/marks.tsx'
import { PolicyLine } from '#web/features/cases/policy-line.tsx'

/** What the system knows before a word is written: what the policies say, what runs already, who has the same name. */
export function IntakeKnown({ programme, prefill }: { programme: Programme; prefill: CasePrefill }): ReactNode {
  const { running, namesakes, policy } = prefill
  return (
    <section className="panel case-known" aria-labelledby="case-known-title">
      <h2 id="case-known-title">{intakeText.knownTitle}</h2>
      <p className="quiet">{intakeText.householdOf(prefill.householdNumber, prefill.place)}</p>
      <PolicyLine programme={programme} policy={policy} />
      {running.length === 0 ? null : (
        <>
          <h3>{intakeText.running}</h3>
          <ul className="line-list">
            {running.map(({ id, programme: of, status }) => (
              <li key={id}>
                <Link to={`/cases/${id}`}>{programmeNames[of]}</Link>
                <CaseStatusTag status={status} />
              </li>
            ))}
          </ul>
          {running.some((of) => of.programme === programme) ? (
            <Alert type="warning" showIcon title={intakeText.runningHint} />
          ) : null}
        </>
      )}
      {namesakes.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={`${intakeText.namesakes}：${namesakes.map(({ name, title }) => intakeText.namesake(name, title)).join('、')}`}
          description={intakeText.namesakesHint}
        />
      )}
    </section>
  )
}
