import type { AidRefusal, AidStatus, Cause, RegistrationKind } from '#contracts/temporary-assistance'
import type { TextFor } from '#kernel/text'

export const causeNames: Readonly<Record<Cause, string>> = {
  fire: '火灾',
  traffic: '交通事故',
  illness: '突发重大疾病',
  disaster: '自然灾害',
  'lost-livelihood': '生活来源中断',
  other: '其他急难',
}

export const statusNames: Readonly<Record<AidStatus, string>> = {
  requested: '待审批',
  approved: '待发放',
  rejected: '不予救助',
  paid: '已发放，待补材料',
  closed: '已办结',
  returned: '已退回',
}

/** As the fact catalogue writes it. */
export const registrationNames: Readonly<Record<RegistrationKind, string>> = { urban: '城镇', rural: '农村' }

/** Decisions and standards of policies/temporary-assistance that the procedure asks for. */
export const policyNames = {
  cap: '小额快救上限',
  finishDays: '小额快救办结天数',
  papersDays: '补齐材料工作日',
} as const

export const voucherMemo = (voucher: string, name: string, cause: Cause): string =>
  `凭证${voucher}：${name}，${causeNames[cause]}`

export const returnMemo = (voucher: string, reason: string): string => `冲正凭证${voucher}：${reason}`

export const refusals: TextFor<AidRefusal> = {
  'aid-not-found': () => '没有找到这笔小额快救，可能不在您的管辖范围内。请返回列表重新选择。',
  'aid-changed-meanwhile': () => '其他同事刚刚办理过这笔小额快救，请刷新后查看最新情况再操作。',
  'aid-not-in-this-state': (r) => `这笔小额快救目前为“${statusNames[r.status]}”，不能这样办理。`,
  'aid-needs-second-person': () => '登记人不能审批自己登记的小额快救，请由另一位同事审批（双人签字）。',
  'aid-over-cap': (r) => `金额超过小额快救上限 ${r.cap} 元（当地一个月低保标准）。超出部分请按临时救助一般程序办理。`,
  'aid-cap-unknown': () => '本地尚未录入低保标准，不能确定小额快救上限。请先由县民政局在“政策”中补录标准。',
  'aid-without-identity': () => '请填写公民身份号码；确实没有的，请写明原因（如证件在火灾中烧毁）。',
  'aid-identity-invalid': () => '公民身份号码不正确，请核对证件后重填；证件不在手边的，可留空并写明原因。',
  'aid-outside-your-place': () => '急难发生地不在您的管辖范围内，请转给当地乡镇办理。',
  'aid-before-calendar': (r) => `工作日历从 ${r.firstYear} 年开始，更早的日期无法计算期限。`,
}
