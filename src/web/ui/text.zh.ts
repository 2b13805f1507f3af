/** What the parts of the design system say by themselves. */
export const uiText = {
  failed: '没有加载成功',
  retry: '重新加载',
  emptyValue: '—',
  person: '人员',
  never: '未发生',
} as const
