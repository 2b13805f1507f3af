import type { DeliveryWay } from '#contracts/assistance'
import type { LetterKind, NoticeRefusal } from '#contracts/notice'
import type { TextFor } from '#kernel/text'

/** Words for what a place is, the longest first. */
export const placeSuffixes: readonly string[] = [
  '民族自治县',
  '街道办事处',
  '自治县',
  '民族乡',
  '地区',
  '街道',
  '县',
  '市',
  '区',
  '旗',
  '镇',
  '乡',
]

/** How letters are numbered: `琴江民受〔2026〕17号`. Each kind has signs of its own. */
export const letterMarks = {
  kinds: {
    acceptance: '受',
    'missing-papers': '补',
    promise: '诺',
    'survey-form': '查',
    opinion: '审',
    'public-notice': '示',
    decision: '确',
    refusal: '驳',
    change: '调',
    hearing: '听',
    stop: '止',
    grace: '渐',
    'check-result': '核',
    'appeal-answer': '复',
    recovery: '追',
  } satisfies Readonly<Record<LetterKind, string>>,
  number: (place: string, mark: string, year: number, serial: number): string =>
    `${place}民${mark}〔${year}〕${serial}号`,
} as const

/** The office that signs. A place that is neither town nor street signs with its own name. */
export const officeNames = {
  county: (name: string): string => `${name}民政局`,
  township: (name: string): string => {
    if (name.endsWith('街道')) return `${name}办事处`
    return name.endsWith('镇') || name.endsWith('乡') ? `${name}人民政府` : name
  },
} as const

export const kindNames: Readonly<Record<LetterKind, string>> = {
  acceptance: '受理通知书',
  'missing-papers': '一次性告知补正材料通知书',
  promise: '诚信承诺书暨授权核对书',
  'survey-form': '家庭经济状况入户调查表',
  opinion: '初审意见',
  'public-notice': '社会救助申请公示',
  decision: '确认通知书',
  refusal: '不予确认决定书',
  change: '调整通知书',
  hearing: '听取意见文书',
  stop: '终止决定书',
  grace: '渐退通知书',
  'check-result': '核对结果告知书',
  'appeal-answer': '答复书',
  recovery: '追缴通知书',
}

export const wayNames: Readonly<Record<DeliveryWay, string>> = {
  'in-person': '当面送达',
  'by-family': '同住成年家属代收',
  'by-post': '邮寄送达',
  left: '留置送达',
  announced: '公告送达',
}

/** Standards of policies/notice. */
export const standardNames = {
  masksNames: '公示姓名是否遮挡',
  listsRecipients: '公布救助对象名单',
  namedFrom: '公布姓名年龄',
} as const

export const refusals: TextFor<NoticeRefusal> = {
  'letter-not-found': () => '没有找到这份文书，可能不在您的管辖范围内。请返回办件重新选择。',
  'letter-delivered-already': (r) => `这份文书已登记于 ${r.on} 送达，不能重复登记。请刷新后查看送达记录。`,
  'letter-delivered-before-issue': (r) => `送达日期不能早于文书日期 ${r.issuedOn}，请核对后重填。`,
  'letter-delivered-in-future': (r) => `送达日期不能晚于今天（${r.today}），请在送达以后再登记。`,
  'letter-delivered-on-no-day': (r) => `“${r.day}”不是日历上的日期，请重新选择送达日期。`,
  'board-not-found': () => '没有找到这个村（社区）或乡镇的公示栏，请核对区划代码。',
}
