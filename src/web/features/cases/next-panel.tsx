import { Alert, Button, Dropdown, Modal, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import type { CaseAction, CaseDetail } from '#contracts/assistance'
import { paperNames, stepNames, turnNames } from '#messages/assistance'
import { actWords } from '#web/features/cases/form-text.zh.ts'
import { formOf, movesOn } from '#web/features/cases/forms/by-action.tsx'
import { caseText } from '#web/features/cases/text.zh.ts'

/** What the family must still bring, to be told all at once. */
function Missing({ of }: { of: CaseDetail }): ReactNode {
  if (of.step !== 'papers' && of.missing.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={caseText.missingTitle}
      description={
        <>
          <ul className="case-missing">
            {of.missing.map((paper) => (
              <li key={paper}>{paperNames[paper]}</li>
            ))}
            {of.missing.length === 0 ? <li>{caseText.missingSign}</li> : null}
          </ul>
          {of.acceptedOn === null ? caseText.missingHint : null}
        </>
      }
    />
  )
}

function Others({ acts, onChoose }: { acts: readonly CaseAction[]; onChoose: (act: CaseAction) => void }): ReactNode {
  if (acts.length === 0) return null
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: acts.map((act) => ({ key: act, label: actWords[act].act, onClick: () => onChoose(act) })) }}
    >
      <Button>{caseText.otherActs}</Button>
    </Dropdown>
  )
}

/** The one form that moves the case on, for whoever may; what is done more rarely stands in the menu beside it. */
export function NextPanel({ of }: { of: CaseDetail }): ReactNode {
  const [chosen, setChosen] = useState<CaseAction>()
  const [other, setOther] = useState<CaseAction>()
  const main = of.next.filter((act) => movesOn.has(act))
  const others = of.next.filter((act) => !movesOn.has(act))
  const act = main.find((each) => each === chosen) ?? main[0]
  const MainForm = act === undefined ? undefined : formOf[act]
  const OtherForm = other === undefined ? undefined : formOf[other]
  return (
    <section className="panel case-next" aria-labelledby="case-next-title">
      <header className="panel-head">
        <h2 id="case-next-title">{act === undefined ? caseText.next : `${caseText.next}：${actWords[act].act}`}</h2>
        <Others acts={others} onChoose={setOther} />
      </header>
      <Missing of={of} />
      {act === undefined ? (
        <p>{of.step === 'none' ? caseText.ended : caseText.waiting(turnNames[of.turn], stepNames[of.step])}</p>
      ) : null}
      {main.length < 2 || act === undefined ? null : (
        <Segmented
          aria-label={caseText.chooseAct}
          className="case-acts"
          value={act}
          onChange={setChosen}
          options={main.map((value) => ({ value, label: actWords[value].act }))}
        />
      )}
      {MainForm === undefined ? null : <MainForm key={`${of.id}-${act ?? ''}`} of={of} />}
      <Modal
        open={other !== undefined}
        title={other === undefined ? '' : actWords[other].act}
        footer={null}
        destroyOnHidden
        onCancel={() => setOther(undefined)}
      >
        {OtherForm === undefined ? null : <OtherForm of={of} onDone={() => setOther(undefined)} />}
      </Modal>
    </section>
  )
}
