import { type FactDefinition, type FactName, facts, type Subject } from '#facts'
import { say, type TextFor } from '#kernel/text'
import type {
  BatchStatus,
  ExchangeRefusal,
  FileRefusal,
  HeldRowStatus,
  NoteCode,
  QuarantineCode,
  ReviewCode,
  RowCode,
} from '#contracts/exchange'

export const batchStatusText: Readonly<Record<BatchStatus, string>> = {
  loading: '导入中',
  loaded: '已导入',
  refused: '未接收',
  failed: '导入中断',
  withdrawn: '已撤回',
}

const heldRowStatusText: Readonly<Record<HeldRowStatus, string>> = {
  open: '待处理',
  corrected: '已更正',
  matched: '已匹配',
  discarded: '已作废',
  withdrawn: '已随批次撤回',
}

function nearestHeader(found: { readonly header: string; readonly nearest: string | null }): string {
  return found.nearest === null ? `“${found.header}”` : `“${found.header}”（文件中最接近的是“${found.nearest}”）`
}

const fileRefusals: TextFor<FileRefusal> = {
  'file-missing': () => '找不到该文件。请核对文件位置后重新选择。',
  'file-empty': () => '文件是空的。请让报送部门重新导出后再上传。',
  'file-too-large': (r) =>
    `文件大小为 ${r.megabytes} MB，超过上限 ${r.limit} MB。请按乡镇或月份拆成多个文件后分别上传。`,
  'type-not-supported': () =>
    '这不是可以导入的表格文件。请上传 xlsx、xls、et 或 csv 文件；其他格式请先用表格软件另存为 xlsx。',
  'encoding-utf-16': () => 'csv 文件为 UTF-16（Unicode 文本）编码，无法导入。请用表格软件另存为“CSV UTF-8”后重新上传。',
  'encoding-unknown': () =>
    'csv 文件的编码既不是 UTF-8 也不是 GB18030，无法导入。请用表格软件另存为“CSV UTF-8”后重新上传。',
  'encoding-breaks': (r) =>
    `文件在第 ${r.row} 行附近出现乱码，编码前后不一致，未导入任何内容。请让报送部门重新导出后再上传。`,
  'archive-damaged': () => '文件已损坏或不完整，无法打开。请让报送部门重新导出后再上传。',
  'archive-not-a-workbook': () => '这是压缩包，不是表格文件。请解压后上传其中的 xlsx、xls 或 csv 文件。',
  'archive-unpacks-too-large': () => '文件解压后异常庞大，可能是恶意文件，已拒绝打开。请与报送部门核实来源。',
  'workbook-damaged': () => '表格文件内部结构已损坏，无法读取。请用表格软件打开后另存为 xlsx 再上传。',
  'table-damaged': (r) =>
    `文件在第 ${r.row} 行附近的引号不成对，无法分列，未导入任何内容。请用表格软件打开后另存为 xlsx 再上传。`,
  'header-not-known': () => '前 10 行中没有找到能识别的表头。请确认文件属于已登记的部门数据，并保留表头一行。',
  'columns-missing': (r) =>
    `按“${r.feedTitle}”识别，缺少必需的列：${r.missing.map(nearestHeader).join('、')}。请补齐这些列或改正表头后重新上传。`,
  'no-rows': () => '文件只有表头，没有数据。请确认导出条件后重新上传。',
  'county-unknown': () => '无法确定数据属于哪个县。请用 --county 指明县级区划代码，例如 --county 360735。',
  'division-not-in-county': () => '您的辖区不在该县范围内，不能报送该县数据。请核对区划代码。',
}

const quarantineTexts: Readonly<Record<QuarantineCode, string>> = {
  'required-missing': '必填项为空。请补填后重新提交。',
  'not-a-day': '不是有效日期。请改成 2026-03-05 的形式。',
  'not-a-month': '不是有效年月。请改成 2026-03 的形式。',
  'not-a-yuan-amount': '不是有效金额。请填写以元为单位的数字，最多两位小数。',
  'negative-amount': '金额为负数。请向报送部门核实后更正。',
  'not-a-number': '不是有效数字。请改成数字。',
  'not-a-level': '不是有效等级。请填写一级、二级、三级或四级。',
  'not-yes-or-no': '请填写“是”或“否”。',
  'not-a-division': '不是有效的区划代码。请填写 9 位或 12 位数字。',
  'not-a-disability-card': '不是有效的残疾人证号。请填写 20 位证号。',
  'unknown-value': '不在允许的取值范围内。请对照该列的取值说明更正。',
  'unknown-division': '区划代码不存在或不在本辖区内。请核对后更正。',
  'after-data-through': '日期晚于该批数据的截止日期。请核实后更正。',
  'ends-before-it-begins': '终止时间早于起始时间。请核实后更正。',
  'start-missing': '有数值但没有起始时间，无法确定从何时算起。请补填起始时间。',
  'birth-day-missing': '没有可用的身份证号，也没有有效的出生日期，无法登记此人。请至少补填一项。',
  'household-registered-elsewhere': '该户编号已登记在本辖区以外。请核对户编号，或由上级核实。',
  'person-registered-elsewhere': '此人已登记在本辖区以外。请先核实户籍与居住地，再由上级办理迁移。',
}

const reviewTexts: Readonly<Record<ReviewCode, string>> = {
  'resident-id-missing': '没有身份证号，无法确定是谁。请从登记人员中选定，或补填身份证号。',
  'resident-id-lost-digits':
    '身份证号被表格软件当作数字保存，末几位已丢失。请补填完整号码，并提醒报送部门将该列设为文本格式。',
  'resident-id-malformed': '身份证号位数或字符不对。请核对后更正，或从登记人员中选定。',
  'resident-id-check-character': '身份证号校验码不符，可能有一位写错。请核对后更正，或从登记人员中选定。',
  'person-not-in-register': '居住人口登记中没有此人。请核实是否应登记在册，或从登记人员中选定。',
  'household-not-in-register': '居住人口登记中没有该户编号。请核对户编号后更正。',
}

const noteTexts: Readonly<Record<NoteCode, string>> = {
  'name-differs': '身份证号一致但姓名与登记不同，已按身份证号采用。建议抽查核实。',
  'resident-id-repaired': '身份证号书写不规范（全角、空格、小写或 15 位），已自动规范。',
  'resident-id-unusable': '身份证号缺失或有误，已按户编号、姓名和出生日期登记，无法与其他部门数据比对。请尽快补正。',
  'birth-day-taken-from-id': '出生日期缺失、有误或与身份证号不符，已采用身份证号中的日期。',
  'sex-taken-from-id': '性别缺失或与身份证号不符，已采用身份证号中的性别。',
  'repeated-in-file': '同一记录在文件中重复出现，以最后一行为准。',
  'unused-cell-unreadable': '该列内容无法识别，但不影响采用，已忽略。',
}

const rowTexts: Readonly<Record<RowCode, string>> = { ...quarantineTexts, ...reviewTexts, ...noteTexts }

const subjectText: Readonly<Record<Subject, string>> = { person: '个人', household: '家庭', obligor: '法定义务人' }

/** How a fact has to be written. */
function expected(name: FactName): string {
  const definition: FactDefinition = facts[name]
  switch (definition.type) {
    case 'text':
      return definition.values === undefined ? '请填写文字。' : `请从这些取值中选择：${definition.values.join('、')}。`
    case 'number':
      return `请填写以“${definition.unit ?? ''}”为单位的数字，金额最多两位小数。`
    case 'day':
      return '请填写日期，如 2026-03-05。'
    case 'boolean':
      return '请填写“是”或“否”。'
  }
}

export const refusals: TextFor<ExchangeRefusal> = {
  'file-not-sent': () => '没有收到文件。请选择文件后重新上传。',
  'batch-not-found': () => '没有找到该批次，或它不在您的辖区内。请刷新列表后重试。',
  'batch-not-loaded': (r) => `该批次目前为“${batchStatusText[r.status]}”，不能撤回。只有已导入的批次可以撤回。`,
  'later-batch-relies-on-it': (r) =>
    `之后导入的“${r.fileName}”（批次 ${r.batchId}）有与本批次相同而未重复登记的记录。请先撤回该批次，再撤回本批次，然后重新导入它。`,
  'held-row-not-found': () => '没有找到该行，或它不在您的辖区内。请刷新列表后重试。',
  'held-row-already-settled': (r) => `该行已处理，目前为“${heldRowStatusText[r.status]}”。请刷新列表。`,
  'person-not-found': () => '没有找到所选人员，或不在您的辖区内。请重新选择。',
  'row-is-about-a-household': () => '该行记录的是户而不是人，不能匹配到人员。请更正户编号后提交。',
  'stated-fact-not-readable': (r) => `“${facts[r.fact].zh}”填写的“${r.value}”无法采用。${expected(r.fact)}`,
  'stated-fact-of-other-subject': (r) =>
    `“${facts[r.fact].zh}”记录的是${subjectText[facts[r.fact].subject]}的情况。请在${subjectText[facts[r.fact].subject]}名下填写；义务人请同时填写序号。`,
  'stated-fact-ends-before-it-begins': (r) =>
    `“${facts[r.fact].zh}”的终止日期不晚于起始日期。请核对两个日期后重新填写。`,
  'stated-fact-about-unknown': (r) =>
    `“${facts[r.fact].zh}”所填的人或户不在登记中，或不在您的辖区内。请刷新页面后重新选择；应登记而未登记的，先办理居住人口登记。`,
  'row-still-held': (r) => `${r.header === null ? '' : `“${r.header}”：`}${rowTexts[r.held]}`,
}

export function describeFileRefusal(refusal: FileRefusal): string {
  return say(fileRefusals, refusal)
}

/** What a code found in a row means and what to do. */
export function describeRowCode(code: RowCode): string {
  return rowTexts[code]
}

/** What officers' statements are called beside the files of departments. */
export const statedTitle = '经办人登记'

/** What `./doudi ingest` says. */
export const ingestText = {
  usage: '用法：./doudi ingest 目录或文件… [--county 360735] [--data 目录] [--json]',
  delivered: (name: string, delivery: DeliveryReport) => `${name}：${deliveryText(delivery)}`,
  done: (n: {
    files: number
    rows: number
    accepted: number
    quarantined: number
    review: number
    refused: number
    seconds: number
  }) =>
    `已处理 ${n.files} 个文件 ${n.rows} 行：采用 ${n.accepted} 行，待更正 ${n.quarantined} 行，待核对 ${n.review} 行，未接收文件 ${n.refused} 个，用时 ${n.seconds} 秒。`,
} as const

type DeliveryReport =
  | {
      readonly kind: 'loaded'
      readonly counts: { accepted: number; quarantined: number; review: number; unchanged: number }
    }
  | { readonly kind: 'already-delivered'; readonly fileName: string; readonly batchId: string }
  | { readonly kind: 'refused'; readonly refusal: FileRefusal }

function deliveryText(delivery: DeliveryReport): string {
  switch (delivery.kind) {
    case 'loaded': {
      const { accepted, quarantined, review, unchanged } = delivery.counts
      return `采用 ${accepted} 行（其中 ${unchanged} 行无变化），待更正 ${quarantined} 行，待核对 ${review} 行`
    }
    case 'already-delivered':
      return `内容与已导入的“${delivery.fileName}”（批次 ${delivery.batchId}）完全相同，未做任何改动`
    case 'refused':
      return describeFileRefusal(delivery.refusal)
  }
}

/** What `./doudi batch` says. */
export const batchText = {
  usage: '用法：./doudi batch list | withdraw 批次号 [--county 360735] [--data 目录] [--json]',
  withdrawn: (id: string) => `批次 ${id} 已撤回。`,
  line: (of: { id: string; fileName: string; status: BatchStatus; rows: number; accepted: number; facts: number }) =>
    `${of.id.padStart(6)}  ${batchStatusText[of.status]}  ${of.fileName}  ${of.rows} 行，采用 ${of.accepted} 行，记录 ${of.facts} 项`,
} as const
