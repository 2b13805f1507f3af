import type { EntitlementRefusal } from '#contracts/entitlement'
import type { TextFor } from '#kernel/text'

export const keptMemo = (line: string): string => `退回款不再补发（发放明细${line}）：有新的决定`

export const refusals: TextFor<EntitlementRefusal> = {
  'aid-household-not-found': () => '没有找到这一户，可能不在您的管辖范围内。请先在档案中核对。',
  'aid-case-of-another-household': () => '这个救助事项不是这一户的，请重新选择事项，或不选事项只登记到户。',
  'aid-given-in-future': (r) => `给付日期 ${r.day} 不是已经到来的日期，请填写实际给付的日期。`,
}
