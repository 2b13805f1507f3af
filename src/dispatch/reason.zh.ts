import type { Fault } from '#dispatch/faults'
import type { MoveRefusal } from '#dispatch/move'
import type { UnservedReason } from '#dispatch/plan'

/** What is at fault with a thing that was to be planned. */
export const faultTexts: Readonly<Record<Fault['code'], string>> = {
  'duplicate-id': '编号重复，只取第一个',
  'unknown-place': '所指地点不存在或道路不通',
  'unknown-mode': '出行方式未说明',
  'place-outside': '坐标超出范围',
  'negative-time': '数值不能为负',
  'not-a-number': '缺少数值',
  'window-ends-before-it-begins': '时段的结束早于开始',
  'shift-ends-before-it-begins': '班次的结束早于开始',
  'visit-longer-than-any-shift': '所需时间长于任何班次',
  'no-parts': '没有说明需要什么服务',
  'too-many-parts': '一次上门最多两人',
  'pairing-cannot-be': '两人先后的间隔不成立',
  'matrix-of-wrong-size': '路程表的行列数与地点数不符',
  'matrix-hole': '路程表有空缺，该地点不能安排',
  'started-without-carer': '已开始的服务没有写明由谁承担',
}

/** Why nobody comes, and what to do; `nameOf` says who a carer is. */
export function reasonText(of: UnservedReason, nameOf: (carer: string) => string = (carer) => carer): string {
  switch (of.code) {
    case 'no-carer-has-the-skills':
      return `没有人员具备第${of.part + 1}项服务所需的技能，请增派或调整技能要求`
    case 'only-refused-carers-have-the-skills':
      return `具备第${of.part + 1}项技能的人员均被老人回避，请另派人员`
    case 'locked-carer-cannot':
      return `指定人员 ${nameOf(of.carer)} 不在班或不能承担，请改派`
    case 'nobody-arrives-in-time':
      return `最近的人员 ${nameOf(of.carer)} 也要迟到 ${of.minutesLate} 分钟，请放宽时段或增派`
    case 'no-room-in-any-shift':
      return `最近的人员 ${nameOf(of.carer)} 的班次还差 ${of.minutesOver} 分钟，请延长班次或增派`
    case 'nobody-brings-it-warm':
      return '没有人员能在保温时限内送到，请换近处的食堂或更快的出行方式'
    case 'no-capacity':
      return `人员 ${nameOf(of.carer)} 的载量已满，请增派`
    case 'cannot-be-planned':
      return `所写有误（${faultTexts[of.fault]}），请改正后再排`
    case 'dearer-than-leaving-out':
      return '能够安排，但代价高于不安排，请提高该项的优先级'
  }
}

const moveTexts = {
  'unknown-visit': '这张工单不在方案中。送餐按趟次安排，不能单独改派；其他工单请先重新排班',
  'unknown-carer': '这名人员当天不在班',
  'already-with-this-carer': '这张工单已经由这名人员承担',
  'same-carer-for-both-parts': '双人服务的两人不能是同一人',
  'no-room-for-the-break': '这样安排后没有时间休息',
  'other-part-has-no-carer': '这项双人服务的另一人还没有安排，请先重新排班',
} as const

type Plain = Extract<MoveRefusal, { readonly code: keyof typeof moveTexts }>

function isPlain(of: MoveRefusal): of is Plain {
  return of.code in moveTexts
}

/** Why a visit cannot go to the carer it was given to. */
export function moveRefusalText(of: MoveRefusal, nameOf: (carer: string) => string): string {
  if (isPlain(of)) return moveTexts[of.code]
  if (of.code === 'locked-to-another-carer') return `这张工单已指定由 ${nameOf(of.carer)} 承担`
  return reasonText(of, nameOf)
}
