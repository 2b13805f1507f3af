import { say, type TextFor } from '#kernel/text'
import type { AbilityRefusal } from '#contracts/ability-assessment'
import type { AssistanceRefusal } from '#contracts/assistance'
import type { MonitoringRefusal } from '#contracts/monitoring'
import type { OfficerRefusal } from '#contracts/officer'
import type { PaymentRefusal } from '#contracts/disbursement'
import type { EntitlementRefusal } from '#contracts/entitlement'
import type { ExchangeRefusal } from '#contracts/exchange'
import type { ElderCareRefusal } from '#contracts/elder-care'
import type { FacilityRefusal } from '#contracts/facility'
import type { LedgerRefusal } from '#contracts/ledger'
import type { NoticeRefusal } from '#contracts/notice'
import type { PolicyRegisterRefusal } from '#contracts/policy-register'
import type { RegistryRefusal } from '#contracts/registry'
import type { SitingRefusal } from '#contracts/siting-scenario'
import type { AidRefusal } from '#contracts/temporary-assistance'
import { refusals as abilityAssessment } from '#messages/ability-assessment'
import { refusals as disbursement } from '#messages/disbursement'
import { refusals as entitlement } from '#messages/entitlement'
import { refusals as assistance } from '#messages/assistance'
import { refusals as exchange } from '#messages/exchange'
import { refusals as elderCare } from '#messages/elder-care'
import { refusals as facility } from '#messages/facility'
import { refusals as ledger } from '#messages/ledger'
import { refusals as monitoring } from '#messages/monitoring'
import { refusals as notice } from '#messages/notice'
import { refusals as officer } from '#messages/officer'
import { refusals as policyRegister } from '#messages/policy-register'
import { refusals as registry } from '#messages/registry'
import { refusals as sitingScenario } from '#messages/siting-scenario'
import { refusals as temporaryAssistance } from '#messages/temporary-assistance'

export const problemText = {
  badRequest: '提交的内容格式不正确，请检查标出的项目后重试。',
  tooMany: '操作过于频繁，请稍候一分钟再试。',
  tooLarge: '文件过大，请拆分成不超过 2 GB 的文件后再上传。',
  fault: (reference: string) =>
    `系统出现故障，您的操作没有保存。请稍后重试；如仍不成功，请把编号 ${reference} 告诉系统管理员。`,
} as const

type AnyRefusal =
  | OfficerRefusal
  | MonitoringRefusal
  | ExchangeRefusal
  | RegistryRefusal
  | PolicyRegisterRefusal
  | LedgerRefusal
  | EntitlementRefusal
  | PaymentRefusal
  | NoticeRefusal
  | AidRefusal
  | FacilityRefusal
  | ElderCareRefusal
  | SitingRefusal
  | AssistanceRefusal
  | AbilityRefusal
const texts: TextFor<AnyRefusal> = {
  ...officer,
  ...monitoring,
  ...exchange,
  ...registry,
  ...policyRegister,
  ...ledger,
  ...entitlement,
  ...disbursement,
  ...notice,
  ...temporaryAssistance,
  ...facility,
  ...elderCare,
  ...sitingScenario,
  ...assistance,
  ...abilityAssessment,
}

function isKnown(refusal: { readonly code: string }): refusal is AnyRefusal {
  return refusal.code in texts
}

export function refusalText(refusal: { readonly code: string }): string {
  if (!isKnown(refusal)) throw new Error(`No text for the refusal ${refusal.code}`)
  return say(texts, refusal)
}
