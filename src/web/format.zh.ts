export const formatText = {
  longDay: (year: string, month: string, day: string) => `${year}年${month}月${day}日`,
  overdue: (days: number) => `已超期${days}个工作日`,
  dueToday: '今天到期',
  left: (days: number) => `还剩${days}个工作日`,
} as const
