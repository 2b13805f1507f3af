import type { TextFor } from '#kernel/text'
import type { FeedName } from '#facts'
import type { CountyFault } from '#demo-county/faults'

export const faultTexts: TextFor<CountyFault> = {
  'option-unknown': (f) => `无法识别的参数：${f.detail}。用法见“doudi county --help”。`,
  'option-missing': (f) => `缺少参数 --${f.option}。用法见“doudi county --help”。`,
  'division-unknown': (f) =>
    `区划代码“${f.division}”不在2023年统计用区划代码中。请填写6位县级代码，例如360735（石城县）。`,
  'division-has-no-villages': (f) =>
    `${f.name}（${f.division}）在区划代码中没有下辖的村（社区），不能生成人口。请换一个县。`,
  'province-without-census': (f) =>
    `区划代码“${f.division}”所在省份没有2020年人口普查数据。请用 --census 指定县级普查文件。`,
  'number-out-of-range': (f) => `参数 --${f.option} 的值“${f.given}”不正确，应为${f.range}。`,
  'day-unreadable': (f) => `截止日期“${f.given}”不是日历上的日期，应写作2026-10-31的形式，且在2010年至2100年之间。`,
  'folder-unwritable': (f) => `不能写入文件夹“${f.folder}”：${f.detail}。请检查路径和权限，或换一个文件夹。`,
  'census-file-unreadable': (f) => `不能读取普查文件“${f.file}”：${f.detail}。`,
  'census-row-missing': (f) =>
    `普查文件“${f.file}”中没有区划代码为${f.division}的行。请核对代码，或去掉 --census 改用全省数据。`,
  'census-cell-missing': (f) =>
    `普查文件“${f.file}”中${f.division}一行缺少“${f.header}”或不是数字。请补齐，或去掉 --census 改用全省数据。`,
}

export const countRange = '1000到1000000之间的整数'
export const seedRange = '0到4294967295之间的整数'
export const dirtRange = '0到10之间的数'

export const help = `生成一个演示县：虚构的居民、各部门一年的数据文件和真实情况文件。

用法：doudi county --division 360735 --people 50000 --seed 1 --out 文件夹

  --division  6位县级区划代码
  --people    人数，${countRange}
  --seed      随机种子；同一种子生成完全相同的文件（默认1）
  --out       输出文件夹
  --as-of     数据截止日期（默认2026-10-31）
  --census    县级普查文件（csv）；不填则按全省2020年普查的家庭和年龄结构生成
  --dirt      差错比例的倍数，0为没有差错（默认1）
  --json      最后输出一行JSON小结
`

export const progress = (done: number, people: number): string => `已生成 ${done} / ${people} 人\n`

export const writingTruth = '正在写入真实情况文件 truth.parquet\n'

interface CountySummary {
  readonly people: number
  readonly households: number
  readonly files: number
  readonly seconds: number
  readonly peak_rss_mb: number
}

export const summaryText = (of: CountySummary, folder: string): string =>
  `完成：${of.people}人，${of.households}户，${of.files}个文件，写入“${folder}”。` +
  `用时${of.seconds}秒，内存峰值${of.peak_rss_mb}MB。\n`

const departments: Record<FeedName, string> = {
  residents: '乡镇（街道）居住人口登记，户和人员以此为准',
  policeHousehold: '公安户籍，每户一行',
  policeDeaths: '公安死亡注销',
  cremations: '殡仪馆火化登记，分两次报送',
  medicalSettlements: '医保结算，按季度报送，共四次；个别结算单迟报到下一季度',
  disabilityCertificates: '残联残疾人证',
  wages: '人社工资和参保',
  unemployment: '人社失业登记和失业保险金',
  pensions: '人社养老待遇',
  workInjuryNursing: '人社工伤生活护理费',
  vehicles: '公安车管机动车',
  realEstate: '不动产登记',
  currentBenefits: '民政在册救助，含停保和不予确认',
  childSituations: '乡镇查验的困境儿童父母情况，只有查验过的儿童',
  householdSurvey: '入户调查的家庭经济状况，每户一行，个别栏未填',
  obligorSurvey: '入户调查的法定义务人（不在本户居住）',
}

interface ReadmeLine {
  readonly name: string
  readonly feed: FeedName
  readonly lines: number
}

interface ReadmeFacts {
  readonly county: string
  readonly division: string
  readonly asOf: string
  readonly seed: number
  readonly people: number
  readonly households: number
  readonly files: readonly ReadmeLine[]
  readonly soiled: (feed: FeedName) => { readonly lines: number; readonly soiled: number }
  readonly events: readonly {
    readonly code: string
    readonly all: number
    readonly planted: number
    readonly revealed: number
  }[]
}

const eventNames: Readonly<Record<string, string>> = {
  M01: '低收入家庭成员医疗自付较高',
  M02: '其他家庭成员医疗自付很高',
  M04: '低收入家庭成员新患重特大疾病',
  D01: '新近认定重度残疾',
  J01: '唯一就业者失业且未领失业保险金',
  F01: '主要收入者死亡',
  X01: '已死亡人员仍在保',
  X02: '在保家庭有车辆、非住宅或多套住房',
  X03: '同一人有两份在保证件',
  N01: '退出或不予确认后仍然困难',
  P01: '救助金超期未发放',
  Q01: '应保未保',
  Q02: '应退未退',
  Q03: '类别或金额与应得不一致',
}

export function readme(of: ReadmeFacts): string {
  const files = of.files.map(({ name, feed, lines }) => `  ${name}\t${lines}行\t${departments[feed]}`)
  const kinds = [...new Set(of.files.map((file) => file.feed))].map((feed) => {
    const { lines, soiled } = of.soiled(feed)
    return `  ${of.files.find((file) => file.feed === feed)?.name.split('_')[0] ?? ''}\t${lines}行中${soiled}行`
  })
  const events = of.events.map(
    ({ code, all, planted, revealed }) =>
      `  ${code}\t${eventNames[code] ?? ''}\t共${all}户，其中特意安排${planted}户；从文件中能够查出${revealed}户`,
  )
  return [
    `演示县：${of.county}（${of.division}）`,
    '',
    '本文件夹中的人员、证件号码、电话、车牌和事件全部是程序虚构的，与任何真实的人无关。区划和村名为真实名称。',
    `截止日期${of.asOf}，随机种子${of.seed}，${of.people}人，${of.households}户。`,
    '',
    '一、各部门文件（表头与部门习惯一致，编码有带标记的UTF-8和GB18030两种，日期写法各部门不同）',
    ...files,
    '',
    '二、有差错的行（错字、全角数字、小写x、15位证件号、缺号、错号、重复行、错误日期、千分位、未填栏、迟报等）',
    ...kinds,
    '',
    '三、真实情况 truth.parquet（每户一行，由干净的数据直接推算，不经过规则引擎）',
    '  householdNumber 户编号；division 村级区划；asOf 截止日期；persons 登记人数；',
    '  category 应属类别；amount 应发月金额；perCapitaIncome 家庭月人均收入；',
    '  registerCategory 在册类别；registerAmount 在册金额；',
    '  events 应当发现的事项：code 代码，memberNumber 成员在登记表中的顺序（0为全户），day 发生日期，',
    '  planted 是否特意安排，revealed 是否能从（有差错的）文件中查出',
    ...events,
    '',
  ].join('\r\n')
}
