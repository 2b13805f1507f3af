import type { CheckAnswer, Fault, Plan, UnservedReason, Violation } from '#dispatch'
import { faultTexts, reasonText } from '#dispatch/reason.zh'

const kinds: Readonly<Record<Fault['kind'], string>> = {
  place: '地点',
  carer: '人员',
  visit: '上门',
  meal: '送餐',
  travel: '路程',
  weights: '权重',
}

const violations: Readonly<Record<Violation['code'], string>> = {
  'unreadable-plan': '计划文件不能读取',
  'unknown-carer': '人员不存在',
  'carer-twice': '同一人员有两条路线',
  'unknown-stop': '任务不存在',
  'stop-twice': '任务安排了两次',
  'stop-missing': '任务没有安排，也没有说明',
  'stated-unserved-but-served': '任务已安排却写为未安排',
  'starts-before-arrival': '到达之前就开始',
  'starts-before-window': '早于时段开始',
  'starts-after-window': '晚于时段结束',
  'outside-shift': '返回晚于班次',
  overworked: '超过最长工时',
  'over-capacity': '超过载量',
  'skill-missing': '人员没有所需技能',
  'refused-carer': '人员为老人所回避',
  'not-the-locked-carer': '不是指定人员',
  'not-when-it-began': '与实际开始时间不符',
  'same-carer-for-both-parts': '两人服务由同一人承担',
  'parts-apart': '两人的间隔不符合要求',
  'one-part-only': '两人服务只安排了一人',
  'meal-cold': '送到时超过保温时限',
  'meal-without-canteen': '送餐之前没有取餐',
  'too-many-meals': '一趟送餐过多',
  'break-missing': '没有安排休息',
  'break-of-another': '休息属于他人',
  'starts-before-now': '早于现在',
  'no-way': '两地之间没有路程',
  'stated-cost-differs': '所写代价与核算不符',
  'too-many-vehicles': '车辆超过数量',
}

const round = (value: number): string => `${Math.round(value * 1000) / 1000}`

/** What `doudi dispatch` says. */
export const dispatchText = {
  usage:
    '用法：./doudi dispatch solve 文件 [--format json|solomon|hhcrsp] [--seconds 秒 | --rounds 轮数] [--seed 种子] [--threads 线程] [--fleet-first] [--previous 原计划] [--out 计划] [--json]\n      ./doudi dispatch check 文件 计划 [--format json|solomon|hhcrsp] [--fleet-first] [--previous 原计划] [--json]',
  badFormat: (format: string) => `格式“${format}”不认识，请用 json、solomon 或 hhcrsp。`,
  badSeconds: (text: string) => `秒数“${text}”应为大于 0 的数。`,
  unreadable: (file: string, why: string) => `文件“${file}”不能读取：${why}`,
  workerFailed: (why: string) => `求解线程出错：${why}`,
  fault: (fault: Fault) =>
    `  ${kinds[fault.kind]} ${fault.id}${fault.field === undefined ? '' : ` ${fault.field}`}：${faultTexts[fault.code]}${fault.value === undefined ? '' : `（${fault.value}）`}`,
  solved: (plan: Plan, seconds: number) =>
    `${plan.name}：代价 ${round(plan.total)}，路程 ${round(plan.distance)}，迟到合计 ${round(plan.tardiness)}，最迟 ${round(plan.greatestTardiness)}，${plan.routes.length} 条路线，未安排 ${plan.unserved.length}，用时 ${round(seconds)} 秒`,
  unserved: (id: string, reason: UnservedReason) => `  未安排 ${id}：${reasonText(reason)}`,
  changes: (of: NonNullable<Plan['changes']>) =>
    `  与原计划相比：不变 ${of.sameCarer - of.otherTime.length}，换人 ${of.otherCarer.length}，改时 ${of.otherTime.length}，取消 ${of.dropped.length}，新增 ${of.added.length}`,
  checked: (answer: CheckAnswer) =>
    `${answer.valid ? '计划成立' : `计划不成立，共 ${answer.violations.length} 处`}：代价 ${round(answer.cost)}，路程 ${round(answer.distance)}，迟到合计 ${round(answer.tardiness)}，未安排 ${answer.unserved.length}`,
  violation: (of: Violation) =>
    `  ${of.of}：${violations[of.code]}${of.found === undefined ? '' : `（实为 ${round(of.found)}，应为 ${round(of.allowed ?? 0)}）`}`,
  benchUsage:
    '用法：./doudi bench dispatch --data 目录 [--seconds 秒] [--threads 线程] [--only 名称] [--peer pyvrp|ortools --python 路径] [--json]，目录下应有 vrptw 或 hhcrsp',
  noInstances: (folder: string) =>
    `目录“${folder}”下没有可用的算例，应有 vrptw/bks.csv 或 hhcrsp/best_known.csv 及其文件。`,
  unknownPeer: (name: string) => `没有名为“${name}”的对照求解器，请用 pyvrp（vrptw）或 ortools（hhcrsp）。`,
  peerMissing: (name: string) =>
    `对照求解器 ${name} 不能启动。请先安装：python3 -m venv /tmp/peer && /tmp/peer/bin/pip install ${name}，再加上 --python /tmp/peer/bin/python。`,
  peerFailed: (name: string, why: string) => `对照求解器 ${name} 出错：${why}`,
  benchRow: (
    row: {
      readonly set: string
      readonly instance: string
      readonly cost: number
      readonly gap: number
      readonly valid: boolean
    },
    peer?: number | null,
  ) =>
    `${row.set} ${row.instance}：${round(row.cost)}，差距 ${round(row.gap)}%，${row.valid ? '核验通过' : '核验不通过'}${peer === undefined ? '' : `，对照 ${peer === null ? '无解' : round(peer)}`}`,
}
