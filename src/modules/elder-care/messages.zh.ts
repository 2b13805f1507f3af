import type {
  Difficulty,
  ElderCareRefusal,
  Ground,
  MoveObstacle,
  Service,
  VisitStatus,
  VisitWay,
} from '#contracts/elder-care'
import type { TextFor } from '#kernel/text'

export const serviceNames: Readonly<Record<Service, string>> = {
  meal: '助餐',
  bathing: '助浴',
  cleaning: '助洁',
  medical: '助医',
  mobility: '助行',
  'check-visit': '探访',
}

export const difficultyNames: Readonly<Record<Difficulty, string>> = {
  alone: '独居',
  'empty-nest': '空巢',
  'left-behind': '留守',
  disabled: '失能',
  'severely-disabled': '重残',
  'family-planning': '计划生育特殊家庭',
}

export const groundNames: Readonly<Record<Ground, string>> = {
  assessment: '能力评估',
  'special-difficulty': '特殊困难探访',
  'own-cost': '自费',
}

export const visitStatusNames: Readonly<Record<VisitStatus, string>> = {
  due: '待派工',
  assigned: '已派工',
  'under-way': '服务中',
  done: '已完成',
  missed: '未完成',
  cancelled: '已取消',
}

export const visitWayNames: Readonly<Record<VisitWay, string>> = { visit: '上门', phone: '电话', video: '视频' }

/** What a plan was made for. */
export const planCauseNames = { new: '新排', again: '重排', move: '改派', absence: '人员缺勤重排' } as const

/** The terms of a plan's cost as the engine names them. */
export const termNames: Readonly<Record<string, string>> = {
  unserved: '未安排',
  travel: '路程',
  lateness: '迟到',
  greatestLateness: '最迟一次',
  overtime: '超时',
  continuity: '换了常用人员',
  fairness: '忙闲不均',
  stability: '与原方案不同',
  fixed: '出工',
}

/** Standards and decisions of policies/elder-care and policies/elder-care-voucher that are asked. */
export const policyNames = {
  minutes: (service: Service): string => `${serviceNames[service]}服务时长`,
  price: (service: Service): string => `${serviceNames[service]}服务单价`,
  carersNeeded: (service: Service): string => `${serviceNames[service]}服务人数`,
  levelForCare: '居家服务能力等级',
  checkVisitsAMonth: '探访每月次数',
  checkVisitFrom: '探访最早时间',
  checkVisitUntil: '探访最晚时间',
  warmMinutes: '送餐保温分钟',
  mealsOnRound: '一趟送餐份数',
  speeds: { foot: '步行速度', 'e-bike': '电动车速度', car: '汽车速度' },
  detour: '道路绕行系数',
  daysAhead: '生成工单天数',
  elderAge: '老年人年龄',
  voucherDue: '消费补贴资格',
  voucher: '养老服务消费补贴',
  careAtHome: '居家社区',
} as const

export const basisTexts = {
  voucher: '养老服务消费补贴',
  belowLevel: '不符合消费补贴条件，自费',
  checkVisit: '特殊困难老年人探访，由财政负担',
  ownCost: '自费',
  overCap: '超过消费补贴限额，自费',
} as const

export const settlementMemo = (provider: string, month: string): string => `${provider}${month}居家养老服务结算`

/** Written as the reason of visits that fall away with their agreement. */
export const planEndedReason = '服务安排已经结束'
/** Written as the reason of visits to whom has died. */
export const elderDiedReason = '老年人已经去世'

/** Why a visit is in no plan although the engine was never asked. */
export const placeUnknownText = '不知道住址和所在村的位置，请先在“设施”中标注村的位置。'

/** Why a visit is not given to another carer although the engine was never asked; part of a sentence. */
export const moveObstacles: Readonly<Record<MoveObstacle, string>> = {
  begun: '这次服务已经开始或者已经办结。需要换人的，请在工单上登记实际情况',
  past: '这次服务的时间已经过去。请重新排班，或者在工单上登记未完成',
}

export const refusals: TextFor<ElderCareRefusal> = {
  'elder-not-found': () => '没有找到这位老年人，可能不在您的管辖范围内或者已经不在该户。请重新查找。',
  'elder-too-young': (r) => `此人现年${r.age}岁，不满老年人年龄，不能办理养老服务。请核对出生日期。`,
  'difficulty-known': () => '已经登记过这一类特殊困难，不必重复登记。',
  'difficulty-days-backwards': () => '结束日期早于登记的开始日期，请核对后重填。',
  'difficulty-not-found': () => '没有找到这条特殊困难登记，可能已经结束。请刷新后查看。',
  'care-plan-not-found': () => '没有找到这项服务安排，可能已经结束或者不在您的管辖范围内。请刷新列表。',
  'care-plan-running': () => '这位老年人在这段时间已有同一项服务的安排，请结束原安排，或者在原安排上修改。',
  'care-plan-changed-meanwhile': () => '其他同事刚刚修改过这项服务安排，请刷新后再操作。',
  'care-plan-rhythm': () => '请选择每周的服务日，或者填写每月次数，两者只能选一种。',
  'care-plan-window-too-short': (r) => `服务时段短于服务时长${r.minutes}分钟，请放宽时段。`,
  'care-plan-days-backwards': () => '结束日期早于开始日期，请核对后重填。',
  'care-plan-needs-canteen': () => '助餐请选择供餐的老年助餐点。',
  'care-plan-no-canteen': () => '只有助餐才选择助餐点，请清空后重试。',
  'care-plan-ground-missing': (r) =>
    r.ground === 'assessment'
      ? '没有达到等级的能力评估结果，不能以能力评估为依据。请先开展能力评估，或者选择自费。'
      : '没有登记特殊困难，不能以特殊困难探访为依据。请先登记。',
  'care-plan-canteen-unknown': () => '没有找到这处老年助餐点，可能已经停用或者不在本县。请从列表中重新选择。',
  'care-plan-carer-refused': () => '常用人员同时被列为不要的人员，请去掉其中一处。',
  'care-plan-carer-unknown': () => '所选的服务人员不在本县或者已经离岗，请从列表中重新选择。',
  'care-plan-replaces-another': () => '要修改的安排不是这位老年人的同一项服务，请返回原安排重新修改。',
  'care-plan-carer-cannot': () => '所选的常用人员不具备这项服务所需的技能，请另选。',
  'care-standard-missing': (r) => `本地没有“${r.standard}”，请先由县民政局在“政策”中补录。`,
  'visit-not-found': () => '没有找到这张工单，可能不在您的管辖范围内。请刷新列表。',
  'visit-changed-meanwhile': () => '其他同事刚刚办理过这张工单，请刷新后再操作。',
  'visit-not-in-this-state': () => '这张工单目前的状态不能这样办理，请刷新后查看。',
  'visit-not-yet': () => '服务日期还没有到，不能提前登记。',
  'visit-times-backwards': () => '离开时间早于到达时间，请核对后重填。',
  'visit-not-by-phone': () => '只有探访可以用电话或者视频进行，其他服务请登记上门。',
  'visit-made-on-other-day': () => '上门日期不对：探访须在当月内、不晚于今天，其他服务须在工单当日。请核对后重填。',
  'visit-carer-missing': (r) => `这张工单还没有派工，请写明上门的${r.carers}名服务人员，以便结算。`,
  'visit-carer-unknown': () => '没有找到所填的服务人员，请从本县服务人员中重新选择。',
  'visit-settled': (r) =>
    `这次服务已经列入${r.provider}${r.month}的结算单（编号${r.settlement}），不能更正。结算单尚未审批的，请县民政局先撤回结算单，再来更正。`,
  'visit-nothing-corrected': () => '更正后的内容与原来的记录相同，没有需要保存的更正。请核对后重填。',
  'dispatch-is-county': () => '调度由县级养老服务管理平台统一安排，您可以查看本地的安排。',
  'dispatch-day-past': () => '这一天已经过去，不能再排。请选择今天或以后的日期。',
  'dispatch-no-visits': () => '这一天没有需要安排的工单。请先登记服务安排。',
  'dispatch-too-many-at-once': () => '正在计算的任务较多，请稍后再试。',
  'dispatch-no-carers': () => '这一天没有在班的服务人员。请先在“服务人员”中登记班次，或者撤销请假。',
  'dispatch-plan-not-found': () => '没有找到这份调度方案，可能已经被新的方案取代。请刷新后查看。',
  'dispatch-plan-changed-meanwhile': () => '其他同事刚刚改过这一天的方案，请刷新后再操作。',
  'dispatch-plan-broken': (r) =>
    `方案做好之后有人请假或者离岗，${r.visits}张工单派给了来不了的人员。请先重排，再发布。`,
  'dispatch-move-impossible': (r) => `不能这样改派：${r.reason}`,
  'settlement-not-found': () => '没有找到这份结算单，请刷新列表。',
  'settlement-changed-meanwhile': () => '其他同事刚刚办理过这份结算单，请刷新后再操作。',
  'settlement-nothing-owed': () => '这家单位本月没有已完成、未结算的服务。请核对月份，或者先登记服务完成情况。',
  'settlement-undecided': (r) =>
    `这家单位本月有${r.visits}次服务因老年人资料不全，无法确定消费补贴。请先补齐能力评估等资料再结算。`,
  'settlement-month-running': () => '本月尚未结束，请在月末之后结算。',
  'settlement-exists': () => '这家单位本月已有待审批的结算单，请先审批或者撤回。',
  'settlement-needs-second-person': () => '编制人不能审批自己编制的结算单，请由另一位同事审批。',
  'settlement-not-in-this-state': () => '这份结算单目前的状态不能这样办理，请刷新后查看。',
}
