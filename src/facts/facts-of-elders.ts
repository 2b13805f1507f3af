import type { FactDefinition } from '#facts/definition'

/**
 * What a confirmed ability assessment has found (GB/T 42195-2022), and what a month of care costs. The score and what
 * worsens it are kept beside the level, so that the policies can work the level out again.
 */
export const factsOfElders = {
  abilityScore: {
    zh: '能力评估总分',
    subject: 'person',
    type: 'number',
    kind: 'state',
    source: 'survey',
    sensitivity: 'sensitive',
    unit: '分',
  },
  abilityComa: {
    zh: '昏迷',
    subject: 'person',
    type: 'boolean',
    kind: 'state',
    source: 'survey',
    sensitivity: 'sensitive',
  },
  abilityDisorder: {
    zh: '认知或精神行为障碍',
    subject: 'person',
    type: 'boolean',
    kind: 'state',
    source: 'survey',
    sensitivity: 'sensitive',
  },
  careIncidents: {
    zh: '近期照护风险事件数',
    subject: 'person',
    type: 'number',
    kind: 'state',
    source: 'survey',
    sensitivity: 'sensitive',
    unit: '次',
  },
  abilityLevel: {
    zh: '能力等级',
    subject: 'person',
    type: 'number',
    kind: 'state',
    source: 'survey',
    sensitivity: 'sensitive',
    unit: '级',
  },
  careKind: {
    zh: '养老服务方式',
    subject: 'person',
    type: 'text',
    kind: 'state',
    source: 'civil-affairs',
    sensitivity: 'ordinary',
    values: ['居家社区', '机构'],
  },
  careBill: {
    zh: '养老服务月账单',
    subject: 'person',
    type: 'number',
    kind: 'state',
    source: 'civil-affairs',
    sensitivity: 'sensitive',
    unit: '元/月',
  },
} as const satisfies Record<string, FactDefinition>
