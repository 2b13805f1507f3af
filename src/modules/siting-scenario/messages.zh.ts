import type { SitedKind, SitingGoal, SitingRefusal } from '#contracts/siting-scenario'
import type { Fault } from '#siting'
import type { TextFor } from '#kernel/text'

export const sitingGoalNames: Readonly<Record<SitingGoal, string>> = {
  coverage: '覆盖最多老年人',
  median: '总路程最短',
  center: '最远的人最近',
  'cover-all': '用最少站点覆盖所有村',
}

export const sitedKindNames: Readonly<Record<SitedKind, string>> = {
  'village-station': '村（社区）养老服务站点',
  canteen: '老年助餐点',
  'township-hub': '区域养老服务中心',
}

/** Standards of policies/elder-care that ways are reckoned with. */
export const policyNames = {
  speeds: { foot: '步行速度', 'e-bike': '电动车速度', car: '汽车速度' },
  detour: '道路绕行系数',
} as const

export const notOnMap = (names: readonly string[]): string =>
  `${names.length} 个村没有标注位置，未纳入测算：${names.slice(0, 5).join('、')}${names.length > 5 ? '等' : ''}。请先在“设施”中标注。`

const faultTexts: Readonly<Partial<Record<Fault['code'], string>>> = {
  'no-way-to-any-candidate': '在设定的时间内没有可选的位置，请放宽时间',
  'no-candidate-within-reach': '在设定的时间内没有可选的位置，请放宽时间',
  'no-candidate-within-floor': '达不到保底时间，请放宽保底时间',
  'group-without-candidate': '没有可选的位置',
  'more-sites-than-candidates': '新建数量超过可选的位置，已按可选位置的数量测算',
}

/** What the engine could not plan with, for whoever asked; `nameOf` names a village, a township or a facility. */
export function faultText(of: Fault, nameOf: (id: string) => string): string {
  return `${nameOf(of.id)}：${faultTexts[of.code] ?? '数据有误，未纳入测算'}。`
}

export const refusals: TextFor<SitingRefusal> = {
  'siting-nothing-to-plan': () => '没有可以测算的村。请先标注村的位置，并确认户籍数据已经导入。',
  'siting-too-many-at-once': () => '正在计算的任务较多，请稍后再试。',
  'siting-scenario-not-found': () => '没有找到这个布点方案，可能已经删除。请刷新列表。',
  'siting-answer-not-from-here': () => '结果与本系统计算的不一致，请重新计算后再保存。',
  'siting-scenario-name-taken': () => '已有同名的布点方案，请换一个名称。',
}
