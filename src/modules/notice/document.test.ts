import { expect, test } from 'vitest'
import { type LetterContent, type LetterDocument, type LetterKind, letterKinds } from '#contracts/notice'
import { kindNames, letterMarks } from '#messages/notice'
import { type Frame, letterDocument } from './letters.zh.ts'
import { letterNumber, maskName, officeName, shortPlace } from './model.ts'
import { drawableStroke } from './stroke.ts'
import { letterOfKind } from './testing.ts'
import { toHtml } from './to-html.ts'
import { textOf } from './to-pdf.ts'

const frame: Frame = {
  number: '石城民驳〔2026〕17号',
  addressee: '王小二',
  office: '石城县民政局',
  place: '石城县 琴江镇 城北社区',
  issuedOn: '2026-11-02',
}

const documentOf = (content: LetterContent): LetterDocument => letterDocument(content, frame)
const wordsOf = (content: LetterContent): string => textOf(documentOf(content))

const remedies = ['60日内，向石城县人民政府申请行政复议', '6个月内，向石城县人民法院提起行政诉讼']
const reason = '超过当地标准 765 元。（依据：《社会救助法》第十八条）'

const said: Readonly<Record<LetterKind, readonly string[]>> = {
  acceptance: ['2026年11月2日受理', '应于2026年12月14日前办结', '申请书', '户口簿', '0797-0000000'],
  'missing-papers': ['离婚证', '收入证明', '一次性全部告知', '2026年11月16日前补齐'],
  promise: ['银行存款', '车辆', '王小二', '李小花', '授权至2027年5月2日止'],
  'survey-form': ['黄建民、温小兰', '土坯房两间', '家里没有劳力', '在场家庭成员', '2026年11月4日'],
  opinion: ['初审认为符合条件', '600', '76.50', '676.50', '月人均收入', reason],
  'public-notice': ['王小二', '3', '676.50', '2026年11月2日张贴，至2026年11月9日止', '0797-0000000', '城北社区'],
  decision: ['600', '76.50', '自2026年12月起每月发放676.50元', '共3人', reason, ...remedies],
  refusal: ['不予确认', reason, ...remedies],
  change: ['由676.50元调整为500元', '自2026年12月起', '调整前', '调整后', reason, ...remedies],
  hearing: ['拟减发', '2026年11月9日前', reason],
  stop: ['自2026年12月起停止发放', reason, ...remedies],
  grace: ['2026年9月至2027年2月为渐退期', '676.50元', reason, ...remedies],
  'check-result': ['名下有小型轿车 1 辆', '2026年11月5日', '2026年11月12日前'],
  'appeal-answer': ['邻居家有车', '该车已于去年转让', '2026年10月20日', ...remedies],
  recovery: ['2026年6月至2026年9月', '退回2,700元', '2026年12月31日前', '每月300元', ...remedies],
}

test.each(letterKinds)('a letter of kind %s says what it has to say, in its blocks and on its page', (kind) => {
  const document = documentOf(letterOfKind[kind])
  const page = toHtml(document)

  for (const text of ['17号', '石城县民政局', '2026年11月2日', ...said[kind]]) {
    expect(textOf(document)).toContain(text)
    expect(page).toContain(text)
  }
  expect(document.title).toBe(kind === 'hearing' ? '听取意见告知书' : kindNames[kind])
})

test('what a household said when it was heard is written down with its signature', () => {
  const record: LetterContent = {
    ...letterOfKind.hearing,
    intended: 'stop',
    part: {
      stage: 'record',
      heardOn: '2026-11-09',
      said: '儿子的工作只做到年底。',
      signatures: [{ name: '王小二', role: '被听取意见人', path: 'M0 0 L10 10' }],
    },
  }

  expect(documentOf(record).title).toBe('听取意见笔录')
  expect(wordsOf(record)).toContain('儿子的工作只做到年底。')
  expect(wordsOf(record)).toContain('拟停发')
  expect(toHtml(documentOf(record))).toContain('<path d="M0 0 L10 10"')
})

test('a recognition that pays nothing does not speak of an amount', () => {
  const recognised: LetterContent = {
    ...letterOfKind.decision,
    programme: 'near-threshold',
    amounts: null,
    from: null,
    until: '2027-10',
  }

  expect(wordsOf(recognised)).toContain('不直接发放保障金')
  expect(wordsOf(recognised)).toContain('有效至2027年10月（含当月）')
  expect(wordsOf(recognised)).not.toContain('每月发放')
})

test('aid that is paid once is not called monthly', () => {
  const once: LetterContent = { ...letterOfKind.decision, programme: 'emergency-aid', paid: 'once', from: null }

  expect(wordsOf(once)).toContain('一次性发放676.50元')
  expect(wordsOf(once)).not.toContain('每月')
})

test('adults who have not signed yet have a line to sign on', () => {
  const document = documentOf(letterOfKind.promise)

  const signatures = document.blocks.flatMap((block) => (block.type === 'signatures' ? block.signatures : []))
  expect(signatures.map(({ name, path }) => [name, path === null])).toEqual([
    ['王小二', false],
    ['李小花', true],
  ])
})

test('a hostile name stays text on the page', () => {
  const hostile = `<script>alert(1)</script>"'&`
  const page = toHtml(
    letterDocument(
      { ...letterOfKind.refusal, reasons: [{ text: hostile, article: hostile }] },
      { ...frame, addressee: hostile, office: hostile, number: hostile },
    ),
  )

  expect(page).not.toContain('<script')
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;')
})

test('a signature that is no drawing is left as a line to sign on', () => {
  expect(drawableStroke('M10,10 L90 60Q1 2 3 4')).toBe('M10 10 L90 60 Q1 2 3 4')
  for (const path of ['', 'M', 'L1 2', 'M1 2 L', 'M1 2 3', 'M1 2 Q1 2', 'M--1 2', 'M1 2"/><script>', 'M1e9 2']) {
    expect([path, drawableStroke(path)]).toEqual([path, undefined])
  }
  const unsigned = { ...letterOfKind['survey-form'], signatures: [{ name: '甲', role: '调查人', path: 'M' }] }
  expect(toHtml(documentOf(unsigned))).toContain('（签名）')
})

test('each kind of letter has a sign of its own in the number', () => {
  expect(new Set(Object.values(letterMarks.kinds)).size).toBe(letterKinds.length)
  expect(letterNumber({ place: '琴江', kind: 'acceptance', year: 2026, serial: 17 })).toBe('琴江民受〔2026〕17号')
})

test('two places of a county never number alike', () => {
  expect(shortPlace('琴江镇', ['石城县', '小松镇'])).toBe('琴江')
  expect(shortPlace('石城镇', ['石城县', '小松镇'])).toBe('石城镇')
  expect(shortPlace('某某民族自治县', [])).toBe('某某')
  expect(shortPlace('城区', [])).toBe('城区')
})

test('an office signs with its lawful name', () => {
  expect(officeName('360735', '石城县')).toBe('石城县民政局')
  expect(officeName('360735100', '琴江镇')).toBe('琴江镇人民政府')
  expect(officeName('360702001', '解放街道')).toBe('解放街道办事处')
  expect(officeName('360702001', '解放街道办事处')).toBe('解放街道办事处')
})

test('a masked name keeps its first character, also when that is a rare one', () => {
  expect(maskName('王小二')).toBe('王**')
  expect(maskName('𠮷田')).toBe('𠮷**')
})

test('a notice that something is to end does not speak of an amount', () => {
  const ending = { ...letterOfKind['public-notice'], programme: 'destitute-support', proposed: '0' } as const

  expect(wordsOf(ending)).toContain('拟终止发放')
  expect(wordsOf(ending)).toContain('经核查拟终止救助')
  expect(wordsOf(letterOfKind['public-notice'])).not.toContain('拟终止')
})
