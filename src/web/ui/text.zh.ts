/** What the parts of the design system say by themselves. */
export const uiText = {
  failed: '没有加载成功',
  retry: '重新加载',
  emptyValue: '—',
  loading: '正在加载',
} as const
