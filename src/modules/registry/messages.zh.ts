import type { FactSource } from '#facts'
import type { TextFor } from '#kernel/text'
import type { Purpose, RegistryRefusal } from '#contracts/registry'

export const purposeNames: Readonly<Record<Purpose, string>> = {
  'verify-signal': '核查预警',
  'handle-assistance': '办理救助',
  'answer-household': '答复群众',
  supervise: '监督检查',
}

export const sourceNames: Readonly<Record<FactSource, string>> = {
  police: '公安',
  'human-resources': '人社',
  'medical-insurance': '医保',
  'disabled-federation': '残联',
  'vehicle-registry': '公安车管',
  'real-estate': '不动产登记',
  'civil-affairs': '民政',
  survey: '入户摸排',
}

export const sexNames: Readonly<Record<'male' | 'female', string>> = { male: '男', female: '女' }

export const booleanNames: Readonly<Record<'true' | 'false', string>> = { true: '是', false: '否' }

export const timelineTexts = {
  joined: (people: readonly { readonly name: string; readonly relation: string }[]) =>
    `${people.map(({ name, relation }) => `${name}（${relation}）`).join('、')}登记为共同生活家庭成员`,
  left: (name: string) => `${name}不再共同生活`,
  fact: (who: string, fact: string, value: string) => `${who}${fact}：${value}`,
  hiddenFact: (who: string, fact: string) => `${who}${fact}有新记录`,
  determined: (category: string, amount: string | undefined) =>
    `系统认定为“${category}”${amount === undefined ? '' : `，应发 ${amount} 元/月`}`,
  undetermined: '系统暂不能认定（信息不全）',
  signal: (title: string) => `发出预警：${title}`,
  closed: (title: string, result: string) => `预警“${title}”办结：${result}`,
} as const

export const refusals: TextFor<RegistryRefusal> = {
  'household-not-found': () => '没有找到这户档案，可能不在您的管辖范围内，或户编号有误。请用搜索框重新查找。',
}
