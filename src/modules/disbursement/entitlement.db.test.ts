import { afterAll, beforeAll, expect, test } from 'vitest'
import { paymentReports } from '#contracts/disbursement'
import { day } from '#kernel/day'
import { fen } from '#kernel/fen'
import { month } from '#kernel/month'
import { entitledOf, type EntitlementChange, listEntitled, setEntitlements } from '#modules/entitlement'
import { monthlyReport, reportCsv } from './report-queries.ts'
import { aPaymentBench, county, type PaymentBench, village } from './testing.ts'

let bench: PaymentBench
beforeAll(async () => {
  bench = await aPaymentBench()
})
afterAll(() => bench.store.close())

async function aCase(yuan: number, from: string, until?: string) {
  const family = await bench.family(['张三', '李四'])
  const caseId = await bench.caseOf(family)
  await bench.decide({ family, caseId, yuan, from, ...(until === undefined ? {} : { until }) })
  return { family, caseId }
}

const rowsOf = async (caseId: string) => {
  const rows = await bench.store.within(county, (tx) => entitledOf(tx, caseId))
  return rows.map((row) => [row.from, row.until, row.total, row.covered.length])
}

test('a new decision ends what was owed the month before it, and what was believed stays written', async () => {
  const { family, caseId } = await aCase(500, '2026-03')

  await bench.decide({ family, caseId, yuan: 620, from: '2026-07' })
  await bench.decide({ family, caseId, yuan: 0, from: '2026-10' })

  expect(await rowsOf(caseId)).toEqual([
    ['2026-07', '2026-09', '620', 2],
    ['2026-03', '2026-06', '500', 2],
  ])
  const [kept] = await bench.rows<{ n: number }>('select count(*)::int as n from entitlement where case_id = $1', [
    caseId,
  ])
  expect(kept?.n).toBe(4)
})

test('a decision from further back takes the place of all that was owed from then on', async () => {
  const { family, caseId } = await aCase(500, '2026-03')
  await bench.decide({ family, caseId, yuan: 620, from: '2026-07' })

  await bench.decide({ family, caseId, yuan: 100, from: '2026-02', until: '2026-12' })

  expect(await rowsOf(caseId)).toEqual([['2026-02', '2026-12', '100', 2]])
})

test('months of grace and what comes after them are written in one call', async () => {
  const family = await bench.family(['王五'])
  const caseId = await bench.caseOf(family)
  const change = (from: string, until: string | null, yuan: bigint): EntitlementChange => ({
    caseId,
    division: village,
    householdId: family.householdId,
    programme: 'subsistence-allowance',
    payeePersonId: family.payee,
    coveredPersonIds: family.members,
    from: month(from),
    until: until === null ? null : month(until),
    amounts: { basic: fen(yuan * 100n), uplift: fen(0n), care: fen(0n) },
    decision: `case:${caseId}#1`,
    decidedOn: day('2026-08-15'),
  })

  const effects = await bench.store.within(county, (tx) =>
    setEntitlements(tx, bench.as('county-officer').officerId, [
      change('2026-09', '2027-02', 300n),
      change('2027-03', null, 120n),
    ]),
  )

  expect(effects).toEqual([{ caseId, backPay: fen(0n), recovery: fen(0n) }])
  expect(await rowsOf(caseId)).toEqual([
    ['2027-03', null, '120', 1],
    ['2026-09', '2027-02', '300', 1],
  ])
})

test('five hundred changes take no more statements than one', async () => {
  const cases = await Promise.all(Array.from({ length: 20 }, () => aCase(500, '2026-03')))
  const changes = cases.map(
    ({ family, caseId }): EntitlementChange => ({
      caseId,
      division: village,
      householdId: family.householdId,
      programme: 'subsistence-allowance',
      payeePersonId: family.payee,
      coveredPersonIds: family.members,
      from: month('2026-08'),
      until: null,
      amounts: { basic: fen(40_000n), uplift: fen(5_000n), care: fen(0n) },
      decision: `case:${caseId}#2`,
      decidedOn: day('2026-07-15'),
    }),
  )
  const statementsFor = async (some: readonly EntitlementChange[]): Promise<number> => {
    let statements = 0
    await bench.store.within(county, async (tx) => {
      const counting = tx.withPlugin({
        transformQuery: ({ node }) => {
          statements += 1
          return node
        },
        transformResult: async ({ result }) => result,
      })
      await setEntitlements(counting, bench.as('county-officer').officerId, some)
    })
    return statements
  }

  const one = await statementsFor(changes.slice(0, 1))
  const rest = await statementsFor(changes.slice(1))

  expect([rest === one, one <= 8]).toEqual([true, true])
  const listed = await bench.store.within(county, (tx) => listEntitled(tx, { month: month('2026-08'), limit: 100 }))
  expect(listed.items.filter((row) => row.total === '450')).toHaveLength(20)
})

test('when a household moves, what it is owed moves with it', async () => {
  const { family, caseId } = await aCase(500, '2026-03')
  const there = '360735101001'

  await bench.rows('update household set division = $1 where id = $2', [there, family.householdId])

  const seen = (township: string) =>
    bench.store.within(township, async (tx) => (await entitledOf(tx, caseId)).map((row) => row.covered.length))
  expect([await seen('360735100'), await seen('360735101')]).toEqual([[], [2]])
})

test('the monthly reports tell who came, who left, who gets more or less, and who has nothing now', async () => {
  const newcomer = await aCase(500, '2029-02')
  const leaver = await aCase(510, '2028-12', '2029-01')
  const more = await aCase(520, '2028-12')
  await bench.decide({ ...more, yuan: 600, from: '2029-02' })
  const less = await aCase(530, '2028-12')
  await bench.decide({ ...less, yuan: 400, from: '2029-02' })
  const widow = await aCase(540, '2028-12')
  await bench.fact(widow.family.members[1] ?? '', 'deathDay', '2029-01-10')
  await bench.decide({ ...widow, yuan: 300, from: '2029-02', covered: [widow.family.payee] })

  const found = new Map<string, unknown[]>()
  for (const report of paymentReports) {
    const { items } = await bench.store.within(county, (tx) => monthlyReport(tx, month('2029-02'), report))
    found.set(
      report,
      items.map((row) => [row.caseId, row.before, row.after]),
    )
  }

  expect(Object.fromEntries(found)).toEqual({
    added: [[newcomer.caseId, '0', '500']],
    stopped: [[leaver.caseId, '510', '0']],
    raised: [[more.caseId, '520', '600']],
    lowered: [
      [less.caseId, '530', '400'],
      [widow.caseId, '540', '300'],
    ],
    'uplift-lowered': [],
    'natural-decrease': [[widow.caseId, '540', '300']],
    'left-without-cover': [
      [leaver.caseId, '510', '0'],
      [leaver.caseId, '510', '0'],
    ],
  })
})

test('a report as a table begins with the mark of its encoding and lets no name be taken for a formula', async () => {
  const family = await bench.family(['=1+1'])
  const caseId = await bench.caseOf(family)
  await bench.decide({ family, caseId, yuan: 1_500, from: '2030-02' })

  const report = await bench.store.within(county, (tx) => monthlyReport(tx, month('2030-02'), 'added'))
  const text = reportCsv(report)

  expect(text.startsWith('\u{FEFF}待遇,乡镇村,户号')).toBe(true)
  expect(text).toContain(`,'=1+1,1,0,"1,500","1,500",\r\n`)
})

test('a report names the letter of the decision, not that of another, and nothing where none was written', async () => {
  const written = await aCase(500, '2030-03')
  await aCase(510, '2030-03')
  await bench.rows(
    `insert into assistance_event (case_id, seq, county, division, type, day, data)
     select case_id, split_part(decision, '#', 2)::int, county, division, 'decided', decided_on, $2
       from entitlement where case_id = $1`,
    [written.caseId, { type: 'decided', proposal: { outcome: 'grant' } }],
  )
  const { officerId } = bench.as('county-officer')
  for (const [kind, serial] of [
    ['decision', 9001],
    ['hearing', 9002],
  ]) {
    await bench.rows(
      `insert into letter (county, division, household_id, case_id, kind, office, year, serial, number, addressee_cipher,
              issued_on, issued_by, content_cipher)
       select county, division, household_id, case_id, $2, county, 2026, $3, $4, '', decided_on, $5, ''
         from entitlement where case_id = $1`,
      [written.caseId, kind, serial, `某${kind}〔2026〕${serial}号`, officerId],
    )
  }

  const report = await bench.store.within(county, (tx) => monthlyReport(tx, month('2030-03'), 'added'))

  expect(report.items.map((row) => row.decision)).toEqual(['某decision〔2026〕9001号', null])
})

test('where the township confirms, its decision reaches paid months as the county’s would', async () => {
  const { family, caseId } = await aCase(500, '2031-01')
  await bench.account(family.payee, '6222666600006666')
  await bench.pay('2031-01', '2031-01-05')
  const change: EntitlementChange = {
    caseId,
    division: village,
    householdId: family.householdId,
    programme: 'subsistence-allowance',
    payeePersonId: family.payee,
    coveredPersonIds: family.members,
    from: month('2031-01'),
    until: null,
    amounts: { basic: fen(30_000n), uplift: fen(0n), care: fen(0n) },
    decision: `case:${caseId}#9`,
    decidedOn: day('2031-01-20'),
  }
  const townshipClerk = bench.as('township-clerk')

  const effects = await bench.store.within(townshipClerk.division, (tx) =>
    setEntitlements(tx, townshipClerk.officerId, [change]),
  )

  expect(effects).toEqual([{ caseId, backPay: fen(0n), recovery: fen(20_000n) }])
})
