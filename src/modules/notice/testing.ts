import { demoAccounts } from '#cli/demo.zh'
import type { LetterContent, LetterKind, LetterOf } from '#contracts/notice'
import type { TestStore } from '#db/testing'
import { day } from '#kernel/day'
import { ensureOfficers } from '#modules/officer'
import type { NewLetter } from './store.ts'

export interface KnownCase {
  readonly caseId: string
  readonly householdId: string
  readonly personId: string
  readonly officerId: string
  readonly division: string
}

/** A household with one member and an open case, as another module would have made them. */
export async function aCase(
  store: TestStore,
  of: {
    readonly division?: string
    readonly programme?: string
    readonly name?: string
    readonly birthDay?: string
    readonly status?: string
    readonly amountFen?: string
  } = {},
): Promise<KnownCase> {
  await ensureOfficers(store, demoAccounts)
  const division = of.division ?? '360735100001'
  const county = division.slice(0, 6)
  const one = async (text: string, values: readonly unknown[]): Promise<string> => {
    const { rows } = await store.owner.query<{ id: string }>(text, [...values])
    const [row] = rows
    if (row === undefined) throw new Error('A row was expected')
    return row.id
  }
  const officerId = await one(`select id::text from officer where login = 'township'`, [])
  const batch = await one(
    `insert into batch (county, division, feed, file_name, digest) values ($1, $2, 'x', 'x', gen_random_uuid()::text)
       returning id::text`,
    [county, division],
  )
  const householdId = await one(
    `insert into household (county, division, number, batch_id) values ($1, $2, gen_random_uuid()::text, $3)
       returning id::text`,
    [county, division, batch],
  )
  const personId = await one(
    `insert into person (county, division, name, pinyin, initials, birth_day, batch_id)
       values ($1, $2, $3, 'x', 'x', $4, $5) returning id::text`,
    [county, division, of.name ?? '王小二', of.birthDay ?? '1960-01-01', batch],
  )
  await one(
    `insert into membership (county, division, household_id, person_id, relation, valid_from, batch_id)
       values ($1, $2, $3, $4, 'head', '2020-01-01', $5) returning id::text`,
    [county, division, householdId, personId, batch],
  )
  const caseId = await one(
    `insert into assistance_case (county, division, household_id, person_id, programme, status, round, step, turn,
         opened_on, amount_fen)
       values ($1, $2, $3, $4, $5, $6, 'first', 'survey', 'township', '2026-11-02', $7) returning id::text`,
    [
      county,
      division,
      householdId,
      personId,
      of.programme ?? 'subsistence-allowance',
      of.status ?? 'open',
      of.amountFen ?? null,
    ],
  )
  return { caseId, householdId, personId, officerId, division }
}

const remedies = {
  reconsiderationDays: 60,
  reconsiderationBody: '石城县人民政府',
  litigationMonths: 6,
  court: '石城县人民法院',
}
const reasons = [{ text: '家庭月人均收入 1,200 元，超过当地标准 765 元。', article: '《社会救助法》第十八条' }]
const amounts = { basic: '600', uplift: '76.50', care: '0' }
const programme = 'subsistence-allowance'

/** One dull and valid letter of every kind. */
export const letterOfKind: { readonly [K in LetterKind]: LetterOf<K> } = {
  acceptance: {
    kind: 'acceptance',
    programme,
    acceptedOn: '2026-11-02',
    dueOn: '2026-12-14',
    papers: ['申请书', '户口簿'],
    hotline: '0797-0000000',
  },
  'missing-papers': {
    kind: 'missing-papers',
    programme,
    missing: ['离婚证', '收入证明'],
    bringBy: '2026-11-16',
    hotline: null,
  },
  promise: {
    kind: 'promise',
    programme,
    adults: ['王小二', '李小花'],
    scope: ['银行存款', '车辆'],
    validUntil: '2027-05-02',
    signatures: [{ name: '王小二', role: '申请人', path: 'M10 10 L90 60' }],
  },
  'survey-form': {
    kind: 'survey-form',
    programme,
    surveyedOn: '2026-11-04',
    team: ['黄建民', '温小兰'],
    present: '王小二',
    findings: [{ label: '住房', value: '土坯房两间' }],
    neighbours: [{ name: '邻居甲', said: '家里没有劳力' }],
    signatures: [{ name: '黄建民', role: '调查人', path: 'M0 0 L300 100' }],
  },
  opinion: {
    kind: 'opinion',
    programme,
    proposed: 'yes',
    householdSize: 3,
    amounts,
    findings: [{ label: '月人均收入', value: '300 元' }],
    reasons,
  },
  'public-notice': {
    kind: 'public-notice',
    programme,
    applicantName: '王小二',
    householdSize: 3,
    proposed: '676.50',
    postedOn: '2026-11-02',
    closesAfter: '2026-11-09',
    hotline: '0797-0000000',
  },
  decision: {
    kind: 'decision',
    programme,
    amounts,
    paid: 'monthly',
    from: '2026-12',
    members: 3,
    until: null,
    reasons,
    remedies,
  },
  refusal: { kind: 'refusal', programme, reasons, remedies },
  change: {
    kind: 'change',
    programme,
    before: amounts,
    after: { basic: '500', uplift: '0', care: '0' },
    from: '2026-12',
    reasons,
    remedies,
  },
  hearing: {
    kind: 'hearing',
    programme,
    intended: 'reduce',
    reasons,
    part: { stage: 'notice', answerBy: '2026-11-09' },
  },
  stop: { kind: 'stop', programme, from: '2026-12', reasons, remedies },
  grace: { kind: 'grace', programme, from: '2026-09', until: '2027-02', amounts, reasons, remedies },
  'check-result': {
    kind: 'check-result',
    programme,
    checkedOn: '2026-11-05',
    items: [{ source: '车辆', result: '名下有小型轿车 1 辆' }],
    objectBy: '2026-11-12',
  },
  'appeal-answer': {
    kind: 'appeal-answer',
    programme,
    complaint: '邻居家有车为什么也享受',
    receivedOn: '2026-10-20',
    answer: '经查，该车已于去年转让。',
    reasons,
    remedies,
  },
  recovery: {
    kind: 'recovery',
    programme,
    total: '2,700',
    firstMonth: '2026-06',
    lastMonth: '2026-09',
    payBy: '2026-12-31',
    instalment: '300',
    reasons,
    remedies,
  },
}

export function aLetter(of: KnownCase, content: LetterContent = letterOfKind.refusal): NewLetter {
  return {
    division: of.division,
    householdId: of.householdId,
    caseId: of.caseId,
    addressee: '王小二',
    issuedOn: day('2026-11-02'),
    content,
  }
}
