import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, picture, type Site, theRow } from './desk.ts'
import { faultsOf, phone } from './faults.ts'

const pen = 'M0 0 L10 10'

/** Sends a step of a case as the officer of the page, who has just looked at it. */
async function step(page: Page, site: Site, id: string, action: string, data: object = {}): Promise<void> {
  const seen = await page.request.get(`${site.url}/api/cases/${id}`)
  // The contract of the route.
  const { version } = (await seen.json()) as { version: number }
  const answer = await page.request.post(`${site.url}/api/cases/${id}/${action}`, {
    data: { key: randomUUID(), version, ...data },
  })
  expect([action, answer.status(), answer.ok() ? '' : await answer.text()]).toEqual([action, 200, ''])
}

interface Wanted {
  readonly household: string
  readonly head: string
  readonly division: string
  readonly adults: string[]
}

/** An application that hangs on the village's board, with the letters that it brought about. */
async function anApplication(site: Site, clerk: Page, county: Page): Promise<{ id: string; of: Wanted }> {
  const of = await theRow<Wanted>(
    site,
    `select d.household_id as household, d.division, (array_agg(m.person_id order by m.relation <> '户主'))[1] as head,
            array_agg(m.person_id) filter (where p.birth_day is null or p.birth_day < date '2008-11-02') as adults
       from determination d
       join membership m on m.household_id = d.household_id and m.valid_until is null and m.superseded_at is null
       join person p on p.id = m.person_id
      where d.superseded_at is null and d.category = '低保' and d.division like '360735100%'
        and not exists (select from assistance_case c where c.household_id = d.household_id)
        and not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'deathDay'
                           and f.superseded_at is null)
      group by 1, 2 order by 1 limit 1`,
  )
  const opened = await clerk.request.post(`${site.url}/api/cases`, {
    data: {
      key: randomUUID(),
      programme: 'subsistence-allowance',
      householdId: of.household,
      applicantId: of.head,
      channel: 'window',
      story: '收入很低，生活困难。',
      papers: ['identity', 'promise', 'authorisation'],
      signedBy: of.adults,
      nearRelatives: [],
    },
  })
  expect([opened.status(), opened.ok() ? '' : await opened.text()]).toEqual([200, ''])
  // The contract of the route.
  const { id } = (await opened.json()) as { id: string }
  await step(clerk, site, id, 'survey', {
    on: '2026-11-02',
    method: 'visit',
    surveyors: ['温小兰'],
    present: '户主',
    signatures: ['黄建民', '温小兰', '户主'].map((name) => ({ name, path: pen })),
    facts: [],
    conclusion: '住房简陋，情况属实。',
  })
  await step(clerk, site, id, 'request-check', { departments: ['tax', 'banks'] })
  for (const department of ['tax', 'banks']) {
    await step(county, site, id, 'reply-check', { department, finding: 'nothing', note: '', facts: [] })
  }
  await step(clerk, site, id, 'opinion')
  await step(clerk, site, id, 'notice')
  return { id, of }
}

export function noticeJourney(site: () => Site): void {
  test('a notice hangs on the board with its days left, and its letters are read, printed and delivered', async () => {
    const [clerk, county] = await Promise.all([site().signedIn('township'), site().signedIn('county')])
    const { id, of } = await anApplication(site(), clerk, county)

    await open(site(), clerk, '/notice-board')
    await clerk.getByRole('list', { name: '正在公示' }).getByText('还剩7天').first().waitFor()
    await picture(clerk, 'notices-board')
    expect(await faultsOf(clerk)).toEqual([])
    await open(site(), clerk, `/notice-board?division=${of.division}`)
    const print = clerk.getByRole('link', { name: '打印张贴' })
    expect(await print.getAttribute('href')).toBe(`/api/public-board/${of.division}.html`)
    const page = await clerk.request.get(`${site().url}/api/public-board/${of.division}.html`)
    expect(await page.text()).toContain('公示')

    const { village } = await theRow<{ village: string }>(
      site(),
      `select division as village from assistance_case
        where status = 'active' and amount_fen > 0 and division like '360735100%'
          and programme in ('subsistence-allowance', 'destitute-support') order by id limit 1`,
    )
    await open(site(), clerk, `/notice-board?division=${village}`)
    await clerk.getByRole('table', { name: '正在享受救助的对象' }).waitFor()
    expect(await faultsOf(clerk)).toEqual([])

    await open(site(), clerk, '/letters')
    await clerk.getByText('已显示最近', { exact: false }).waitFor()
    expect(await faultsOf(clerk)).toEqual([])
    await open(site(), clerk, `/letters?case=${id}`)
    const register = clerk.getByRole('region', { name: '文书清单' })
    await register.getByText('受理通知书').waitFor()
    const [opened] = await Promise.all([
      clerk.context().waitForEvent('page'),
      register.getByRole('link', { name: /^查看：受理通知书/ }).click(),
    ])
    await opened.waitForLoadState()
    expect(await opened.locator('body').innerText()).toContain('受理通知书')
    await opened.close()
    await register.getByRole('button', { name: /^登记送达：受理通知书/ }).press('Enter')
    const dialog = clerk.getByRole('dialog', { name: '登记送达：受理通知书' })
    await dialog.getByRole('button', { name: '登记送达' }).press('Enter')
    await dialog.getByText('请选择送达方式').waitFor()
    await dialog.getByRole('radio', { name: '当面送达' }).check()
    await dialog.getByLabel('签收情况').fill('本人签收')
    await dialog.getByRole('button', { name: '登记送达' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await register.getByText('本人签收', { exact: false }).waitFor()
    await clerk.getByText('未送达', { exact: false }).first().click()
    await register.getByText('受理通知书').waitFor({ state: 'hidden' })
    await open(site(), clerk, `/letters?household=${of.household}`)
    await picture(clerk, 'notices-letters')
    expect(await faultsOf(clerk)).toEqual([])

    await open(site(), county, `/letters?case=${id}`)
    await county.getByText('受理通知书').waitFor()
    expect(await county.getByRole('button', { name: /^登记送达/ }).count()).toBe(0)
    await Promise.all([clerk, county].map((one) => one.context().close()))
  }, 120_000)

  test('a village worker sees the board of the own village and nothing of the money', async () => {
    const village = await site().signedIn('village', phone)
    await open(site(), village, '/notice-board')
    await village.getByRole('heading', { name: /琴江居委会公示栏$/ }).waitFor()
    await village.getByRole('heading', { name: '正在享受救助的对象' }).waitFor()
    expect(await village.getByRole('link', { name: '资金' }).count()).toBe(0)
    expect(await village.getByRole('combobox', { name: '村（社区）' }).count()).toBe(0)
    await village.context().close()
  }, 60_000)
}
