import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { today } from '../test/county.ts'
import { open, picture, seriousViolations, type Site, theRow } from './desk.ts'
import { excessWidth, faultsOf, phone } from './faults.ts'

const elderWithout = (service: string): string =>
  `select p.name, p.id as person, m.household_id as household from person p
   join membership m on m.person_id = p.id and m.valid_until is null and m.superseded_at is null
   join household h on h.id = m.household_id
   where h.division like '360735100%' and p.birth_day < '1950-01-01'
     and not exists (select from care_plan c where c.person_id = p.id and c.service = '${service}')
     and not exists (select from elder_difficulty d where d.person_id = p.id)
     and not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'deathDay')
     and (select count(*) from person o where o.name = p.name) = 1
   order by p.id limit 1`

async function find(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: '找老人' }).fill(name)
  await page.getByRole('button', { name: `选择：${name}` }).click()
}

export function elderCareJourney(site: () => Site): void {
  test('a service is agreed on with an elder, and what she may be given is said before', async () => {
    const { name } = await theRow<{ name: string }>(site(), elderWithout('cleaning'))
    const township = await site().signedIn('township')
    await open(site(), township, '/care-plans/new')
    await find(township, name)
    const services = township.getByRole('radiogroup', { name: '可以享受的服务' })
    await services.getByText('助洁').click()
    await township.getByRole('checkbox', { name: '周三' }).check()
    await township.getByLabel('注意事项').fill('听力不好，敲门要重')
    const shown = await services.innerText()
    await picture(township, 'dispatch-agreement')
    await township.getByRole('button', { name: '保存' }).click()
    await township.waitForURL('**/care-plans?person=*')
    const list = township.getByRole('region', { name: '服务安排清单' })
    await list.getByText(name).first().waitFor()

    expect(shown).toMatch(/每次[\d.]+元/)
    expect(await list.innerText()).toContain('每周三')
    await list.getByRole('link', { name: `修改${name}的助洁` }).click()
    await township.getByRole('checkbox', { name: '周三' }).uncheck()
    await township.getByRole('checkbox', { name: '周五' }).check()
    const note = await township.getByLabel('注意事项').inputValue()
    await township.getByRole('button', { name: '保存' }).click()
    await list.getByText('每周五').waitFor()
    expect(note).toBe('听力不好，敲门要重')
    expect(await faultsOf(township)).toEqual([])
    await township.context().close()
  })

  test('what the server refuses is said where the officer looks', async () => {
    const { name } = await theRow<{ name: string }>(
      site(),
      `select p.name from care_plan c join person p on p.id = c.person_id
       where c.service = 'meal' and c.ended_on is null and (select count(*) from person o where o.name = p.name) = 1
       order by c.id limit 1`,
    )
    const county = await site().signedIn('county')
    await open(site(), county, '/care-plans/new')
    await find(county, name)
    await county.getByRole('radiogroup', { name: '可以享受的服务' }).getByText('助餐').click()
    await county.getByRole('checkbox', { name: '周一' }).check()
    await county.getByLabel('供餐的助餐点').click()
    await county.locator('.ant-select-item-option').first().click()
    await county.getByRole('button', { name: '保存' }).click()

    expect(await county.getByRole('alert').innerText()).toContain('已有同一项服务的安排')
    await county.context().close()
  })

  test('who was not visited this month is named first, and a call is put down at once', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, '/check-visits')
    const missing = county.getByRole('region', { name: /本月还没有探访/ })
    const before = await missing.getByRole('listitem').count()
    await picture(county, 'dispatch-check-visits')
    await missing
      .getByRole('button', { name: /^登记探访：/ })
      .first()
      .click()
    const dialog = county.getByRole('dialog')
    await dialog.getByRole('radiogroup', { name: '方式' }).getByText('电话').click()
    await dialog.getByLabel('情况').fill('电话里说一切都好')
    await dialog.getByRole('button', { name: '完成' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await county.getByText(`本月还没有探访 ${before - 1} 人`).waitFor()

    expect(await faultsOf(county)).toEqual([])
    await county.context().close()
  })

  test('on a phone at the door: a visit is called off by a township with its reason', async () => {
    const { on } = await theRow<{ on: string }>(
      site(),
      `select day::text as on from care_visit where division like '360735100%' and status in ('due', 'assigned')
       and day > '${today}' order by day desc limit 1`,
    )
    const township = await site().signedIn('township', phone)
    await open(site(), township, `/care-visits?day=${on}`)
    const cards = township.getByRole('list', { name: '工单清单' }).getByRole('listitem')
    const before = await cards.count()
    await township
      .getByRole('button', { name: /^取消工单：/ })
      .first()
      .click()
    const dialog = township.getByRole('dialog')
    await dialog.getByLabel('原因').fill('老人去女儿家住几天')
    await dialog.getByRole('button', { name: '取消工单' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await picture(township, 'dispatch-visits')
    await township.getByText(`待办 ${before - 1}`).waitFor()

    expect(await excessWidth(township)).toBeLessThanOrEqual(0)
    expect(await seriousViolations(township)).toEqual([])
    await township.context().close()
  })

  test('a month is settled by one and approved by another, line by line with its basis', async () => {
    site().moveTo(day('2026-12-01'))
    const { provider } = await theRow<{ provider: string }>(
      site(),
      `select cp.name as provider from care_visit v join care_assignment a on a.visit_id = v.id
       join carer c on c.id = a.carer_id join care_provider cp on cp.id = c.provider_id
       where v.status = 'done' and v.month = '2026-11' order by cp.id limit 1`,
    )
    const county = await site().signedIn('county')
    await open(site(), county, '/care-settlements')
    await county.getByRole('button', { name: '编制结算单' }).click()
    const dialog = county.getByRole('dialog')
    await dialog.getByLabel('服务单位').click()
    await county.locator('.ant-select-item-option', { hasText: provider }).click()
    await dialog.getByLabel('月份').fill('2026-11')
    await dialog.getByRole('button', { name: '编制结算单' }).click()
    await county.waitForURL(/\/care-settlements\/\d+$/)
    await county.getByText('这份结算单由您编制，须由另一位同事审批。').waitFor()
    const path = new URL(county.url()).pathname
    const other = await site().signedIn('county2')
    await open(site(), other, path)
    await picture(other, 'dispatch-settlement')
    await other.getByRole('button', { name: '审批通过' }).click()
    await other.getByRole('dialog').getByRole('button', { name: '审批通过' }).click()
    await other.getByText('已审批', { exact: true }).first().waitFor()

    expect(await county.getByRole('button', { name: '审批通过' }).count()).toBe(0)
    expect(await other.getByRole('table').innerText()).toContain('依据')
    expect(await faultsOf(other)).toEqual([])
    site().moveTo(today)
    await county.context().close()
    await other.context().close()
  })
}
