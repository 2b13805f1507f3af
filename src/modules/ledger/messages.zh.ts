import type { EntryKind, LedgerRefusal } from '#contracts/ledger'
import type { TextFor } from '#kernel/text'

export const entryNames: Readonly<Record<EntryKind, string>> = {
  'top-up': '拨入备用金',
  'quick-aid': '小额快救支出',
  reversal: '冲正',
  'benefit-approved': '批准月度发放',
  'benefit-sent': '拨付银行代发',
  'benefit-returned': '银行退回',
  'benefit-kept': '退回款不再补发',
  'benefit-reissued': '退回款补发',
  'recovery-opened': '确认应追回款',
  'recovery-received': '收到追回款',
  'care-settled': '结算养老服务费',
}

export const refusals: TextFor<LedgerRefusal> = {
  'float-not-found': () => '这个乡镇还没有设立备用金，请先由县民政局拨入。',
  'float-too-low': (r) => `备用金余额 ${r.balance} 元，不足以支付 ${r.amount} 元。请先向县民政局申请拨入备用金。`,
  'amount-not-positive': () => '金额必须大于零，请重新填写。',
}

/** The standard that says at which share of the year's float somebody is told. */
export const floatAlertStandard = '备用金预警比例'
