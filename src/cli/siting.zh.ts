import type { Fault, Goal, Sited, SitingPlan, SitingProblem } from '#siting'

const faults: Readonly<Record<Fault['code'], string>> = {
  'duplicate-id': '编号重复，只取第一个',
  'not-a-number': '缺少数值或数值不对，请补上',
  negative: '数值不能为负，请改正',
  'place-outside': '经纬度超出范围，请核对是否写反',
  'matrix-of-wrong-size': '路程表的行列数与需求点、候选点数不符，请补齐',
  'matrix-hole': '路程表有空缺，空缺处按不通处理',
  'no-way-to-any-candidate': '到任何候选点都没有路，未参加计算',
  'no-candidate-within-reach': '所定距离内没有任何候选点，无法覆盖，其余照算；请增加候选点或放宽距离',
  'no-candidate-within-floor': '保底距离内没有任何候选点，不再对它要求保底；请增加候选点或放宽保底距离',
  'group-without-candidate': '这一组没有任何候选点，不再对它要求至少一处；请增加候选点',
  'more-sites-than-candidates': '要新建的数量多于候选点，按候选点全部可建计算',
  'load-above-every-capacity': '需求量超过任何一处的容量，未参加计算；请拆分或扩大容量',
  'capacity-too-small': '可建各处的容量合计小于需求合计，只能安排一部分；请增加数量或容量',
  'goal-unknown': '目标不认识',
  'number-of-sites-missing': '没有写明新建数量（newSites）或预算（budget）',
  'reach-missing': '没有写明覆盖距离（within）',
  'nothing-to-plan': '没有可以计算的需求点或候选点',
}

const kinds: Readonly<Record<Fault['kind'], string>> = {
  demand: '需求点',
  candidate: '候选点',
  group: '分组',
  ways: '路程',
  goal: '目标',
}

const goals: Readonly<Record<Goal, string>> = {
  median: '加权路程合计',
  coverage: '覆盖人数',
  'cover-all': '新建费用',
  center: '最远路程',
  capacitated: '加权路程合计（有容量）',
}

const round = (value: number): string => `${Math.round(value * 1000) / 1000}`
const percent = (share: number): string => `${(share * 100).toFixed(2)}%`

function solved(goal: Goal, plan: SitingPlan, seconds: number): string {
  const far =
    plan.bound === null || plan.gap === null
      ? '尚无界限'
      : plan.optimal
        ? '已证明为最优'
        : `界限 ${round(plan.bound)}，离可能的最好至多差 ${percent(plan.gap)}`
  return `${plan.name}：${goals[goal]} ${round(plan.objective)}，${far}；共 ${plan.sites.length} 处，其中新建 ${plan.newSites.length} 处；用时 ${round(seconds)} 秒`
}

/** What `doudi siting` says. */
export const sitingText = {
  usage:
    '用法：./doudi siting solve 文件 [--format json|pmed|pmedcap|mclp] [--seconds 秒] [--seed 种子] [--p 数量] [--radius 米] [--out 方案] [--json]',
  badFormat: (format: string) => `格式“${format}”不认识，请用 json、pmed、pmedcap 或 mclp。`,
  badSeconds: (text: string) => `秒数“${text}”应为大于 0 的数。`,
  needsNumber: 'mclp 文件不含数量，请用 --p 写明要建几处，用 --radius 写明覆盖距离（米）。',
  unreadable: (file: string, why: string) => `文件“${file}”不能读取：${why}`,
  benchUsage: '用法：./doudi bench siting --data 公开数据目录 [--seconds 秒] [--json]',
  noBenchData: (folder: string) => `目录“${folder}”中没有选址测试数据（pmed_optima.csv 等），请用 --data 指明。`,
  fault: (fault: Fault) =>
    `  ${kinds[fault.kind]} ${fault.id}${fault.field === undefined ? '' : ` ${fault.field}`}：${faults[fault.code]}${fault.value === undefined ? '' : `（${fault.value}）`}`,
  lines: (problem: SitingProblem, { plan, faults: found }: Sited, seconds: number): readonly string[] => {
    const named = found.map(sitingText.fault)
    if (plan === undefined) return ['没有得出方案：', ...named]
    const { before, after, beyond, overlaps, unmet } = plan
    const reach = problem.within
    return [
      solved(problem.goal, plan, seconds),
      `  新建：${plan.newSites.join('、')}`,
      ...(reach === undefined
        ? []
        : [
            `  ${reach} 以内覆盖：原来 ${percent(before.share)}，之后 ${percent(after.share)}，仍在外 ${beyond.length} 处`,
          ]),
      ...unmet.map(({ kind, id }) => `  ${kinds[kind]} ${id}：按这些站点达不到保底要求，请增加数量`),
      ...overlaps.map(({ sites: [a, b], share }) => `  ${a} 与 ${b} 服务范围重叠 ${percent(share)}`),
      ...named,
    ]
  },
} as const
