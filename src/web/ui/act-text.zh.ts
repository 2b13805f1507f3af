/** What the dialogs of acts say, and what the pages of money say alike. */
export const actText = {
  cancel: '取消',
  reason: '原因',
  reasonMissing: '请写明原因，检查和审计时要看',
  yuan: '元',
  and: '、',
  none: '—',
  loadMore: '显示更多',
  monthName: (year: string, month: string) => `${year}年${month}月`,
  shown: (n: string) => `已显示 ${n} 笔`,
  amountWrong: '请填写大于零的金额，最多两位小数',
} as const
