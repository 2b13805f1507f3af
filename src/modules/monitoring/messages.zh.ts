import type { Level, MonitoringRefusal, Result, Route, SignalStatus } from '#contracts/monitoring'
import type { TextFor } from '#kernel/text'

export const levelNames: Readonly<Record<Level, string>> = { red: '红色', orange: '橙色', yellow: '黄色' }

export const routeNames: Readonly<Record<Route, string>> = {
  R1: '落实政策',
  R2: '推送部门',
  R3: '一事一议',
  R4: '核查终止',
}

export const statusNames: Readonly<Record<SignalStatus, string>> = {
  open: '待分派',
  assigned: '办理中',
  closed: '已办结',
}

export const resultNames: Readonly<Record<Result, string>> = {
  'true-aided': '属实，已救助',
  'true-referred': '属实，已转办',
  'true-stopped': '属实，已停发或调整',
  'not-true': '不属实',
  deceased: '已故',
  unreachable: '联系不上',
  'already-receiving': '已享受政策',
}

export const eventTexts = {
  raised: (as: string) => `系统根据截至${as}的数据发出预警`,
  assigned: (to: string) => `分派给${to}办理`,
  closed: (result: Result, note: string) => `办结：${resultNames[result]}${note === '' ? '' : `。${note}`}`,
} as const

export const refusals: TextFor<MonitoringRefusal> = {
  'signal-not-found': () => '没有找到这条预警，可能不在您的管辖范围内。请返回预警列表重新选择。',
  'signal-already-closed': (r) => `这条预警已经办结（${resultNames[r.result]}），不能再次办理。`,
  'signal-changed-meanwhile': () => '其他同事刚刚办理过这条预警，请刷新后查看最新情况再操作。',
  'note-required': (r) => `选择“${resultNames[r.result]}”时，请写明核实经过（何时、何人、如何核实）。`,
  'result-does-not-fit': (r) => `“${resultNames[r.result]}”不适用于“${routeNames[r.route]}”类预警，请另选办理结果。`,
  'officer-cannot-see-signal': () => '该同事没有可以办理这户预警的岗位，请改派给管辖当地的经办人员。',
  'sweep-without-people': () => '库中还没有人口数据，请先到“数据”中导入居住人口登记表等部门文件。',
  'before-work-calendar': (r) =>
    `工作日历从 ${r.firstYear} 年开始，算不出 ${r.day} 起的办理期限。请核对系统日期；确需更早的年份，请在 policies/working-days.yaml 中补上当年放假安排。`,
  'sweep-already-running': () => '筛查正在进行，请等待本次完成后再发起。',
}

/** In place of a sensitive value until a purpose is given. */
export const hiddenValue = '●●●'

/** The file that a list of signals is exported to. */
export const exportText = {
  columns: [
    '预警编号',
    '等级',
    '指标',
    '户主',
    '户编号',
    '住址区划',
    '预警事实',
    '发出日期',
    '办理期限',
    '状态',
    '办理结果',
  ],
  watermark: (name: string, title: string, at: string) =>
    `导出人：${name}（${title}）　导出时间：${at}　内部资料，严禁外传`,
  fileName: '预警清单',
} as const
