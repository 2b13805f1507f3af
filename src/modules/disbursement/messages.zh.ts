import type { Programme } from '#contracts/assistance'
import type {
  BatchStatus,
  FileProblem,
  HoldCode,
  LineStatus,
  PaymentRefusal,
  PaymentReport,
  RecoveryStatus,
} from '#contracts/disbursement'
import type { TextFor } from '#kernel/text'
import { programmeNames } from '#messages/assistance'

/** Standards of policies/payment/standards.yaml. */
export const standardNames = {
  sharedAccount: '同一账户人数上限',
  monthsAfterDeath: '死亡后续发月数',
  monthsAhead: '可提前造册月数',
} as const

export const batchStatusNames: Readonly<Record<BatchStatus, string>> = {
  draft: '待审批',
  approved: '已批准，待送银行',
  sent: '已送银行，待回盘',
  settled: '已办结',
}

export const lineStatusNames: Readonly<Record<LineStatus, string>> = {
  ready: '待发放',
  held: '暂缓',
  excluded: '不发放',
  paid: '已发放',
  returned: '银行退回',
  reissued: '已转入补发',
  kept: '退回不再补发',
}

export const recoveryStatusNames: Readonly<Record<RecoveryStatus, string>> = {
  open: '待核实',
  planned: '追回中',
  settled: '已追回',
  void: '已重新核算',
}

/** Why a line waits, and what to do about it. */
export const holdTexts: Readonly<Record<HoldCode, string>> = {
  dead: '领取人或保障对象已死亡。死亡当月发放，次月起停发：请先办理人员变更或停保；死亡日期有误的，核实后写明原因再放行。',
  custody: '领取人或保障对象在服刑、强制隔离戒毒或已宣告失踪。请先办理复核；已恢复自由的，核实后写明原因再放行。',
  double: '同一人本月在同一待遇下已有另一笔发放（可能在其他县）。请核对两边的档案，保留先办理的一笔，另一笔不予发放。',
  'excluding-programme': '同一人本月享受了不能兼得的待遇。请核实应享受哪一项，另一项办理停发。',
  'no-account': '领取人没有经确认的收款账户。请由乡镇录入、县级确认后重新编制名册。',
  'account-not-confirmed': '领取人的账户有变更尚未确认。请县级经办确认或退回变更后重新编制名册。',
  'account-shared': '同一账户有多名不属同一户的领取人，人数超过规定。请核实代持书面协议和备案（第二十六条）后再放行。',
}

export const reportNames: Readonly<Record<PaymentReport, string>> = {
  added: '新增救助明细',
  stopped: '停保汇总',
  raised: '保障金增发表',
  lowered: '保障金减发表',
  'uplift-lowered': '分类施保金减发表',
  'natural-decrease': '自然减员表',
  'left-without-cover': '退出对象兜底情况纠治表',
}

/** First row of a report as a table. */
export const reportHeaders = [
  '待遇',
  '乡镇村',
  '户号',
  '姓名',
  '人数',
  '上月金额',
  '本月金额',
  '增减',
  '决定文号',
] as const

export const bankWords = {
  headers: ['序号', '账号', '户名', '开户行', '金额', '摘要'],
  remark: (month: string, programme: Programme): string => `${programmeNames[programme]}${month.replace('-', '')}`,
  fields: { account: '账号', holder: '户名', bank: '开户行', amount: '金额', remark: '摘要', line: '序号' },
} as const

export const memos = {
  approved: (month: string, programme: Programme): string => `${month}${programmeNames[programme]}发放`,
  sent: (month: string): string => `${month}救助金拨付银行代发`,
  returned: (reason: string): string => `银行退回：${reason}`,
  reissued: (month: string): string => `${month}名册补发退回款`,
  kept: (reason: string): string => `退回款不再补发：${reason}`,
  excluded: (reason: string): string => `不予补发：${reason}`,
  recoveryOpened: (from: string, until: string): string => `应追回${from}至${until}多发款`,
  recoveryReceived: (note: string): string => `收到追回款：${note}`,
} as const

/** Words of a bank's answer that speak of a death: what is owed on is looked at before it is paid. */
export const deathWords: readonly string[] = ['死亡', '身故']

const fileProblems: Readonly<Record<FileProblem, string>> = {
  columns: '列数不对',
  length: '行的字节长度不对',
  number: '序号不是数字',
  amount: '金额格式不对',
  encoding: '编码不对，应为 GB18030',
  'line-unknown': '名册中没有这个序号',
  'amount-differs': '金额与名册不一致',
  'not-sent': '这一笔不在已送银行的状态，可能已退回过',
  twice: '同一序号出现了两次',
}

export const refusals: TextFor<PaymentRefusal> = {
  'payment-batch-not-found': () => '没有找到这个发放批次，可能不在您的管辖范围内。请返回列表重新选择。',
  'payment-line-not-found': () => '没有找到这笔发放明细，可能名册已重新编制。请刷新后重试。',
  'payment-account-not-found': () => '没有找到这个收款账户，请刷新后重试。',
  'payee-not-found': () => '没有找到这个人，可能不在您的管辖范围内。请先在档案中核对。',
  'recovery-not-found': () => '没有找到这笔追回款，请刷新后重试。',
  'payment-changed-meanwhile': () => '其他同事刚刚办理过，请刷新后查看最新情况再操作。',
  'payment-batch-not-in-this-state': (r) => `这个批次目前为“${batchStatusNames[r.status]}”，不能这样办理。`,
  'payment-line-not-in-this-state': (r) => `这笔明细目前为“${lineStatusNames[r.status]}”，不能这样办理。`,
  'payment-needs-second-person': () => '编制名册的人不能审批自己编制的名册，请由另一位负责人审批。',
  'payment-month-too-early': (r) => `${r.month}的名册还不到编制时间，请到时再编制。`,
  'payment-draft-of-another-month': (r) => `${r.month}的名册还是草稿或待遇范围不同，请先审批该名册，再编制新的名册。`,
  'payment-nothing-new': (r) => `${r.month}的名册已批准，没有需要补发或新增的明细，不必再次编制。`,
  'payment-batch-stale': () => '编制名册之后有保障金变动或账户变更，请重新编制名册后再审批。',
  'payment-batch-empty': () => '名册中没有可以发放的明细，请先处理暂缓的明细。',
  'payment-line-held-firmly': (r) => `这笔明细不能直接放行：${holdTexts[r.hold]}`,
  'payment-line-covered-already': () => '同一人本月在同一待遇下已有另一笔发放，不能放行。请核对后对其中一笔不予发放。',
  'payment-line-payee-dead': () => '领取人已死亡，退回的款不能补发。请办理停保，款项退回财政专户。',
  'payment-line-needs-new-account': () =>
    '退回后还没有新确认的收款账户。请由乡镇核对账户并重新录入、县级确认后再补发。',
  'bank-file-field-too-long': (r) =>
    `第${r.line}笔的“${r.field}”有${r.bytes}个字节，超过代发文件规定的${r.limit}个字节。系统不会截断，请与银行商定简写后修改账户信息。`,
  'bank-file-unwritable': (r) => `第${r.line}笔的“${r.field}”含有不能写入 GB18030 或会破坏格式的字符，请修改账户信息。`,
  'returns-file-missing': () => '没有收到回盘文件，请选择文件后重新上传。',
  'returns-file-wrong': (r) =>
    `回盘文件第${r.line}行有误（${fileProblems[r.problem]}：${r.value}）。整个文件未处理，请核对后重新导入。`,
  'account-of-another-needs-agreement': (r) =>
    `户名与领取人“${r.person}”不一致。由他人代持的，请填写书面协议的编号和备案情况。`,
  'account-needs-second-person': () => '录入账户的人不能确认自己录入的账户，请由县级另一位经办确认。',
  'account-not-waiting': () => '这个账户不在待确认状态，可能已确认、退回或被新录入的替换。请刷新后查看。',
  'recovery-not-open': (r) => `这笔追回款目前为“${recoveryStatusNames[r.status]}”，不能这样办理。`,
  'recovery-more-than-due': (r) => `金额超过尚未追回的 ${r.due} 元，请核对后重填。`,
}
