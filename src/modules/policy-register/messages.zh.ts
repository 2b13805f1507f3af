import type { TextFor } from '#kernel/text'
import type { ChangeField, DraftStatus, PolicyRegisterRefusal } from '#contracts/policy-register'

export const draftStatusNames: Readonly<Record<DraftStatus, string>> = {
  draft: '起草中',
  submitted: '待确认',
  confirmed: '已确认',
  rejected: '已退回',
  withdrawn: '已撤回',
}

const wantedTexts: Readonly<Record<ChangeField, string>> = {
  text: '请写成一段文字或一个数。',
  list: '请写成列表，每项以“- ”开头。',
  mapping: '请写成“名称: 值”的形式。',
  division: '请写区划代码，如 36、3607 或 360735。',
  day: '请写成 2027-01-01 的形式。',
  value: '请写成数字，如 1080 或 0.30。',
  'known-field':
    '没有这个字段，请核对拼写。可用字段：parameters（name、division、by、value、from、document），models（folder、file、path）。',
  'model-file': '请写规则文件名，如 eligibility.dmn。',
}

/** A line of the change file; a change from a screen has none. */
const at = (line: number): string => (line === 0 ? '' : `变更文件第${line}行：`)

export const refusals: TextFor<PolicyRegisterRefusal> = {
  'policy-not-found': () => '没有这项政策，请从政策目录重新选择。',
  'household-not-in-snapshot': () => '这户还没有参加过筛查，暂无认定理由。请先发起一次筛查。',
  'draft-not-found': () => '没有这份草案，或者不在您的管辖范围内。请从政策页的“草案”重新选择。',
  'draft-changed-meanwhile': () =>
    '这份草案刚被别人改动过。请刷新页面，看过新内容后再操作；您未保存的修改请先另行抄录。',
  'draft-not-open': (r) => `这份草案目前为“${draftStatusNames[r.status]}”，不能再修改或提交。需要调整请另起一份草案。`,
  'draft-not-submitted': (r) =>
    `这份草案目前为“${draftStatusNames[r.status]}”，不在待确认状态，不能办理。请刷新页面查看最新状态。`,
  'draft-of-another-officer': () => '这份草案由他人起草，只有起草人可以修改、提交或撤回。',
  'draft-of-your-own': () => '您是这份草案的起草人，不能由本人确认或退回。请由另一位有“确认政策变更”权限的同事办理。',
  'draft-changes-nothing': () => '草案与现行政策没有差别，无需提交。请先修改规则、标准或样例并保存。',
  'draft-without-effective-day': () => '还没有填写生效日期。请填写后保存，再提交。',
  'draft-effective-in-the-past': (r) =>
    `生效日期${r.effectiveOn}早于今天（${r.today}）。政策变更不能溯及既往，请把生效日期改为今天或以后。`,
  'draft-has-errors': (r) => `草案有 ${r.count} 处错误，改正后才能提交。第一处：${r.first}`,
  'draft-example-fails': (r) =>
    `有 ${r.count} 户样例与草案算得的结果不符，不能提交。第一户：${r.first}。请核对规则；如样例本身要随政策调整，请在草案中一并修改样例。`,
  'draft-out-of-date': (r) =>
    `“${r.file}”在您起草之后已被另一项确认的变更修改，照此生效会把那次修改冲掉。请以最新政策另起草案。`,
  'draft-before-confirmed-change': (r) =>
    `“${r.file}”已有一项自${r.effectiveOn}起生效的变更，本草案以它为底稿，生效日期不能早于那一天。请推后生效日期。`,
  'rejection-without-note': () => '请写明退回理由，便于起草人修改。',
  'draft-key-of-another-act': () => '这次操作的编号已用于另一项操作，没有办理。请刷新页面后重试。',
  'no-population-snapshot': () => '还没有人口快照，无法试算。请先发起一次全县筛查，或执行 ./doudi snapshot。',
  'no-such-snapshot': (r) => `没有“${r.asked}”的人口快照。现有快照的日期：${r.known.join('、')}。`,
  'simulation-outdated': () => '已按新的取值重新试算，这次结果不再显示。',
  'change-unreadable': (r) =>
    r.line === 0
      ? `读不到变更文件“${r.detail}”，请核对路径。`
      : `${at(r.line)}不是有效的 YAML，无法读取${r.detail === '' ? '' : `（${r.detail}）`}。请检查缩进、冒号和括号。`,
  'change-empty': () => '变更文件里没有任何变更。请写 parameters（标准）或 models（规则文件）。',
  'change-field-missing': (r) => `${at(r.line)}缺少“${r.field}”。`,
  'change-field-invalid': (r) => `${at(r.line)}“${r.field}”的值“${r.found}”不对。${wantedTexts[r.wanted]}`,
  'change-standard-unknown': (r) =>
    `${at(r.line)}没有名为“${r.name}”的标准。${r.nearest.length === 0 ? '请在政策页的“标准”中核对名称。' : `是否指：${r.nearest.join('、')}？`}`,
  'change-dimensions-differ': (r) =>
    r.wanted.length === 0
      ? `${at(r.line)}标准“${r.name}”不分对象，请去掉 by（${r.found.join('、')}）。`
      : `${at(r.line)}标准“${r.name}”按“${r.wanted.join('、')}”取值，请写 by: { ${r.wanted.map((name) => `${name}: …`).join(', ')} }${r.found.length === 0 ? '' : `（现在写的是：${r.found.join('、')}）`}。`,
  'change-folder-unknown': (r) => `${at(r.line)}没有政策目录“${r.folder}”。现有目录：${r.known.join('、')}。`,
  'change-model-unreadable': (r) => `${at(r.line)}读不到规则文件“${r.path}”。路径从变更文件所在目录算起，请核对。`,
  'change-does-not-compile': (r) => `变更后的政策有 ${r.errors.length} 处错误，请改正后再试：\n${r.errors.join('\n')}`,
}

/** The decisions that a simulation compares, and the category of who has none. */
export const comparedDecisions = { category: '救助类别', amount: '应发月金额', none: '无' } as const

export const reasonTexts = {
  yes: '是',
  no: '否',
  unknown: '尚不能确定',
  hidden: '●●●',
  none: '无',
  never: '未发生',
  members: (count: number) => `${count}人`,
} as const

/** The decisions that explain a household's category and amount, in the order in which an officer asks for them. */
export const reasonQuestions = ['救助类别', '应发月金额'] as const

/** A mistake of a draft that is none of a single line. */
export const examplesCostTooMuch = '全部示例的计算量太大，无法在服务器上核对。请减少示例，或简化规则中的循环和列表。'

/** The unit of a number of people. */
export const headCount = '人'

/** Folders by the names that officers know them by. */
export const folderTitles: Readonly<Record<string, string>> = {
  'ability-assessment': '老年人能力评估',
  assistance: '救助类别认定',
  'child-allowances': '孤儿与事实无人抚养儿童',
  'destitute-support': '特困人员救助供养',
  'disability-subsidies': '残疾人两项补贴',
  'disabled-elder-subsidy': '经济困难的高龄、失能老人补贴',
  'elder-care': '养老服务',
  'elder-care-voucher': '养老服务消费补贴',
  household: '家庭成员、收入与财产',
  monitoring: '监测预警指标',
  'near-threshold': '低保边缘家庭',
  notice: '公示与送达',
  'old-age-allowance': '高龄津贴',
  payment: '月度发放',
  procedure: '办理程序',
  'rigid-expenditure': '刚性支出困难家庭',
  'subsistence-allowance': '最低生活保障',
  'temporary-assistance': '临时救助（小额快救）',
}

/** Ages and degrees of disability by which a simulation groups people. */
export const ageBandNames: Readonly<Record<string, string>> = {
  '0-17': '0—17岁',
  '18-44': '18—44岁',
  '45-59': '45—59岁',
  '60-79': '60—79岁',
  '80+': '80岁以上',
  unknown: '年龄不详',
}
export const disabilityNames: Readonly<Record<string, string>> = {
  '1-2': '一、二级残疾',
  '3-4': '三、四级残疾',
  none: '无残疾证',
  unknown: '残疾情况不详',
}
