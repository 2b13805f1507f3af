import type { SimulationSummary } from '#contracts/policy-register'
import { fen, formatYuan } from '#kernel/fen'
import type { Score } from '#modules/monitoring'

const percent = (of: number | null): string => (of === null ? '—' : `${(of * 100).toFixed(1)}%`)

const yuan = (amount: number): string => formatYuan(fen(BigInt(amount)))

interface Tally {
  readonly gain: number
  readonly lose: number
  readonly change: number
}

/** What the command line says. */
export const cliText = {
  usage: '用法：./doudi <命令> [选项]\n\n命令：',
  unknownCommand: (name: string) => `没有“${name}”这个命令。可用的命令如下：`,
  badArguments: (message: string) => `命令选项有误：${message}`,
  fault: (error: unknown) => {
    const detail = process.env['DOUDI_DEBUG'] === undefined || !(error instanceof Error) ? '' : `\n${error.stack ?? ''}`
    return `出错了：${error instanceof Error ? error.message : String(error)}${detail}`
  },
  serve: '启动系统（首次运行自动生成演示县）',
  county: '生成演示县的人口与部门文件',
  ingest: '导入部门文件',
  batch: '查看或撤回导入批次',
  snapshot: '生成全县人口快照',
  sweep: '对全县人口运行全部政策与预警指标',
  monitor: '监测预警评分：与真值文件比对查准率、查全率',
  policy: '检查、测试、解释、编译政策',
  simulate: '试算政策变更：哪些户新纳入、退出、变化，资金增减多少',
  tck: '运行 DMN 技术兼容性测试集',
  bench: '性能测量',
  cases: '救助办件：cases take-over --county 区划代码，把在册对象纳入办件管理',
  dispatch: '上门服务派单：求解与独立核验',
  siting: '养老设施选址：建在哪里、谁仍太远、离最好差多少',
  officer: '管理账号：新增、增加岗位、重置密码、停用',
  audit: '核验审计日志是否被改动',
  db: '数据库迁移与维护',
  dataOption: '数据目录',
  ready: (address: string) => `系统已就绪：${address}`,
  demoAccounts: '演示账号（密码均为 Doudi@2026）：',
  stopHint: '按 Ctrl+C 停止。',
  needTruth: '请用 --truth 指明真值文件，例如 ./doudi monitor score --truth DIR/truth.parquet',
  auditUsage: '用法：./doudi audit verify',
  score: (of: Score) =>
    [
      `总体：查准率 ${percent(of.overall.precision)}，查全率 ${percent(of.overall.recall)}`,
      ...of.indicators.map(
        (i) =>
          `${i.code}　查准率 ${percent(i.precision)}　查全率 ${percent(i.recall)}　已预警 ${i.raised} 户，应预警 ${i.expected} 户`,
      ),
      `类别认定准确率 ${percent(of.categories.accuracy)}，信息不全待核 ${of.categories.unknown} 户`,
    ].join('\n'),
  noSweepYet: '还没有运行过全县筛查，请先执行 ./doudi sweep',
  noData: '数据库中还没有人口数据。请先执行 ./doudi ingest DIR 导入部门文件。',
  whichCounty: (codes: readonly string[]) => `库中有多个县（${codes.join('、')}），请用 --county 指定其中一个。`,
  badCounty: (text: string) => `“${text}”不是县级区划代码，请写成 360735 这样的六位数字。`,
  badDay: (text: string) => `“${text}”不是有效日期，请写成 2026-10-31 的形式。`,
  badNumber: (name: string, text: string) => `选项 --${name} 的值“${text}”不是有效的数字。`,
  auditIntact: (entries: number) => `审计日志完整：共 ${entries} 条，逐条校验一致。`,
  auditBroken: (id: string) => `审计日志从第 ${id} 条起与校验值不符，可能被改动。请立即保存现场并上报。`,
  sweepDone: (n: { households: number; changes: number; raised: number; seconds: number }) =>
    `已筛查 ${n.households} 户，认定变化 ${n.changes} 户，新增预警 ${n.raised} 条，用时 ${n.seconds} 秒。`,
  snapshotDone: (n: { households: number; people: number; seconds: number; path: string }) =>
    `快照已生成：${n.households} 户 ${n.people} 人，用时 ${n.seconds} 秒，位于 ${n.path}`,
  generating: (people: number) => `首次运行：正在生成 ${people} 人的演示县…`,
  ingesting: '正在导入部门文件…',
  furnishing: '正在登记养老服务设施、评估和工单……',
  sweeping: '正在筛查全县人口…',
  buildingWeb: '正在构建网页…',
  benchDone: (of: Readonly<Record<string, number>>) =>
    `${of['households']} 户：政策编译 ${of['seconds']} 秒，手写 ${of['handwritten_seconds']} 秒，比值 ${of['ratio']}；每秒 ${of['households_per_second']} 户，内存峰值 ${of['peak_rss_mb']} MB；两者结果不同 ${of['differing']} 户。`,
  simulateUsage:
    '用法：./doudi simulate --change 变更文件.yaml [--as-of 日期] [--snapshot 日期或文件名] [--county 区划] [--data 目录] [--json]\n变更文件的写法见 docs/how-to/simulate.md',
  simulated: (of: SimulationSummary, details: readonly string[]) =>
    [
      `按${of.asOf}的政策、${of.snapshotAsOf}的人口快照试算（${of.population} 户）：`,
      `新纳入 ${of.households.gain} 户，退出 ${of.households.lose} 户，类别或金额变化 ${of.households.change} 户，涉及 ${of.people} 人；结果不能确定 ${of.households.unknown} 户（不计入上面各项）`,
      `其中：开始发钱 ${of.allowance.begins} 户，停发 ${of.allowance.ends} 户，增发 ${of.allowance.more} 户，减发 ${of.allowance.less} 户`,
      `每月资金：现行 ${yuan(of.monthlyFen.before)} 元，变更后 ${yuan(of.monthlyFen.after)} 元；每年增减 ${yuan(of.yearlyFen)} 元`,
      ...details,
      `用时 ${of.seconds} 秒`,
    ].join('\n'),
  simulatedGroup: (title: string, rows: readonly (Tally & { readonly name: string })[]) =>
    [`${title}：`, ...rows.map((r) => `  ${r.name}　新纳入 ${r.gain}　退出 ${r.lose}　变化 ${r.change}`)].join('\n'),
  simulatedMoves: (rows: readonly { from: string; to: string; households: number; fen: number }[]) =>
    ['类别变动：', ...rows.map((r) => `  ${r.from}→${r.to}　${r.households} 户　每月 ${yuan(r.fen)} 元`)].join('\n'),
  byTownship: '按乡镇（户）',
  byAgeBand: '按年龄（人）',
  byDisability: '按残疾等级（人）',
  unknownBench:
    '可用的测量：./doudi bench sweep [--households N] [--json]；./doudi bench desk --data DIR [--clients N] [--seconds S] [--json]；./doudi bench payment [--payees N] [--json]',
} as const
