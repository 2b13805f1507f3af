import type {
  AbilityRefusal,
  Adjustment,
  Background,
  Dimension,
  FormPart,
  HealthIssue,
  IncidentKind,
  Item,
  Reason,
  Relation,
  Status,
} from '#contracts/ability-assessment'
import type { TextFor } from '#kernel/text'

export const dimensionNames: Readonly<Record<Dimension, string>> = {
  'self-care': '自理能力',
  movement: '基础运动能力',
  mind: '精神状态',
  senses: '感知觉与社会参与',
}

/** As `policies/ability-assessment` names the items. */
export const itemNames: Readonly<Record<Item, string>> = {
  eating: '进食',
  grooming: '修饰',
  bathing: '洗澡',
  'upper-dressing': '穿脱上衣',
  'lower-dressing': '穿脱裤子和鞋袜',
  bladder: '小便控制',
  bowel: '大便控制',
  toilet: '如厕',
  turning: '床上体位转移',
  'bed-to-chair': '床椅转移',
  walking: '平地行走',
  stairs: '上下楼梯',
  time: '时间定向',
  place: '空间定向',
  people: '人物定向',
  memory: '记忆',
  understanding: '理解能力',
  expression: '表达能力',
  aggression: '攻击行为',
  depression: '抑郁症状',
  consciousness: '意识水平',
  sight: '视力',
  hearing: '听力',
  'daily-affairs': '执行日常事务',
  transport: '使用交通工具外出',
  'social-contact': '社会交往能力',
}

export const levelNames: readonly string[] = ['能力完好', '轻度失能', '中度失能', '重度失能', '完全失能']

export const reasonNames: Readonly<Record<Reason, string>> = {
  first: '首次评估',
  regular: '常规评估',
  immediate: '即时评估（状况变化）',
  review: '复评（对结果有异议）',
  other: '其他',
}

export const statusNames: Readonly<Record<Status, string>> = {
  draft: '填写中',
  signed: '待确认',
  confirmed: '已确认',
  objected: '有异议，待复评',
  replaced: '已有新结果',
  discarded: '已作废',
}

export const backgroundNames: Readonly<Record<Background, string>> = {
  nursing: '护理',
  medical: '医学',
  'social-work': '社会工作',
  other: '其他',
}

export const relationNames: Readonly<Record<Relation, string>> = {
  self: '本人',
  spouse: '配偶',
  child: '子女',
  relative: '其他亲属',
  carer: '照护人员',
  village: '村（居）干部',
  other: '其他',
}

export const incidentNames: Readonly<Record<IncidentKind, string>> = {
  fall: '跌倒',
  lost: '走失',
  choking: '噎食',
  'self-harm': '自杀、自伤',
  other: '其他',
}

export const healthIssueNames: Readonly<Record<HealthIssue, string>> = {
  'pressure-sore': '压力性损伤',
  'stiff-joints': '关节活动受限',
  wound: '伤口',
  tube: '带管（胃管、尿管等）',
  pain: '疼痛',
  'missing-teeth': '牙齿缺失',
  swallowing: '吞咽困难',
  thin: '营养不良',
  phlegm: '排痰困难',
  other: '其他',
}

export const partNames: Readonly<Record<FormPart, string>> = {
  assessors: '评估人员',
  professional: '有护理、医学或社会工作背景的评估人员',
  informant: '信息提供者',
  place: '评估地点',
  coma: '是否昏迷',
  dementia: '是否确诊痴呆',
  disorder: '是否确诊其他精神和行为障碍',
  incidents: '近期照护风险事件',
}

export const adjustmentNames: Readonly<Record<Adjustment, string>> = {
  none: '没有变更',
  coma: '昏迷，直接定为完全失能',
  disorder: '确诊痴呆或其他精神和行为障碍，加重一级',
  incidents: '近期照护风险事件达到规定次数，加重一级',
}

/** Decisions and standards of policies/ability-assessment that the procedure asks for. */
export const policyNames = {
  firstLevel: '能力初步等级',
  adjustment: '能力等级变更情形',
  level: '评定能力等级',
  most: '能力评估项目满分',
  item: '评估项目',
  elderAge: '老年人年龄',
  neverFrom: '能力评估普查年龄',
  assessors: '能力评估人数',
  professionals: '能力评估专业人数',
  intervalMonths: '能力评估间隔月数',
  aheadDays: '能力评估提前天数',
  incidentDays: '照护风险事件天数',
  objectionDays: '能力评估异议天数',
} as const

/** The answers of the decision 能力等级变更情形. */
export const adjustmentOf: Readonly<Record<string, Adjustment>> = {
  没有: 'none',
  昏迷: 'coma',
  认知或精神行为障碍: 'disorder',
  照护风险事件: 'incidents',
}

/** Yes and no as stated facts are written. */
export const yesNo = (value: boolean): string => (value ? '是' : '否')

export const refusals: TextFor<AbilityRefusal> = {
  'ability-not-found': () => '没有找到这次能力评估，可能不在您的管辖范围内。请返回列表重新选择。',
  'ability-person-not-found': () => '没有找到这位老人，可能不在您的管辖范围内。请从一户一档重新查找。',
  'ability-changed-meanwhile': () => '其他同事刚刚改动过这次评估，请刷新后查看最新情况再操作。',
  'ability-not-in-this-state': (r) => `这次评估目前为“${statusNames[r.status]}”，不能这样办理。`,
  'ability-birth-day-unknown': () => '档案中没有这位老人的出生日期，不能确定年龄。请先在一户一档补正后再评估。',
  'ability-person-too-young': (r) =>
    `评估日年满 ${r.age} 周岁，未达到老年人年龄（${r.from} 周岁）。请核对人员或评估日期。`,
  'ability-person-dead': () => '档案中已有这位老人的死亡登记，不能评估。登记有误的，请先在部门数据中更正。',
  'ability-under-way': () => '这位老人已有一次评估正在办理。请先完成或作废那一次，再新建评估。',
  'ability-objection-open': () => '老人对现有结果有异议，正等待复评。请由县级安排复评，不能另外新建评估。',
  'ability-first-already': () => '这位老人已有确认过的评估结果，评估原因不能选“首次评估”。请改选常规评估或即时评估。',
  'ability-not-first-yet': () => '这位老人还没有确认过的评估结果，评估原因请选“首次评估”。',
  'ability-assessed-on-no-day': (r) => `评估日期“${r.day}”不是有效日期，请重新选择。`,
  'ability-assessed-in-future': (r) => `评估日期不能晚于今天（${r.today}），请重新选择。`,
  'ability-assessed-before-last': (r) => `评估日期早于上一次评估（${r.last}），请核对后重新选择。`,
  'ability-score-out-of-range': (r) => `“${itemNames[r.item]}”的得分只能是 0 到 ${r.most} 分，请重新选择。`,
  'ability-item-twice': (r) => `“${itemNames[r.item]}”有两个得分，请刷新页面后重新填写。`,
  'ability-incident-no-day': (r) => `照护风险事件的日期“${r.day}”不是有效日期，请重新选择。`,
  'ability-incident-after-assessment': (r) => `照护风险事件的日期（${r.day}）晚于评估日期，请核对后重新选择。`,
  'ability-form-incomplete': (r) =>
    `评估表还没有填完：还有 ${r.items} 个项目没有打分、${r.parts} 处没有填写。请补齐后再签名。`,
  'ability-assessor-twice': (r) => `评估人员“${r.name}”填写了两次。两名评估人员必须是不同的人，请更正。`,
  'ability-assessor-barred': (r) => `“${r.name}”参加过有异议的那次评估，不能参加复评。请另换评估人员。`,
  'ability-signature-missing': (r) => `评估人员“${r.name}”还没有签名，请签名后再提交。`,
  'ability-needs-second-person': () => '填表的人不能确认自己填的评估，请由县级另一位同事确认。',
  'ability-does-not-hold': () => '这不是老人目前有效的评估结果，不能这样办理。请打开最新的一次评估。',
  'ability-objection-too-late': (r) =>
    `提出异议的期限已过（截至 ${r.until}）。老人状况有变化的，请登记状况变化，安排即时评估。`,
}
