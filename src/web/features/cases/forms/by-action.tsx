import type { ComponentType } from 'react'
import type { CaseAction } from '#contracts/assistance'
import type { FormProps } from '#web/features/cases/forms/act-form.tsx'
import { AppealForm, DecideAppealForm } from '#web/features/cases/forms/appeal-forms.tsx'
import { ReplyCheckForm, RequestCheckForm } from '#web/features/cases/forms/check-forms.tsx'
import { PauseForm, SpecialForm } from '#web/features/cases/forms/clock-forms.tsx'
import { DecisionForm } from '#web/features/cases/forms/decision-form.tsx'
import { LetterForm } from '#web/features/cases/forms/letter-form.tsx'
import { ResolveMatterForm } from '#web/features/cases/forms/matter-form.tsx'
import { AnswerObjectionForm, ObjectionForm } from '#web/features/cases/forms/objection-forms.tsx'
import { OpinionForm } from '#web/features/cases/forms/opinion-form.tsx'
import { PapersForm } from '#web/features/cases/forms/papers-form.tsx'
import {
  CloseNoticeForm,
  ConfirmForm,
  NoticeForm,
  RaiseMatterForm,
  ResumeForm,
  SendBackForm,
  WithdrawForm,
} from '#web/features/cases/forms/plain-forms.tsx'
import { RoundForm } from '#web/features/cases/forms/round-form.tsx'
import { SurveyForm } from '#web/features/cases/forms/survey-form.tsx'
import { HearingForm, VisitForm } from '#web/features/cases/forms/visit-forms.tsx'

/** The form of each thing that can be done to a case. */
export const formOf: Readonly<Record<CaseAction, ComponentType<FormProps>>> = {
  papers: PapersForm,
  survey: SurveyForm,
  'request-check': RequestCheckForm,
  'reply-check': ReplyCheckForm,
  opinion: OpinionForm,
  notice: NoticeForm,
  'close-notice': CloseNoticeForm,
  objection: ObjectionForm,
  'answer-objection': AnswerObjectionForm,
  visit: VisitForm,
  hearing: HearingForm,
  decision: DecisionForm,
  'send-back': SendBackForm,
  confirm: ConfirmForm,
  letter: LetterForm,
  pause: PauseForm,
  resume: ResumeForm,
  special: SpecialForm,
  round: RoundForm,
  'raise-matter': RaiseMatterForm,
  'resolve-matter': ResolveMatterForm,
  appeal: AppealForm,
  'decide-appeal': DecideAppealForm,
  withdraw: WithdrawForm,
}

/** What moves a case on; everything else stands in the menu beside it. */
export const movesOn: ReadonlySet<CaseAction> = new Set<CaseAction>([
  'papers',
  'survey',
  'request-check',
  'reply-check',
  'opinion',
  'notice',
  'close-notice',
  'answer-objection',
  'visit',
  'hearing',
  'decision',
  'confirm',
  'resolve-matter',
  'letter',
  'decide-appeal',
])
