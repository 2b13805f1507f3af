import { Empty, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Scenario, SitingQuestion } from '#contracts/siting-scenario'
import { Refusal } from '#web/ui/act.tsx'
import { useAskSiting, useScenarios } from '#web/features/siting/api.ts'
import { Asking } from '#web/features/siting/asking.tsx'
import { type Plan, PlanActs } from '#web/features/siting/plan-acts.tsx'
import { PlanView } from '#web/features/siting/plan-view.tsx'
import { firstQuestion, QuestionForm } from '#web/features/siting/question-form.tsx'
import { sitingText } from '#web/features/siting/text.zh.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/siting/siting.css'

function Desk({ saved }: { saved: Scenario | undefined }): ReactNode {
  const ask = useAskSiting()
  const [plan, setPlan] = useState<Plan | undefined>(saved)
  const begin = (question: SitingQuestion): void =>
    ask.mutate(question, { onSuccess: (sealed) => setPlan({ question, ...sealed }) })
  return (
    <div className="siting-sides">
      <QuestionForm initial={saved?.question ?? firstQuestion} asking={ask.isPending} onAsk={begin} />
      <div className="siting-main">
        <Refusal error={ask.error} />
        {ask.isPending ? (
          // Nothing is written by a question: giving it up leaves the form and the answer before it as they were.
          <Asking seconds={ask.variables.seconds} onStop={() => ask.reset()} />
        ) : plan === undefined ? (
          <section className="panel">
            <Empty description={sitingText.nothingYet}>
              <p className="quiet">{sitingText.nothingYetHint}</p>
              <Link to="/facilities?view=points">{sitingText.markPoints}</Link>
            </Empty>
          </section>
        ) : (
          <PlanView question={plan.question} answer={plan.answer} acts={<PlanActs plan={plan} />} />
        )}
      </div>
    </div>
  )
}

/** Asks where the next sites go. A saved scenario in the address is shown with its answer and may be asked anew. */
export function SitingPage(): ReactNode {
  const [search] = useSearchParams()
  const scenarios = useScenarios()
  const wanted = search.get('scenario')
  const saved = scenarios.data?.items.find(({ id }) => id === wanted)
  if (scenarios.error !== null) return <Failed error={scenarios.error} retry={() => void scenarios.refetch()} />
  return (
    <div className="siting-page">
      <header className="page-head">
        <h1>{saved === undefined ? sitingText.title : sitingText.savedScenario(saved.name)}</h1>
        <Link className="no-print" to="/siting/scenarios">
          {sitingText.toScenarios}
        </Link>
      </header>
      <p className="quiet siting-hint no-print">{sitingText.hint}</p>
      {scenarios.isPending ? <Skeleton active /> : null}
      {wanted !== null && scenarios.isSuccess && saved === undefined ? <p>{sitingText.goneScenario}</p> : null}
      {scenarios.isSuccess ? <Desk key={saved?.id ?? ''} saved={saved} /> : null}
    </div>
  )
}
