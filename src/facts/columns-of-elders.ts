import type { ColumnDefinition } from '#facts/columns'

/** Columns of a member that matter for an elder; null for whom nobody has assessed yet. */
export const columnsOfElders = {
  abilityScore: {
    zh: '能力评估总分',
    type: 'number',
    unit: '分',
    sensitivity: 'sensitive',
    from: { fact: 'abilityScore', aggregate: 'latest' },
  },
  abilityComa: {
    zh: '昏迷',
    type: 'boolean',
    sensitivity: 'sensitive',
    from: { fact: 'abilityComa', aggregate: 'latest' },
  },
  abilityDisorder: {
    zh: '认知或精神行为障碍',
    type: 'boolean',
    sensitivity: 'sensitive',
    from: { fact: 'abilityDisorder', aggregate: 'latest' },
  },
  careIncidents: {
    zh: '近期照护风险事件数',
    type: 'number',
    unit: '次',
    sensitivity: 'sensitive',
    from: { fact: 'careIncidents', aggregate: 'latest' },
  },
  abilityLevel: {
    zh: '能力等级',
    type: 'number',
    unit: '级',
    sensitivity: 'sensitive',
    from: { fact: 'abilityLevel', aggregate: 'latest' },
  },
  careKind: {
    zh: '养老服务方式',
    type: 'text',
    sensitivity: 'ordinary',
    from: { fact: 'careKind', aggregate: 'latest' },
  },
  careBill: {
    zh: '养老服务月账单',
    type: 'number',
    unit: '元/月',
    sensitivity: 'sensitive',
    from: { fact: 'careBill', aggregate: 'latest' },
  },
} as const satisfies Record<string, ColumnDefinition>
