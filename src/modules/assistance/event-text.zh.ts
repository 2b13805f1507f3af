import {
  checkFindingNames,
  departmentNames,
  letterWords,
  outcomeNames,
  paperNames,
  pauseNames,
  programmeNames,
  roundNames,
  specialNames,
} from '#messages/assistance'
import { fen, formatYuan } from '#kernel/fen'
import { type Amounts, type CaseEvent, type CaseMember, type Proposal, totalOf } from './model.ts'

function proposalText(proposal: Proposal): string {
  const total = totalOf(proposal.amounts)
  const { instalments } = proposal
  const unit = instalments === undefined ? '元/月' : instalments === 1 ? '元' : `元，分 ${instalments} 期`
  const money = total === 0n ? '' : `，${formatYuan(total)} ${unit}`
  const grace = proposal.graceMonths === undefined ? '' : `，渐退 ${proposal.graceMonths} 个月`
  return `${outcomeNames[proposal.outcome]}${money}${grace}`
}

function amountsText(amounts: Amounts): string {
  return `${formatYuan(totalOf(amounts))} 元/月`
}

function missingText(
  event: { readonly missing: readonly (keyof typeof paperNames)[]; readonly unsigned: readonly string[] },
  members: readonly CaseMember[],
): string {
  const names = members.filter(({ personId }) => event.unsigned.includes(personId)).map(({ name }) => name)
  const missing = [
    ...event.missing.map((paper) => paperNames[paper]),
    ...(names.length === 0 ? [] : [letterWords.unsigned(names)]),
  ]
  return missing.length === 0 ? '材料齐全。' : `一次性告知缺少：${missing.join('、')}。`
}

/** One line of the case's history, as officers would write it. */
export function eventText(event: CaseEvent, members: readonly CaseMember[]): string {
  switch (event.type) {
    case 'opened':
      return `${programmeNames[event.programme]}。${event.story}${event.story.endsWith('。') ? '' : '。'}${missingText(event, members)}`
    case 'papers-supplied':
      return missingText(event, members)
    case 'accepted':
      return event.sampled ? '已受理，抽中县级入户。' : '已受理，开始计时。'
    case 'special-time-taken':
      return `${specialNames[event.ground]}${event.reason === '' ? '' : `：${event.reason}`}`
    case 'surveyed':
      return `${event.on}，调查人${event.surveyors.join('、')}，在场${event.present}。${event.conclusion}`
    case 'check-requested':
      return event.departments.map((department) => departmentNames[department]).join('、')
    case 'check-replied':
      return `${departmentNames[event.department]}：${checkFindingNames[event.finding]}${event.note === '' ? '' : `，${event.note}`}`
    case 'opinion-given':
      return `${proposalText(event.proposal)}${event.deviation === null ? '' : `。与政策测算不同，理由：${event.deviation}`}`
    case 'notice-posted':
      return `公示至 ${event.closesAfter} 日终。`
    case 'notice-closed':
      return '公示期满，无未答复的异议。'
    case 'objected':
      return `第 ${event.number} 件，${event.by}：${event.text}`
    case 'objection-answered':
      return `第 ${event.number} 件，${event.upheld ? '属实，重新调查' : '不属实'}：${event.text}`
    case 'visited':
      return `${event.on}，${event.visitors.join('、')}：${event.finding}`
    case 'heard':
      return `${event.on}，${event.heard}：${event.statement}`
    case 'deviation-proposed':
      return `${proposalText(event.proposal)}。理由：${event.reason}`
    case 'sent-back':
      return event.reason
    case 'decided':
      return `${proposalText(event.proposal)}${event.proposal.outcome === 'refuse' ? '' : `，自 ${event.from} 起`}${event.until === null ? '' : `至 ${event.until}`}。`
    case 'letter-delivered':
      return `${event.on} 送达。`
    case 'paused':
      return `${pauseNames[event.ground]}：${event.reason}`
    case 'resumed':
      return `中止 ${event.workingDays} 个工作日，期限顺延。`
    case 'round-opened':
      return `${roundNames[event.round]}：${event.reason}`
    case 'matter-raised':
      return event.question
    case 'matter-resolved':
      return `${event.approved ? '通过' : '未通过'}，参会${event.attendees.join('、')}。${event.minutes}`
    case 'appealed':
      return `${event.kind === 'review' ? '行政复议' : '行政诉讼'}：${event.text}`
    case 'appeal-decided':
      return `${event.upheld ? '支持，重新办理' : '维持原决定'}：${event.text}`
    case 'withdrawn':
      return event.reason
    case 'ended':
      return event.reason === 'grace-over' ? '渐退期满，终止。' : '有效期满。'
    case 'taken-over':
      return `${programmeNames[event.programme]}，${amountsText(event.amounts)}，自 ${event.since} 起享受。`
  }
}

export const yuan = (text: string): string => formatYuan(fen(BigInt(text)))
