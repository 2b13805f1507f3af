import type { BankProfile, BatchStatus } from '#contracts/disbursement'
import type { BatchAct, LineAct } from '#web/features/payments/api.ts'

export const lineKindNames = { regular: '按月', 'back-pay': '补发', reissue: '退回补发' } as const

export const profileNames: Readonly<Record<BankProfile, string>> = {
  csv: '逗号分隔文件（CSV）',
  'fixed-width': '定长文本文件（TXT）',
}

/** What the list of months says. */
export const paymentsText = {
  title: '月度发放',
  hint: '每月编制一次发放名册：系统按决定逐户核算，需要核实的自动暂缓；县级负责人审批后送银行代发。',
  listLabel: '发放名册清单',
  build: '编制名册',
  filter: '筛选',
  filters: { all: '全部', open: '未办结', settled: '已办结' },
  total: (n: string) => `近五年 ${n} 批`,
  month: '月份',
  scope: '待遇范围',
  allProgrammes: '全部待遇',
  status: '状态',
  lines: '可发放（笔）',
  held: '暂缓（笔）',
  amount: '应发金额（元）',
  prepared: '编制',
  approved: '审批',
  sent: '送银行',
  emptyTitle: '还没有发放名册',
  emptyForCounty: '点“编制名册”，选择月份即可。',
  emptyForOthers: '由县民政局编制名册后，在这里查看。',
  emptyFiltered: '这一类目前没有，可切换到“全部”查看。',

  buildTitle: '编制发放名册',
  buildWhat:
    '按当月应享待遇逐户编制，包括补发和退回后重发的款项。还没有审批的同月名册会重新编制，此前放行、剔除的处理意见保留。',
  buildMonth: '发放月份',
  buildScope: '待遇范围',
  buildAll: '全部待遇',
  buildSome: '只编制部分待遇',
  buildSomeMissing: '请至少选择一项待遇',
  building: '正在逐户核算，全县约需一分钟，请不要关闭页面…',
  built: (lines: string, held: string) => `名册已编制：可发放 ${lines} 笔，暂缓 ${held} 笔`,
} as const

/** What the page of one batch says. */
export const batchText = {
  title: (month: string) => `${month}救助金发放名册`,
  back: '返回名册清单',
  rebuild: '重新编制',
  countyTotal: '全县应发',
  lineCount: (n: string) => `可发放 ${n} 笔`,
  heldCount: (n: string) => `暂缓 ${n} 笔`,
  stations: '办理进度',
  stationNames: { prepared: '编制', approved: '审批', sent: '送银行', settled: '办结' },
  stationOpen: '待办理',
  next: '下一步',
  nextFor: {
    draft: { mine: '请核对合计与暂缓明细后审批。', others: '等待县级负责人审批。' },
    approved: { mine: '请下载代发文件交银行，再登记“已送银行”。', others: '等待县级经办送银行。' },
    sent: { mine: '银行回盘后导入退回明细；没有退回的直接办结。', others: '等待银行回盘。' },
    settled: { mine: '本批已办结。之后才收到的银行退回，仍可导入。', others: '本批已办结。' },
  } satisfies Readonly<Record<BatchStatus, { mine: string; others: string }>>,
  changedAccounts: (n: string) => `有 ${n} 笔的收款账户与上次发放不同，明细中已标明，请审批时留意。`,
  returnedNote: (n: string) => `银行退回 ${n} 笔。账户有误的，由乡镇重新录入、县级确认后补发。`,
  nobodyPaid: '目前没有可以发放的明细，请先处理暂缓的明细，再重新编制。',
  holds: '暂缓原因',
  holdLines: (n: string) => `${n} 笔`,
  seeHeld: '查看暂缓明细',
  sums: '分乡镇、分待遇合计',
  sumsHint: '不含暂缓和不发放的明细。点乡镇查看明细。',
  sumsOwn: '只含您管辖范围内、没有暂缓的明细。',
  township: '乡镇',
  allTownships: '全部乡镇',
  programme: '待遇',
  households: '户数',
  lineNumber: '笔数',
  basic: '保障金',
  uplift: '分类施保金',
  care: '照料补贴',
  adjustment: '调整',
  adjustmentHint: '补发或扣回以前月份的差额',
  recovery: '抵扣追回',
  sum: '合计',
  sumTotal: '总计',
  noSums: '没有可发放的明细。',

  lines: '发放明细',
  sentTab: '已送银行',
  payee: '领取人',
  account: '收款账户',
  accountChanged: '账户有变',
  noAccount: '无账户',
  kind: '类别',
  ofMonth: (month: string) => `${month}的款项`,
  why: '原因与处理',
  holdNote: (of: string) => `核查信息：${of}`,
  decided: (reason: string) => `处理意见：${reason}`,
  again: '已安排，随下一批名册发放。',
  acts: '办理',
  actOf: (act: string, person: string, amount: string) => `${act}：${person} ${amount} 元`,
  toAccounts: '去办理收款账户',
  toCase: '查看救助事项',
  emptyTab: '没有这一类明细',
  emptyTabHint: '可换一个页签，或在上面选择“全部乡镇”。',

  file: '下载代发文件',
  fileWhat: '文件含完整账号，仅供银行代发使用，请按保密要求传递和保存。每次下载都有记录。',
  fileProfile: '文件格式',
  fileDone: '已下载，请与银行核对校验值',
  files: '代发文件',
  fileName: '文件名',
  fileDigest: '校验值（国密 SM3）',
  filesHint: '银行收到的文件，校验值应与此一致。',

  returns: '导入银行退回',
  returnsWhat: '导入银行没有代发成功的明细。有一行不符，整个文件不处理，可改正后重新导入。',
  returnsFile: '回盘文件',
  returnsChoose: '选择文件',
  returnsText: '或直接填写（每行一笔：序号,金额,退回原因）',
  returnsExample: '12,911.00,账户已销户',
  returnsMissing: '请选择回盘文件，或填写退回明细',
  returnsDone: (again: string, kept: string) => `已登记退回：${again} 笔可补发，${kept} 笔因领取人死亡不再补发`,
} as const

interface Words {
  /** On the button that opens the dialog and on the one that does it. */
  readonly act: string
  readonly title: (of: string, amount: string) => string
  readonly what: string
  readonly done: string
}

export const batchActWords: Readonly<Record<BatchAct, Words>> = {
  approve: {
    act: '审批通过',
    title: (of, amount) => `批准${of}，共 ${amount} 元？`,
    what: '您将作为审批人签字。批准后名册不能再改；暂缓的明细不发放，核实后进入下一批。',
    done: '已批准，可以送银行',
  },
  send: {
    act: '登记已送银行',
    title: (of, amount) => `${of}已送银行，共 ${amount} 元？`,
    what: '确认代发文件已交银行、款项已从县级救助资金拨付，记入账簿，不能撤销。',
    done: '已登记送银行',
  },
  settle: {
    act: '办结',
    title: (of) => `${of}办结？`,
    what: '没有退回的明细都记为已发放。办结以后收到的银行退回，仍可导入。',
    done: '本批已办结',
  },
}

export const lineActWords: Readonly<Record<LineAct, Words & { readonly hint: string }>> = {
  release: {
    act: '放行',
    title: (of, amount) => `放行${of}的 ${amount} 元？`,
    what: '写明核实情况后放行，由您负责。名册还没有审批的，本批发放；已经审批的，进入下一批。',
    hint: '如：已电话并入户核实，本人健在，公安登记有误，已发函更正',
    done: '已放行',
  },
  exclude: {
    act: '不予发放',
    title: (of, amount) => `${of}的 ${amount} 元不予发放？`,
    what: '本笔剔除，不能恢复。待遇是否继续，请在救助事项中办理停发或变更。',
    hint: '如：已在外县领取，本县停发',
    done: '已剔除',
  },
  reissue: {
    act: '补发',
    title: (of, amount) => `补发${of}的 ${amount} 元？`,
    what: '须先有退回以后新确认的收款账户。确认后进入下一批名册。',
    hint: '如：原账户已销户，已换新卡',
    done: '已安排补发，随下一批名册发放',
  },
}
