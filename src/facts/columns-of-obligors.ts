import type { ColumnDefinition } from '#facts/columns'

/** One row an obligor who lives elsewhere. */
export const obligorColumns = {
  birthDay: {
    zh: '出生日期',
    type: 'day',
    sensitivity: 'sensitive',
    from: { fact: 'obligorBirthDay', aggregate: 'latest' },
  },
  age: { zh: '年龄', type: 'number', unit: '岁', sensitivity: 'sensitive', from: 'registry' },
  disabilityType: {
    zh: '残疾类别',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'obligorDisabilityType', aggregate: 'latest' },
    absent: 'none',
  },
  disabilityLevel: {
    zh: '残疾等级',
    type: 'number',
    unit: '级',
    sensitivity: 'sensitive',
    from: { fact: 'obligorDisabilityLevel', aggregate: 'latest' },
    absent: 'none',
  },
  category: {
    zh: '救助类别',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'obligorCategory', aggregate: 'latest' },
    absent: 'none',
  },
  status: {
    zh: '特殊状态',
    type: 'text',
    sensitivity: 'sensitive',
    from: { fact: 'obligorStatus', aggregate: 'latest' },
    absent: 'none',
  },
  ownIncome: {
    zh: '本人月收入',
    type: 'number',
    unit: '元/月',
    sensitivity: 'sensitive',
    from: { fact: 'obligorOwnIncome', aggregate: 'latest' },
  },
  propertyFits: {
    zh: '财产符合规定',
    type: 'boolean',
    sensitivity: 'sensitive',
    from: { fact: 'obligorPropertyFits', aggregate: 'latest' },
  },
  householdIncome: {
    zh: '家庭月净收入',
    type: 'number',
    unit: '元/月',
    sensitivity: 'sensitive',
    from: { fact: 'obligorHouseholdIncome', aggregate: 'latest' },
  },
  householdSize: {
    zh: '家庭人数',
    type: 'number',
    unit: '人',
    sensitivity: 'ordinary',
    from: { fact: 'obligorHouseholdSize', aggregate: 'latest' },
  },
  children: {
    zh: '被赡养人子女数',
    type: 'number',
    unit: '人',
    sensitivity: 'ordinary',
    from: { fact: 'obligorChildren', aggregate: 'latest' },
  },
  supported: {
    zh: '同时被赡养人数',
    type: 'number',
    unit: '人',
    sensitivity: 'ordinary',
    from: { fact: 'obligorSupported', aggregate: 'latest' },
  },
} as const satisfies Record<string, ColumnDefinition>
