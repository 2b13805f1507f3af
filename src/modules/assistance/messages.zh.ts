import type {
  AssistanceRefusal,
  BulkStep,
  CaseStatus,
  CheckDepartment,
  Colour,
  Gist,
  Paper,
  PauseGround,
  Programme,
  ProposedOutcome,
  ReferralDepartment,
  Round,
  SpecialGround,
  Step,
  StopGround,
  Turn,
} from '#contracts/assistance'
import type { TextFor } from '#kernel/text'
import type { CaseEvent } from './model.ts'
import type { StandardKey } from './procedure.ts'

export const programmeNames: Readonly<Record<Programme, string>> = {
  'subsistence-allowance': '最低生活保障',
  'individual-allowance': '单人保',
  'destitute-support': '特困人员救助供养',
  'near-threshold': '最低生活保障边缘家庭认定',
  'rigid-expenditure': '刚性支出困难家庭认定',
  'emergency-aid': '急难型临时救助',
  'expenditure-aid': '支出型临时救助',
  'disability-living-subsidy': '困难残疾人生活补贴',
  'disability-care-subsidy': '重度残疾人护理补贴',
  'orphan-allowance': '孤儿基本生活费',
  'unsupported-child-allowance': '事实无人抚养儿童补贴',
  'old-age-allowance': '高龄津贴',
  'disabled-elder-subsidy': '经济困难高龄失能老人补贴',
}

export const statusNames: Readonly<Record<CaseStatus, string>> = {
  papers: '待补材料',
  open: '办理中',
  active: '在享',
  grace: '渐退期',
  closed: '已办结',
  refused: '不予确认',
  stopped: '已终止',
  withdrawn: '已撤回',
}

export const roundNames: Readonly<Record<Round, string>> = {
  application: '申请',
  recheck: '定期复核',
  change: '变更核查',
  death: '死亡变更',
  appeal: '申诉重办',
}

export const stepNames: Readonly<Record<Step, string>> = {
  papers: '补正材料',
  fieldwork: '入户调查与信息核对',
  survey: '入户调查',
  check: '信息核对',
  opinion: '提出初审意见',
  notice: '公示',
  objection: '答复异议',
  visit: '县级入户抽查',
  hearing: '听取意见',
  decision: '审核确认',
  confirmation: '第二人复核',
  letter: '送达文书',
  review: '审理申诉',
  none: '无待办',
}

export const turnNames: Readonly<Record<Turn, string>> = {
  township: '乡镇',
  county: '县级',
  both: '乡镇、县级',
  leader: '领导',
  nobody: '—',
}

export const paperNames: Readonly<Record<Paper, string>> = {
  identity: '身份证件或户口簿',
  promise: '诚信承诺书（申请人签字）',
  authorisation: '家庭经济状况核对授权书',
  'spending-receipts': '必需支出票据',
  'emergency-proof': '急难情形证明',
  'guardian-identity': '监护人身份证件',
  'parents-proof': '父母情况证明',
  account: '本人银行账户',
}

export const departmentNames: Readonly<Record<CheckDepartment, string>> = {
  police: '公安（户籍）',
  tax: '税务',
  'social-insurance': '社会保险',
  'real-estate': '不动产登记',
  market: '市场监管',
  'housing-fund': '住房公积金',
  vehicles: '车船登记',
  banks: '银行、证券、保险',
  funeral: '民政殡葬',
}

export const checkFindingNames = { nothing: '未发现', found: '有记录', unreachable: '无法取得' } as const

export const pauseNames: Readonly<Record<PauseGround, string>> = {
  'ability-assessment': '等待能力评估或劳动能力鉴定',
  'court-or-police': '等待司法、公安机关结论',
  'applicant-away': '申请人书面请求暂缓',
  'force-majeure': '不可抗力',
}

export const specialNames: Readonly<Record<SpecialGround, string>> = {
  objection: '公示有异议',
  'lives-elsewhere': '人户分离',
  'applied-elsewhere': '异地申办',
  'hard-survey': '调查难度较大',
}

export const outcomeNames: Readonly<Record<ProposedOutcome, string>> = {
  grant: '予以确认',
  refuse: '不予确认',
  keep: '维持不变',
  change: '调整金额',
  stop: '终止',
  grace: '渐退',
}

export const stopNames: Readonly<Record<StopGround, string>> = {
  death: '死亡或宣告死亡、失踪',
  'no-longer-eligible': '家庭经济状况不再符合规定',
  voluntary: '自愿退出',
  'moved-away': '迁出本地',
  imprisoned: '被判刑并在监狱服刑',
  'refuses-check': '拒绝配合核查',
  fraud: '隐瞒事实骗取救助',
  'obligor-able': '法定义务人恢复履行能力',
  'ability-regained': '恢复劳动能力',
}

export const referralDepartmentNames: Readonly<Record<ReferralDepartment, string>> = {
  medical: '医疗救助（医保局）',
  education: '教育救助（教体局）',
  housing: '住房救助（住建局）',
  employment: '就业救助（人社局）',
  disaster: '受灾人员救助（应急局）',
}
export const referralResultNames = { given: '已给予', partly: '部分给予', refused: '不予给予' } as const

export const colourNames: Readonly<Record<Colour, string>> = {
  green: '期限充裕',
  yellow: '临近期限',
  orange: '即将到期',
  red: '已超期',
  paused: '中止计时',
}

export const bulkNames: Readonly<Record<BulkStep, string>> = {
  notice: '批量公示',
  'close-notice': '批量结束公示',
  decision: '批量确认与初审意见一致的办件',
  'open-recheck': '批量发起到期复核',
}

export const eventNames: Readonly<Record<CaseEvent['type'], string>> = {
  opened: '收到申请',
  'papers-supplied': '补交材料',
  accepted: '受理',
  'special-time-taken': '延长办理期限',
  surveyed: '完成入户调查',
  'check-requested': '提请信息核对',
  'check-replied': '部门答复核对',
  'opinion-given': '提出初审意见',
  'notice-posted': '张贴公示',
  'notice-closed': '公示期满',
  objected: '收到异议或举报',
  'objection-answered': '答复异议或举报',
  visited: '县级入户',
  heard: '听取意见',
  'deviation-proposed': '提请第二人复核',
  'sent-back': '退回重新提出意见',
  decided: '作出决定',
  'letter-delivered': '送达文书',
  paused: '中止计时',
  resumed: '恢复计时',
  'round-opened': '发起核查',
  'matter-raised': '提请一事一议',
  'matter-resolved': '一事一议议定',
  appealed: '提出复议或诉讼',
  'appeal-decided': '申诉审结',
  withdrawn: '撤回申请',
  ended: '期满终止',
  'taken-over': '纳入系统管理',
}

/** The standards of `policies/procedure` by their names there. */
export const standardNames: Readonly<Record<StandardKey, string>> = {
  surveyStart: '入户调查启动工作日',
  checkStart: '信息核对启动工作日',
  surveyTeam: '调查人数下限',
  noticeDays: '公示天数',
  countyDecision: '县级确认工作日',
  letter: '决定送达工作日',
  total: '办理总时限工作日',
  totalDelegated: '下放办理总时限工作日',
  totalSpecial: '特殊办理总时限工作日',
  delegated: '审核确认权限下放',
  destituteSurvey: '特困调查工作日',
  destituteDecision: '特困确认工作日',
  destituteSample: '特困抽查比例',
  childSurvey: '儿童查验工作日',
  childDecision: '儿童确认工作日',
  disabilityTotal: '残疾人补贴办理工作日',
  elderTotal: '老年人补贴办理工作日',
  emergencyTotal: '急难型办理工作日',
  recheckStable: '复核周期月数稳定',
  recheckUnstable: '复核周期月数不稳定',
  graceMost: '渐退期上限月数',
  deathMonths: '死亡变更月数',
  firstMonth: '起发月数',
  rigidValidity: '刚性支出有效期月数',
  reviewDays: '行政复议期限天数',
  litigationMonths: '行政诉讼期限月数',
  hearingAnswer: '听取意见工作日',
  referralAnswer: '转办答复工作日',
  reviewAnswer: '复议审理天数',
  checkValidity: '核对有效期月数',
  yellow: '黄色提醒剩余工作日',
  orange: '橙色提醒剩余工作日',
}

const gist = (of: Gist): string => `${outcomeNames[of.outcome]} ${of.amount} 元`

export const refusals: TextFor<AssistanceRefusal> = {
  'case-not-found': () => '没有找到这个办件，可能不在您的辖区。请从办件列表重新进入。',
  'case-changed-meanwhile': () => '这个办件刚刚被别人办理过，页面上的内容已经过时。请刷新后再办。',
  'case-not-at-this-step': (r) =>
    `办件目前状态为“${statusNames[r.status]}”，待办事项是“${stepNames[r.step]}”，不能办理这一步。请刷新后按待办事项办理。`,
  'case-outside-your-place': () => '这户不在您的辖区，不能受理。请转交户籍地或居住地乡镇。',
  'case-already-running': (r) =>
    `该户（人）已有正在办理或正在享受的“${programmeNames[r.programme]}”，不能重复申请。请打开原办件查看。`,
  'case-excluded': (r) =>
    `此人（户）正在享受“${programmeNames[r.other]}”，按规定不能同时享受“${programmeNames[r.programme]}”。请不予批准，或者先终止“${programmeNames[r.other]}”。`,
  'case-household-unknown': () => '没有找到这户的档案，请先在一户一档中核对户编号。',
  'case-applicant-not-in-household': () => '申请人不是这户的共同生活家庭成员，请重新选择申请人。',
  'case-proxy-without-reason': () => '代办申请需要填写代办人姓名、与申请人关系和代办原因。',
  'case-amount-needed': () => '这一项的金额须大于零，请填写后再提交。',
  'case-amount-over-cap': (r) => `申请金额超过政策上限 ${r.cap} 元。请调低金额，或提请一事一议。`,
  'case-instalments-uneven': (r) => `申请金额不能平均分成 ${r.instalments} 期发放，请调整期数。`,
  'case-before-calendar': (r) => `日期早于 ${r.firstYear} 年，系统没有当年的工作日历，无法计算期限。请核对日期。`,
  'case-survey-needs-team': (r) => `入户调查人员不得少于 ${r.least} 人，请补填其他调查人员姓名。`,
  'case-survey-unsigned': (r) => `调查表还缺签名：${r.missing.join('、')}。请在平板上补签后再提交。`,
  'case-day-not-possible': (r) => `日期应在 ${r.from} 至 ${r.through} 之间，请核对。`,
  'case-check-not-authorised': (r) => `以下成员尚未签署核对授权：${r.missing.join('、')}。请补签授权书后再提请核对。`,
  'case-check-not-asked': (r) => `没有向“${departmentNames[r.department]}”提请核对，或该部门已经答复。请刷新后查看。`,
  'case-facts-missing': (r) =>
    `按政策还不能得出结论，缺少：${r.missing.slice(0, 8).join('、') || '必要情况'}。请补充调查或核对，或提请一事一议。`,
  'case-fact-of-strangers': () =>
    '登记的情况里有不属于本办件家庭的人员或户，请删除后再提交；他人的情况请在其本人的办件中登记。',
  'case-facts-changed-since-opinion': (r) =>
    `提出初审意见以后情况有变化：原意见为“${gist(r.was)}”，按现在的情况为“${gist(r.now)}”。请退回乡镇重新提出意见。`,
  'case-outcome-not-possible': (r) => `当前办件不能作出“${outcomeNames[r.outcome]}”的结论，请重新选择。`,
  'case-notice-still-running': (r) => `公示要到 ${r.closesAfter} 日终才期满，请在次日以后办理。`,
  'case-objection-unanswered': (r) => `第 ${r.number} 件异议还没有答复，请先调查并答复。`,
  'case-objection-unknown': (r) => `没有第 ${r.number} 件待答复的异议，请刷新后查看。`,
  'case-needs-second-person': () => '提出意见的人不能自己确认，请由另一位有权限的工作人员办理。',
  'case-county-must-visit': () => '这个办件须由县级入户核查后才能确认，请先登记县级入户情况。',
  'case-not-delegated': () => '本地没有把审核确认权限下放到乡镇，请由县级民政部门确认。',
  'case-grace-too-long': (r) => `渐退期最长 ${r.most} 个月，请调短。`,
  'case-not-paused': () => '这个办件没有中止计时，无需恢复，请刷新后按待办事项办理。',
  'case-already-paused': () => '这个办件已经中止计时，请先恢复。',
  'case-death-unknown': () => '请选择去世的家庭成员，并填写不晚于今天的死亡日期。',
  'case-since-not-possible': (r) => `更正起始月份应在 ${r.from} 至本月之间，请核对。`,
  'case-appeal-too-late': (r) => `已超过法定期限（截至 ${r.until}），不能再提出。可告知申请人通过信访或重新申请反映。`,
  'case-nothing-to-appeal': () => '这个办件没有可以申诉的决定，或已有申诉正在审理，请在办理记录中查看。',
  'case-reviewer-took-part': () => '您参与过原决定，应当回避。请由其他人员审理。',
  'case-matter-not-raised': () => '这个办件还没有提请一事一议，请先由审核人员提请。',
  'referral-not-found': () => '没有找到这条转介，可能不在您的辖区。请从转介列表重新进入。',
  'referral-answered': () => '这条转介已经答复，不能再次答复。请刷新后查看。',
  'case-broke': () => '批量办理时出错，没有办成。请打开这个办件单独办理；仍不成功的，告诉系统管理员。',
  'bulk-nothing-to-do': () => '目前没有可以批量办理的办件，请从办件列表逐件查看待办事项。',
}

/** Who may be complained to about a decision of a county. */
export const remedyBodies = {
  reconsideration: (county: string) => `${county}人民政府`,
  court: (county: string) => `${county}人民法院`,
} as const

export const letterWords = {
  unsigned: (names: readonly string[]) => `核对授权签字：${names.join('、')}`,
  deviation: (reason: string) => `经办意见与政策测算不同，理由：${reason}`,
  stopped: (ground: string) => `终止原因：${ground}`,
  surveyor: '调查人',
  present: '在场家庭成员',
  heard: '被听取意见人',
  method: '调查方式',
  conclusion: '调查结论',
  decidedBefore: '原决定',
  methods: { visit: '入户', video: '视频', neighbours: '邻里走访', letter: '信函索证' },
} as const

/** Why a round is opened by the calendar. */
export const recheckReason = '复核周期到期'
