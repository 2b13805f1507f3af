import type { AidInKindRequest } from '#contracts/entitlement'

/** What is said of help in goods and services. */
export const inKindText = {
  title: '服务和实物帮扶',
  titleOfCase: '本办件的服务和实物',
  none: '还没有登记过服务或实物帮扶。',
  kinds: { goods: '实物', service: '服务' } satisfies Record<AidInKindRequest['kind'], string>,
  by: (provider: string) => `${provider}提供`,
  receivedBy: (name: string) => `${name}签收`,
  takenDownBy: (officer: string) => `${officer}登记`,
  value: (yuan: string) => `${yuan} 元`,
  unpriced: '未计价',
  sum: (times: string, yuan: string, unpriced: number) =>
    `共 ${times} 次，计价合计 ${yuan} 元${unpriced === 0 ? '' : `，另有 ${unpriced} 次未计价`}`,
  sumUnpriced: (times: string) => `共 ${times} 次，均未计价`,
  toCase: '查看办件',
  record: '登记实物或服务',
  recordWhat: '登记已经给到本户的实物或服务，汇总到一户一档。登记后不能修改，请核对后提交。',
  recordAct: '登记',
  recordDone: '已登记',
  kind: '类别',
  description: '给了什么',
  descriptionHint: '如：棉被2床、大米20斤；上门护理4次',
  provider: '提供单位或个人',
  providerHint: '如：镇慈善超市',
  valueField: '折价（可不填）',
  valueHint: '没有计价的留空，不要估填。',
  givenOn: '给付日期',
  receiver: '签收人',
  receiverHint: '本户成员，或者代收的人。',
} as const
