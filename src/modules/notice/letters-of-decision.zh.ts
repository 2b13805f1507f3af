import type { LetterBlock, LetterOf } from '#contracts/notice'
import {
  amountsTable,
  dayText,
  heading,
  list,
  monthText,
  paragraph,
  programmeNames,
  reasonsSection,
  remediesSection,
  totalOf,
} from './letter-words.zh.ts'

export function decision(of: LetterOf<'decision'>): LetterBlock[] {
  return [
    paragraph(
      `您提出的${programmeNames[of.programme]}申请，经审核符合规定条件，现予确认，确认的对象共${of.members}人。`,
    ),
    ...paymentBlocks(of),
    ...(of.until === null ? [] : [paragraph(`本确认有效至${monthText(of.until)}（含当月）。`)]),
    ...reasonsSection('理由和依据', of.reasons),
    paragraph('家庭人口、收入、财产发生变化的，请及时告诉我们；我们也会定期复核。'),
    ...remediesSection(of.remedies),
  ]
}

function paymentBlocks(of: LetterOf<'decision'>): LetterBlock[] {
  if (of.amounts === null) return [paragraph('本确认为身份认定，不直接发放保障金，可据此申请相应的专项救助。')]
  const unit = of.paid === 'once' ? '元' : '元/月'
  const total = totalOf(of.amounts)
  const from = of.from === null ? '' : `自${monthText(of.from)}起`
  return [
    ...amountsTable([{ label: '发放金额', amounts: of.amounts }], unit),
    paragraph(of.paid === 'once' ? `一次性发放${total}元。` : `${from}每月发放${total}元。`),
  ]
}

export function refusal(of: LetterOf<'refusal'>): LetterBlock[] {
  return [
    paragraph(`您提出的${programmeNames[of.programme]}申请，经审核不符合规定条件，决定不予确认。`),
    ...reasonsSection('理由和依据', of.reasons),
    paragraph('情况发生变化的，可以随时重新申请；生活遇到突发困难的，可以申请临时救助。'),
    ...remediesSection(of.remedies),
  ]
}

export function change(of: LetterOf<'change'>): LetterBlock[] {
  return [
    paragraph(
      `经核查，您家享受${programmeNames[of.programme]}的情况发生变化，自${monthText(of.from)}起，` +
        `每月发放金额由${totalOf(of.before)}元调整为${totalOf(of.after)}元。`,
    ),
    ...amountsTable(
      [
        { label: '调整前', amounts: of.before },
        { label: '调整后', amounts: of.after },
      ],
      '元/月',
    ),
    ...reasonsSection('调整的理由和依据', of.reasons),
    ...remediesSection(of.remedies),
  ]
}

const intentions: Readonly<Record<LetterOf<'hearing'>['intended'], string>> = { reduce: '减发', stop: '停发' }

export function hearing(of: LetterOf<'hearing'>): LetterBlock[] {
  const about = `${intentions[of.intended]}您家的${programmeNames[of.programme]}`
  const reasons = reasonsSection(`拟${intentions[of.intended]}的理由和依据`, of.reasons)
  if (of.part.stage === 'notice') {
    return [
      paragraph(`经核查，拟${about}。作出决定以前，先听取您的意见。`),
      ...reasons,
      paragraph(
        `您可以在${dayText(of.part.answerBy)}前当面、书面或者电话说明情况、提出意见，并提供有关材料。在此之前不作出决定。`,
      ),
    ]
  }
  return [
    paragraph(`就拟${about}一事，于${dayText(of.part.heardOn)}听取了意见。`),
    ...reasons,
    heading('当事人的意见'),
    paragraph(of.part.said),
    heading('签名'),
    { type: 'signatures', signatures: [...of.part.signatures] },
  ]
}

export function stop(of: LetterOf<'stop'>): LetterBlock[] {
  return [
    paragraph(`经核查，决定自${monthText(of.from)}起停止发放您家的${programmeNames[of.programme]}。`),
    ...reasonsSection('终止的理由和依据', of.reasons),
    paragraph('生活重新发生困难的，可以重新申请；符合其他救助条件的，我们会协助办理。'),
    ...remediesSection(of.remedies),
  ]
}

export function grace(of: LetterOf<'grace'>): LetterBlock[] {
  return [
    paragraph(
      `您家收入有了增加，已超过${programmeNames[of.programme]}标准。为使生活平稳过渡，` +
        `${monthText(of.from)}至${monthText(of.until)}为渐退期，每月仍发放${totalOf(of.amounts)}元，此后停止发放。`,
    ),
    ...amountsTable([{ label: '渐退期金额', amounts: of.amounts }], '元/月'),
    ...reasonsSection('理由和依据', of.reasons),
    paragraph('渐退期内收入又降到标准以下的，请及时告诉我们。'),
    ...remediesSection(of.remedies),
  ]
}

export function appealAnswer(of: LetterOf<'appeal-answer'>): LetterBlock[] {
  return [
    paragraph(`您于${dayText(of.receivedOn)}就${programmeNames[of.programme]}反映的事项，我们已经查核，现答复如下。`),
    heading('反映的事项'),
    paragraph(of.complaint),
    heading('查核结果和答复'),
    paragraph(of.answer),
    ...reasonsSection('理由和依据', of.reasons),
    ...remediesSection(of.remedies),
  ]
}

export function recovery(of: LetterOf<'recovery'>): LetterBlock[] {
  const ways = [
    ...(of.payBy === null ? [] : [`请于${dayText(of.payBy)}前退回。`]),
    ...(of.instalment === null ? [] : [`可以分期退回，每月${of.instalment}元。`]),
    '一次退回确有困难的，可以与我们商定分期。',
  ]
  return [
    paragraph(
      `经核查，您家${monthText(of.firstMonth)}至${monthText(of.lastMonth)}多领取${programmeNames[of.programme]}，应当退回${of.total}元。`,
    ),
    ...reasonsSection('理由和依据', of.reasons),
    heading('退回方式'),
    list(ways),
    ...remediesSection(of.remedies),
  ]
}
