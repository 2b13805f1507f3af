import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { fen } from '#kernel/fen'
import { month } from '#kernel/month'
import { setEntitlements } from '#modules/entitlement'
import { atRest } from './at-rest.ts'
import { open, picture, type Site, theRow } from './desk.ts'
import { faultsOf } from './faults.ts'

/** A picture without the notice of what was just done. */
async function still(page: Page, name: string): Promise<void> {
  await page.locator('.ant-message-notice').first().waitFor({ state: 'hidden' })
  await picture(page, name)
}

interface Payee {
  readonly payee: string
  readonly name: string
  readonly household: string
  readonly amount: string
}

/** Who is paid in the clerk's township, the household with the most first. */
async function payeesOf(site: Site): Promise<readonly Payee[]> {
  const { rows } = await site.store.owner.query<Payee>(
    `select distinct on (p.id) p.id as payee, p.name, e.household_id as household, e.basic_fen::text as amount
       from entitlement e join person p on p.id = e.payee_person_id
      where e.superseded_at is null and e.division like '360735100%'
        and not exists (select from fact f join entitlement_member m on m.entitlement_id = e.id
                         where f.subject = 'p' and f.subject_id in (m.person_id, p.id)
                           and f.fact in ('deathDay', 'custody') and f.superseded_at is null)
      order by p.id`,
  )
  return rows
}

async function post(page: Page, site: Site, path: string, data: object): Promise<{ id: string }> {
  const answer = await page.request.post(`${site.url}${path}`, { data: { key: randomUUID(), ...data } })
  expect([path, answer.status(), answer.ok() ? '' : await answer.text()]).toEqual([path, 200, ''])
  // The contract of the routes that are asked here.
  return (await answer.json()) as { id: string }
}

/** An account of a payee, entered by the clerk and confirmed by the county. */
async function account(site: Site, clerk: Page, county: Page, of: Payee, number: string): Promise<void> {
  const { id } = await post(clerk, site, '/api/payment-accounts', {
    personId: of.payee,
    holder: of.name,
    bank: '石城农商银行琴江支行',
    number,
  })
  await post(county, site, `/api/payment-accounts/${id}/confirm`, {})
}

/** Presses a button, then the one of the same name in the dialog that it opens. */
async function act(page: Page, name: string | RegExp, word: string, reason?: string): Promise<void> {
  await page.getByRole('button', { name }).first().press('Enter')
  const dialog = page.getByRole('dialog')
  if (reason !== undefined) await dialog.getByRole('textbox').fill(reason)
  await dialog.getByRole('button', { name: word }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
}

async function build(county: Page): Promise<void> {
  await county.getByRole('button', { name: /^(编制名册|重新编制)$/ }).press('Enter')
  const dialog = county.getByRole('dialog', { name: '编制发放名册' })
  await dialog.getByRole('button', { name: '编制名册' }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
}

/** Enters an account in the form, first in somebody else's name without an agreement. */
async function enterByHand(clerk: Page, of: Payee, number: string): Promise<void> {
  await clerk
    .getByRole('button', { name: new RegExp(`给${of.name}(录入|更换)账户`) })
    .first()
    .press('Enter')
  const form = clerk.getByRole('dialog', { name: '录入收款账户' })
  await form.getByLabel('户名').fill('钟大伯')
  await form.getByLabel('开户行').fill('石城农商银行琴江支行')
  await form.getByLabel('账号', { exact: true }).fill(number)
  await form.getByLabel('再输入一次账号').fill(`${number}0`)
  await form.getByRole('button', { name: '录入账户' }).press('Enter')
  await form.getByText('请写明书面协议的编号和备案情况', { exact: false }).waitFor()
  await form.getByText('两次输入的账号不一致').waitFor()
  await form.getByLabel('代持书面协议').fill('协议2026-015号，持卡人为其弟，已报县民政局备案')
  await form.getByLabel('再输入一次账号').fill(number)
  await form.getByRole('button', { name: '录入账户' }).press('Enter')
  await form.waitFor({ state: 'hidden' })
}

export function paymentJourney(site: () => Site): void {
  test('a month of payments: built, held, released, approved by a second person, sent, returned and paid again', async () => {
    const [county, clerk, leader] = await Promise.all([
      site().signedIn('county'),
      site().signedIn('township'),
      site().signedIn('leader'),
    ])
    const payees = await payeesOf(site())
    const [first, ...others] = payees
    if (first === undefined || others.length < 5) throw new Error('The township pays too few people')

    // Nobody has an account: every line waits, and says so.
    await open(site(), county, '/payments')
    await county.getByText('还没有发放名册').waitFor()
    await build(county)
    await county.waitForURL(/payments\/\d+$/)
    const path = new URL(county.url()).pathname
    await county.getByText('目前没有可以发放的明细').waitFor()
    await county.getByRole('link', { name: '查看暂缓明细' }).press('Enter')
    await county.getByText('领取人没有经确认的收款账户。').first().waitFor()
    await atRest(county)
    expect(await county.getByRole('button', { name: /^放行/ }).count()).toBe(0)
    expect(await faultsOf(county)).toEqual([])

    // The clerk follows the hold to the account, the county confirms it.
    await open(site(), clerk, `${path}?tab=held`)
    expect(await clerk.getByRole('button', { name: '重新编制' }).count()).toBe(0)
    await open(site(), clerk, `/accounts?household=${first.household}`)
    await enterByHand(clerk, first, '6222000011112222')
    await clerk.getByText('他人代持').first().waitFor()
    expect(await faultsOf(clerk)).toEqual([])
    await open(site(), county, '/accounts')
    await still(county, 'payments-accounts')
    expect(await faultsOf(county)).toEqual([])
    await act(county, `确认：${first.name}`, '确认')
    await county.getByText('目前没有等待确认的账户').waitFor()
    // Four cards with one number: more than the law lets pass without a look.
    for (const [index, payee] of others.entries()) {
      const number = index < 4 ? '6222000099990000' : `62220001${String(index).padStart(8, '0')}`
      await account(site(), clerk, county, payee, number)
    }

    await open(site(), county, path)
    await build(county)
    await county.getByText('同一账户有多名不属同一户的领取人').first().waitFor()
    await still(county, 'payments-batch')
    await open(site(), county, `${path}?tab=held&township=360735100`)
    await act(county, new RegExp(`^放行：${others[0]?.name} `), '放行', '四户均为村集体代办，协议齐全，已逐户核实')
    await county.getByText('已放行').waitFor()
    await still(county, 'payments-held')
    expect(await faultsOf(county)).toEqual([])

    await open(site(), leader, path)
    expect(await leader.getByRole('button', { name: '重新编制' }).count()).toBe(0)
    await act(leader, '审批通过', '审批通过')
    await leader.getByText('等待县级经办送银行').waitFor()
    expect(await faultsOf(leader)).toEqual([])

    await open(site(), county, path)
    await county.getByRole('button', { name: '下载代发文件' }).press('Enter')
    const downloaded = county.waitForEvent('download')
    await county.getByRole('dialog').getByRole('button', { name: '下载代发文件' }).press('Enter')
    const file = await downloaded
    expect(file.suggestedFilename()).toMatch(/^payment-360735-202611-\d+[.]csv$/)
    const [line = ''] = readFileSync(await file.path(), 'latin1')
      .split('\r\n')
      .filter((row) => row.includes('6222000011112222'))
    const [number = '', amount = ''] = [line.split(',')[0], line.split(',').at(-2)]
    await county.getByText('校验值（国密 SM3）').waitFor()
    await act(county, '登记已送银行', '登记已送银行')
    await county.getByText('已送银行，待回盘').waitFor()

    await county.getByRole('button', { name: '导入银行退回' }).press('Enter')
    const returns = county.getByRole('dialog', { name: '导入银行退回' })
    await returns.getByRole('button', { name: '导入银行退回' }).press('Enter')
    await returns.getByText('请选择回盘文件，或填写退回明细').waitFor()
    await returns.getByLabel('或直接填写', { exact: false }).fill(`${number},0.01,账户已销户`)
    await returns.getByRole('button', { name: '导入银行退回' }).press('Enter')
    await returns.getByText('回盘文件第1行有误（金额与名册不一致', { exact: false }).waitFor()
    await returns.getByLabel('或直接填写', { exact: false }).fill(`${number},${amount},账户已销户`)
    await returns.getByRole('button', { name: '导入银行退回' }).press('Enter')
    await returns.waitFor({ state: 'hidden' })
    await county.getByText('银行退回 1 笔。', { exact: false }).waitFor()

    // Not before there is another account.
    await open(site(), county, `${path}?tab=returned`)
    const again = new RegExp(`^补发：${first.name} `)
    await county.getByRole('button', { name: again }).press('Enter')
    const reissue = county.getByRole('dialog')
    await reissue.getByRole('textbox').fill('原账户已销户')
    await reissue.getByRole('button', { name: '补发' }).press('Enter')
    await reissue.getByText('退回后还没有新确认的收款账户').waitFor()
    await account(site(), clerk, county, first, '6222000055556666')
    await reissue.getByRole('button', { name: '补发' }).press('Enter')
    await reissue.waitFor({ state: 'hidden' })
    await still(county, 'payments-returned')
    expect(await faultsOf(county)).toEqual([])
    await act(county, '办结', '办结')
    await county.getByText('本批已办结', { exact: false }).first().waitFor()

    await open(site(), county, '/payments')
    await build(county)
    await county.waitForURL((url) => url.pathname !== path && /payments\/\d+$/.test(url.pathname))
    await county.getByText('退回补发', { exact: false }).waitFor()
    await county.getByText('账户有变').waitFor()
    await county.getByText('有 1 笔的收款账户与上次发放不同', { exact: false }).waitFor()
    await open(site(), county, '/payments')
    await still(county, 'payments-list')
    expect(await faultsOf(county)).toEqual([])
    await Promise.all([county, clerk, leader].map((page) => page.context().close()))
  }, 180_000)

  test('what was paid too much is looked at, given back in cash, and never more than is due', async () => {
    const { caseid, household, payee, basic, division, officer, covered } = await theRow<{
      caseid: string
      household: string
      payee: string
      basic: string
      division: string
      officer: string
      covered: string[]
    }>(
      site(),
      `select e.case_id as caseid, e.household_id as household, e.payee_person_id as payee, e.basic_fen::text as basic,
              e.division, b.prepared_by as officer,
              array(select m.person_id::text from entitlement_member m where m.entitlement_id = e.id) as covered
         from entitlement e join payment_line l on l.entitlement_id = e.id and l.status = 'paid'
         join payment_batch b on b.id = l.batch_id
        where e.superseded_at is null order by e.basic_fen desc limit 1`,
    )
    await site().store.within('360735', (tx) =>
      setEntitlements(tx, officer, [
        {
          caseId: caseid,
          division,
          householdId: household,
          programme: 'subsistence-allowance',
          payeePersonId: payee,
          coveredPersonIds: covered,
          from: month('2026-11'),
          until: null,
          amounts: { basic: fen(BigInt(basic) - 10_000n), uplift: fen(0n), care: fen(0n) },
          decision: `case:${caseid}#e2e`,
          decidedOn: day('2026-11-02'),
        },
      ]),
    )

    const county = await site().signedIn('county')
    await open(site(), county, '/recoveries')
    await county.getByText('1 笔，尚欠 100 元').waitFor()
    await county.getByRole('button', { name: '核实并商定退还' }).press('Enter')
    const plan = county.getByRole('dialog')
    await plan.getByRole('button', { name: '核实并商定退还' }).press('Enter')
    await plan.getByText('请选择核实的原因').waitFor()
    await plan.getByRole('radio', { name: /非故意多领/ }).check()
    await plan.getByRole('radio', { name: '现金或转账退回' }).check()
    await plan.getByLabel('每月抵扣或退还').fill('50')
    await plan.getByRole('button', { name: '核实并商定退还' }).press('Enter')
    await plan.waitFor({ state: 'hidden' })
    await still(county, 'payments-recoveries')
    expect(await faultsOf(county)).toEqual([])
    await county.getByRole('button', { name: '登记收款' }).press('Enter')
    const receipt = county.getByRole('dialog')
    await receipt.getByLabel('收到金额').fill('101')
    await receipt.getByLabel('收款说明').fill('本人转账退回财政专户')
    await receipt.getByRole('button', { name: '登记收款' }).press('Enter')
    await receipt.getByText('金额超过尚未追回的 100 元').waitFor()
    await receipt.getByLabel('收到金额').fill('100')
    await receipt.getByRole('button', { name: '登记收款' }).press('Enter')
    await receipt.waitFor({ state: 'hidden' })
    await county.getByText('没有追回款').waitFor()
    await open(site(), county, '/recoveries?view=all')
    await county.getByText('已追回', { exact: true }).waitFor()
    await county.context().close()

    const leader = await site().signedIn('leader')
    await open(site(), leader, '/recoveries?view=all')
    expect(await leader.getByRole('button', { name: '登记收款' }).count()).toBe(0)
    await leader.context().close()
  }, 120_000)

  test('a report of the month is read, taken to a spreadsheet, and printed without the frame', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, '/reports?month=2026-11&report=added')
    await county.getByRole('heading', { name: '2026年11月新增救助明细' }).waitFor()
    await still(county, 'payments-report')
    expect(await faultsOf(county)).toEqual([])
    const csv = county.waitForEvent('download')
    await county.getByRole('link', { name: '下载表格' }).press('Enter')
    expect((await csv).suggestedFilename()).toBe('added-2026-11.csv')

    await county.emulateMedia({ media: 'print' })
    expect(await county.getByRole('navigation', { name: '主导航' }).isVisible()).toBe(false)
    expect(await county.getByRole('link', { name: '下载表格' }).isVisible()).toBe(false)
    expect(await county.getByRole('heading', { name: '2026年11月新增救助明细' }).isVisible()).toBe(true)
    await county.context().close()
  }, 60_000)
}
