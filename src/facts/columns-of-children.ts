import type { ColumnDefinition } from '#facts/columns'

/** Columns of a member that matter for a child; null for whom nobody has looked into it. */
export const columnsOfChildren = {
  fatherStatus: {
    zh: '父亲状况',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'fatherStatus', aggregate: 'latest' },
  },
  fatherStatusSince: {
    zh: '父亲状况起始日期',
    type: 'day',
    sensitivity: 'sensitive',
    from: { fact: 'fatherStatus', aggregate: 'started' },
  },
  fatherTermMonths: {
    zh: '父亲刑期或措施期限',
    type: 'number',
    unit: '月',
    sensitivity: 'sensitive',
    from: { fact: 'fatherTermMonths', aggregate: 'latest' },
  },
  fatherDisabilityType: {
    zh: '父亲残疾类别',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'fatherDisabilityType', aggregate: 'latest' },
  },
  fatherDisabilityLevel: {
    zh: '父亲残疾等级',
    type: 'number',
    unit: '级',
    sensitivity: 'sensitive',
    from: { fact: 'fatherDisabilityLevel', aggregate: 'latest' },
  },
  motherStatus: {
    zh: '母亲状况',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'motherStatus', aggregate: 'latest' },
  },
  motherStatusSince: {
    zh: '母亲状况起始日期',
    type: 'day',
    sensitivity: 'sensitive',
    from: { fact: 'motherStatus', aggregate: 'started' },
  },
  motherTermMonths: {
    zh: '母亲刑期或措施期限',
    type: 'number',
    unit: '月',
    sensitivity: 'sensitive',
    from: { fact: 'motherTermMonths', aggregate: 'latest' },
  },
  motherDisabilityType: {
    zh: '母亲残疾类别',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'motherDisabilityType', aggregate: 'latest' },
  },
  motherDisabilityLevel: {
    zh: '母亲残疾等级',
    type: 'number',
    unit: '级',
    sensitivity: 'sensitive',
    from: { fact: 'motherDisabilityLevel', aggregate: 'latest' },
  },
  childPlacement: {
    zh: '儿童养育方式',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'childPlacement', aggregate: 'latest' },
  },
} as const satisfies Record<string, ColumnDefinition>
