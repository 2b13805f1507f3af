import type { EntryKind, LedgerRefusal } from '#contracts/ledger'
import type { TextFor } from '#kernel/text'

export const entryNames: Readonly<Record<EntryKind, string>> = {
  'top-up': '拨入备用金',
  'quick-aid': '小额快救支出',
  reversal: '冲正',
}

export const refusals: TextFor<LedgerRefusal> = {
  'float-not-found': () => '这个乡镇还没有设立备用金，请先由县民政局拨入。',
  'float-too-low': (r) => `备用金余额 ${r.balance} 元，不足以支付 ${r.amount} 元。请先向县民政局申请拨入备用金。`,
  'amount-not-positive': () => '金额必须大于零，请重新填写。',
}

/** The standard that says at which share of the year's float somebody is told. */
export const floatAlertStandard = '备用金预警比例'
