export const workbenchText = {
  title: '今天要办的事',
  overdue: '已超期',
  today: '今天到期',
  week: '本周到期',
  nothing: '没有要办的预警',
  nothingHint: '本周没有到期的预警。可以到“监测预警”查看以后到期的，或处理待核对的问题数据。',
  handle: '办理',
  later: (n: string) => `以后到期 ${n} 条`,
  closedThisWeek: (n: string) => `本周已办结 ${n} 条`,
  heldRows: (n: string) => `待处理问题数据 ${n} 条`,
  lastSweep: '最近一次筛查',
  sweepFacts: (asOf: string, households: string, changes: string, raised: string) =>
    `数据截至${asOf}，共 ${households} 户，认定变化 ${changes} 户，新增预警 ${raised} 条`,
  neverSwept: '还没有筛查过',
  why: '预警事实',
  who: '群众',
  howLong: '期限',
} as const
