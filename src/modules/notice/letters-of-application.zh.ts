import type { LetterBlock, LetterOf, Signature } from '#contracts/notice'
import {
  amountOf,
  amountsTable,
  dayText,
  heading,
  hotlineBlocks,
  list,
  paragraph,
  programmeNames,
  proposedText,
  reasonsSection,
  section,
  small,
  table,
  totalOf,
  toStop,
} from './letter-words.zh.ts'

/** What a template adds to its content: where the household lives and who signs. */
export interface Frame {
  readonly number: string
  readonly addressee: string
  /** The full name of the office that signs. */
  readonly office: string
  /** The household's place, from the county down. */
  readonly place: string
  readonly issuedOn: string
}

const signatures = (of: readonly Signature[]): LetterBlock => ({ type: 'signatures', signatures: [...of] })

export function acceptance(of: LetterOf<'acceptance'>): LetterBlock[] {
  return [
    paragraph(
      `您提出的${programmeNames[of.programme]}申请材料齐全，符合受理条件，我们已于${dayText(of.acceptedOn)}受理。`,
    ),
    ...section('收到的材料', of.papers),
    heading('办理时限'),
    paragraph(
      of.dueOn === null
        ? '办结日期须待下一年度工作日安排公布后确定，届时另行告知。'
        : `本申请应于${dayText(of.dueOn)}前办结。遇有公示异议等法定情形需要延长的，将另行告知。`,
    ),
    paragraph('办理期间，家庭人口、收入、财产发生变化的，请及时告诉我们。'),
    ...hotlineBlocks(of.hotline),
  ]
}

export function missingPapers(of: LetterOf<'missing-papers'>): LetterBlock[] {
  return [
    paragraph(
      `您提出的${programmeNames[of.programme]}申请还缺下列材料，现一次性全部告知。补齐后即予受理，不会再要求补交本清单以外的材料。`,
    ),
    ...section('需要补充的材料', of.missing),
    ...(of.bringBy === null ? [] : [paragraph(`请于${dayText(of.bringBy)}前补齐。确有困难的，请与我们联系。`)]),
    paragraph('能够通过部门之间核对取得的信息，不需要您开具证明。'),
    ...hotlineBlocks(of.hotline),
  ]
}

export function promise(of: LetterOf<'promise'>): LetterBlock[] {
  return [
    heading('一、诚信承诺'),
    paragraph(
      `本人及共同生活的家庭成员申请${programmeNames[of.programme]}，承诺所填写的家庭人口、收入、财产、支出情况和提交的材料真实、完整；情况发生变化的，及时报告。`,
    ),
    paragraph('本人知道：隐瞒、虚报情况取得救助的，救助将被停止，多领的钱款应当退回，并依法承担责任。'),
    heading('二、授权核对'),
    paragraph('本人同意民政部门为办理本次申请及救助期间的复核，查询、核对下列信息，并只用于此目的：'),
    list(of.scope),
    paragraph(of.validUntil === null ? '授权至救助终止时止。' : `授权至${dayText(of.validUntil)}止。`),
    heading('三、签名（每一位成年家庭成员分别签名）'),
    signatures([...of.signatures, ...unsigned(of)]),
  ]
}

/** An empty line for each adult who has not signed yet. */
function unsigned(of: LetterOf<'promise'>): Signature[] {
  const signed = new Set(of.signatures.map((signature) => signature.name))
  return of.adults.filter((name) => !signed.has(name)).map((name) => ({ name, role: '成年家庭成员', path: null }))
}

export function surveyForm(of: LetterOf<'survey-form'>, frame: Frame): LetterBlock[] {
  return [
    table(
      ['项目', '内容'],
      [
        ['申请人', frame.addressee],
        ['住址所在', frame.place],
        ['申请事项', programmeNames[of.programme]],
        ['调查日期', dayText(of.surveyedOn)],
        ['调查人员', of.team.join('、')],
        ['在场家庭成员', of.present ?? '无人在场'],
      ],
    ),
    heading('调查情况'),
    table(
      ['项目', '所见所问'],
      of.findings.map(({ label, value }) => [label, value]),
    ),
    ...(of.neighbours.length === 0
      ? []
      : [
          heading('邻里走访'),
          table(
            ['受访人', '反映情况'],
            of.neighbours.map(({ name, said }) => [name, said]),
          ),
        ]),
    heading('签名'),
    signatures(of.signatures),
  ]
}

export function opinion(of: LetterOf<'opinion'>, frame: Frame): LetterBlock[] {
  const verdict =
    of.proposed === 'yes'
      ? '经调查核实，初审认为符合条件，建议按规定公示后予以确认。'
      : '经调查核实，初审认为不符合条件，建议不予确认。'
  return [
    paragraph(
      `${frame.addressee}（${frame.place}）申请${programmeNames[of.programme]}，共同生活的家庭成员${of.householdSize}人。${verdict}`,
    ),
    ...(of.amounts === null
      ? []
      : [
          ...amountsTable([{ label: '建议金额', amounts: of.amounts }], '元'),
          paragraph(`建议发放金额：${proposedText(of.programme, totalOf(of.amounts))}。`),
        ]),
    ...(of.findings.length === 0
      ? []
      : [
          heading('核实情况'),
          table(
            ['项目', '结果'],
            of.findings.map(({ label, value }) => [label, value]),
          ),
        ]),
    ...reasonsSection('理由和依据', of.reasons),
  ]
}

export function publicNotice(of: LetterOf<'public-notice'>, frame: Frame): LetterBlock[] {
  const isStop = amountOf(of.proposed) === 0n
  return [
    paragraph(
      isStop ? '下列对象经核查拟终止救助，现予公示，听取意见。' : '下列申请已经调查和初审，现予公示，听取意见。',
    ),
    table(
      ['申请人', '所在村（社区）', '家庭人数', '类别', '拟发金额'],
      [
        [
          of.applicantName,
          frame.place,
          `${of.householdSize}`,
          programmeNames[of.programme],
          isStop ? toStop : of.proposed,
        ],
      ],
    ),
    paragraph(`公示时间：${dayText(of.postedOn)}张贴，至${dayText(of.closesAfter)}止。`),
    paragraph(`有不同意见的，请在公示期内向${frame.office}反映，我们为反映人保密。`),
    ...hotlineBlocks(of.hotline),
    small('公示期满，本公示即行撤下。'),
  ]
}

export function checkResult(of: LetterOf<'check-result'>): LetterBlock[] {
  return [
    paragraph(
      `根据您的授权，我们于${dayText(of.checkedOn)}对${programmeNames[of.programme]}申请的家庭经济状况作了核对，结果如下：`,
    ),
    table(
      ['核对项目', '结果'],
      of.items.map(({ source, result }) => [source, result]),
    ),
    paragraph(
      of.objectBy === null
        ? '对结果有异议的，请提供有关证据，我们将重新核对。'
        : `对结果有异议的，请于${dayText(of.objectBy)}前提供有关证据，我们将重新核对。`,
    ),
  ]
}
