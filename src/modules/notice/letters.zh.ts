import {
  isAddressed,
  type LetterBlock,
  type LetterContent,
  type LetterDocument,
  type LetterKind,
  type LetterOf,
} from '#contracts/notice'
import { kindNames } from '#messages/notice'
import { dayText, toStop } from './letter-words.zh.ts'
import {
  acceptance,
  checkResult,
  type Frame,
  missingPapers,
  opinion,
  promise,
  publicNotice,
  surveyForm,
} from './letters-of-application.zh.ts'
import { appealAnswer, change, decision, grace, hearing, recovery, refusal, stop } from './letters-of-decision.zh.ts'

export type { Frame } from './letters-of-application.zh.ts'

type Templates = {
  readonly [K in LetterKind]: {
    readonly title: (of: LetterOf<K>) => string
    readonly blocks: (of: LetterOf<K>, frame: Frame) => LetterBlock[]
  }
}

const templates: Templates = {
  acceptance: { title: () => kindNames.acceptance, blocks: acceptance },
  'missing-papers': { title: () => kindNames['missing-papers'], blocks: missingPapers },
  promise: { title: () => kindNames.promise, blocks: promise },
  'survey-form': { title: () => kindNames['survey-form'], blocks: surveyForm },
  opinion: { title: () => kindNames.opinion, blocks: opinion },
  'public-notice': { title: () => kindNames['public-notice'], blocks: publicNotice },
  decision: { title: () => kindNames.decision, blocks: decision },
  refusal: { title: () => kindNames.refusal, blocks: refusal },
  change: { title: () => kindNames.change, blocks: change },
  hearing: {
    title: (of) => (of.part.stage === 'notice' ? '听取意见告知书' : '听取意见笔录'),
    blocks: hearing,
  },
  stop: { title: () => kindNames.stop, blocks: stop },
  grace: { title: () => kindNames.grace, blocks: grace },
  'check-result': { title: () => kindNames['check-result'], blocks: checkResult },
  'appeal-answer': { title: () => kindNames['appeal-answer'], blocks: appealAnswer },
  recovery: { title: () => kindNames.recovery, blocks: recovery },
}

/** The letter as a document of blocks. Pure: the same content and frame always give the same document. */
export function letterDocument(content: LetterContent, frame: Frame): LetterDocument {
  // Each kind is paired with its own content; the compiler cannot follow that through the union.
  const template = templates[content.kind] as Templates[LetterKind] & {
    readonly title: (of: LetterContent) => string
    readonly blocks: (of: LetterContent, frame: Frame) => LetterBlock[]
  }
  return {
    title: template.title(content),
    number: frame.number,
    addressee: isAddressed(content.kind) ? frame.addressee : null,
    blocks: template.blocks(content, frame),
    office: frame.office,
    day: dayText(frame.issuedOn),
  }
}

/** What the pages and the PDF say around a letter. */
export const pageWords = {
  to: (addressee: string): string => `${addressee}：`,
  signedBy: '签名',
  toSign: '（签名）',
  byHand: (codes: readonly string[]): string => `本机字库缺少下列字符，请在文中横线“＿”处手写：${codes.join('、')}。`,
  byEye: (codes: readonly string[]): string =>
    `文中有少见字符，打印后请核对是否显示完整，显示不全的请手写：${codes.join('、')}。`,
  board: (place: string): string => `${place}社会救助公示栏`,
  boardDay: (day: string): string => `${dayText(day)}`,
  running: '正在公示的申请',
  none: '目前没有正在公示的申请。',
  noticeHead: ['申请人', '所在村（社区）', '家庭人数', '类别', '拟发金额', '张贴日期', '公示至', '电话'],
  toStop,
  recipients: '正在享受救助的对象',
  recipientHead: ['姓名', '所在村（社区）', '享受人数', '类别', '金额（元/月）'],
  footer: '对公示或公布的内容有不同意见的，请向乡镇人民政府（街道办事处）或县级民政部门反映。',
} as const
