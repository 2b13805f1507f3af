import type { RecoveryCause, RecoveryWay } from '#contracts/disbursement'

export const recoveryCauseNames: Readonly<Record<RecoveryCause, string>> = {
  unknown: '待核实',
  honest: '非故意多领',
  fraud: '骗取救助',
}

export const recoveryWayNames: Readonly<Record<RecoveryWay, string>> = {
  deduction: '从以后月份抵扣',
  cash: '现金或转账退回',
}

/** What the list of what is to be given back says. */
export const recoveryText = {
  title: '追回款',
  hint: '停发、减发决定追溯到已发月份的，系统自动算出多发金额。先核实原因、商定退还方式，再抵扣或收款。',
  listLabel: '追回款清单',
  filter: '筛选',
  filters: { due: '未追回', all: '全部' },
  total: (n: string, due: string) => `${n} 笔，尚欠 ${due} 元`,
  payee: '领取人',
  programme: '待遇',
  months: '多发月份',
  monthsOf: (from: string, until: string) => (from === until ? from : `${from} 至 ${until}`),
  amount: '应追回（元）',
  recovered: '已追回（元）',
  due: '尚欠（元）',
  cause: '原因',
  way: '退还方式',
  monthly: (yuan: string) => `每月 ${yuan} 元`,
  status: '状态',
  opened: '产生日期',
  acts: '办理',
  emptyTitle: '没有追回款',
  emptyHint: '追溯到已发月份的停发、减发决定生效后，多发的款项会列在这里。',

  plan: '核实并商定退还',
  planAgain: '调整退还方式',
  planTitle: (person: string, due: string) => `${person}应退还 ${due} 元`,
  planWhat: '核实后记入应收账。非故意多领、生活困难的，可以分月从以后的救助金中抵扣，不要影响基本生活。',
  causeField: '多领原因',
  causeMissing: '请选择核实的原因',
  causeHints: {
    honest: '情况变化未及时核减、部门数据滞后等，本人没有隐瞒。',
    fraud: '隐瞒、伪造材料等骗取救助，依法追缴，另按规定处理。',
  },
  wayField: '退还方式',
  wayMissing: '请选择退还方式',
  monthlyField: '每月抵扣或退还',
  monthlyHint: (due: string) => `一次退清填 ${due}`,
  planDone: '已记录退还方式',

  receive: '登记收款',
  receiveTitle: (person: string) => `登记${person}退还的款项`,
  receiveWhat: (due: string) => `尚欠 ${due} 元。登记后记入账簿，不能撤销。`,
  receiveAmount: '收到金额',
  receiveNote: '收款说明',
  receiveNoteHint: '如：本人转账退回财政专户，回单号 2026-0187',
  receiveNoteMissing: '请写明由谁、怎样退回',
  receiveDone: '已登记收款',
} as const
