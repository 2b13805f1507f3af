import type { CheckAnswer, Fault, Plan, UnservedReason, Violation } from '#dispatch'

const faults: Readonly<Record<Fault['code'], string>> = {
  'duplicate-id': '编号重复，只取第一个',
  'unknown-place': '所指地点不存在或道路不通',
  'unknown-mode': '出行方式未说明',
  'place-outside': '坐标超出范围',
  'negative-time': '数值不能为负',
  'not-a-number': '缺少数值',
  'window-ends-before-it-begins': '时段的结束早于开始',
  'shift-ends-before-it-begins': '班次的结束早于开始',
  'visit-longer-than-any-shift': '所需时间长于任何班次',
  'no-parts': '没有说明需要什么服务',
  'too-many-parts': '一次上门最多两人',
  'pairing-cannot-be': '两人先后的间隔不成立',
  'matrix-of-wrong-size': '路程表的行列数与地点数不符',
  'matrix-hole': '路程表有空缺，该地点不能安排',
  'started-without-carer': '已开始的服务没有写明由谁承担',
}

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

function reasonText(of: UnservedReason): string {
  switch (of.code) {
    case 'no-carer-has-the-skills':
      return `没有人员具备第${of.part + 1}项服务所需的技能，请增派或调整技能要求`
    case 'only-refused-carers-have-the-skills':
      return `具备第${of.part + 1}项技能的人员均被老人回避，请另派人员`
    case 'locked-carer-cannot':
      return `指定人员 ${of.carer} 不在班或不能承担，请改派`
    case 'nobody-arrives-in-time':
      return `最近的人员 ${of.carer} 也要迟到 ${of.minutesLate} 分钟，请放宽时段或增派`
    case 'no-room-in-any-shift':
      return `最近的人员 ${of.carer} 的班次还差 ${of.minutesOver} 分钟，请延长班次或增派`
    case 'nobody-brings-it-warm':
      return '没有人员能在保温时限内送到，请换近处的食堂或更快的出行方式'
    case 'no-capacity':
      return `人员 ${of.carer} 的载量已满，请增派`
    case 'cannot-be-planned':
      return `所写有误（${faults[of.fault]}），请改正后再排`
    case 'dearer-than-leaving-out':
      return '能够安排，但代价高于不安排，请提高该项的优先级'
  }
}

/** What `doudi dispatch` says. */
export const dispatchText = {
  usage:
    '用法：./doudi dispatch solve 文件 [--format json|solomon|hhcrsp] [--seconds 秒] [--seed 种子] [--threads 线程] [--fleet-first] [--previous 原计划] [--out 计划] [--json]\n      ./doudi dispatch check 文件 计划 [--format json|solomon|hhcrsp] [--fleet-first] [--previous 原计划] [--json]',
  badFormat: (format: string) => `格式“${format}”不认识，请用 json、solomon 或 hhcrsp。`,
  badSeconds: (text: string) => `秒数“${text}”应为大于 0 的数。`,
  unreadable: (file: string, why: string) => `文件“${file}”不能读取：${why}`,
  workerFailed: (why: string) => `求解线程出错：${why}`,
  fault: (fault: Fault) =>
    `  ${kinds[fault.kind]} ${fault.id}${fault.field === undefined ? '' : ` ${fault.field}`}：${faults[fault.code]}${fault.value === undefined ? '' : `（${fault.value}）`}`,
  solved: (plan: Plan, seconds: number) =>
    `${plan.name}：代价 ${round(plan.total)}，路程 ${round(plan.distance)}，迟到合计 ${round(plan.tardiness)}，最迟 ${round(plan.greatestTardiness)}，${plan.routes.length} 条路线，未安排 ${plan.unserved.length}，用时 ${round(seconds)} 秒`,
  unserved: (id: string, reason: UnservedReason) => `  未安排 ${id}：${reasonText(reason)}`,
  changes: (of: NonNullable<Plan['changes']>) =>
    `  与原计划相比：不变 ${of.sameCarer - of.otherTime.length}，换人 ${of.otherCarer.length}，改时 ${of.otherTime.length}，取消 ${of.dropped.length}，新增 ${of.added.length}`,
  checked: (answer: CheckAnswer) =>
    `${answer.valid ? '计划成立' : `计划不成立，共 ${answer.violations.length} 处`}：代价 ${round(answer.cost)}，路程 ${round(answer.distance)}，迟到合计 ${round(answer.tardiness)}，未安排 ${answer.unserved.length}`,
  violation: (of: Violation) =>
    `  ${of.of}：${violations[of.code]}${of.found === undefined ? '' : `（实为 ${round(of.found)}，应为 ${round(of.allowed ?? 0)}）`}`,
}
