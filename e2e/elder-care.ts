import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { today } from '../test/county.ts'
import { open, picture, seriousViolations, type Site, theRow } from './desk.ts'
import { excessWidth, faultsOf, phone } from './faults.ts'

/** Somebody old without a service, or without any. */
const elderWithout = (service = '%'): string =>
  `select p.name, p.id as person, m.household_id as household from person p
   join membership m on m.person_id = p.id and m.valid_until is null and m.superseded_at is null
   join household h on h.id = m.household_id
   where h.division like '360735100%' and p.birth_day < '1950-01-01'
     and not exists (select from care_plan c where c.person_id = p.id and c.service like '${service}')
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

  test('an elder is put on the register, which arranges the visit, and is taken off it again', async () => {
    const { name } = await theRow<{ name: string }>(site(), elderWithout())
    const township = await site().signedIn('township')
    await open(site(), township, '/check-visits')
    await township.getByRole('button', { name: '登记特殊困难' }).press('Enter')
    const dialog = township.getByRole('dialog')
    await find(township, name)
    await dialog.getByLabel('类型').click()
    await township.locator('.ant-select-item-option', { hasText: '独居' }).click()
    await dialog.getByRole('button', { name: '登记', exact: true }).press('Enter')
    await township.getByText('每月的探访已自动安排').waitFor()
    // The visit itself is made when its day comes near: nothing is to be arranged a second time.
    await township.getByRole('button', { name: new RegExp(`^(?:登记|安排)探访：${name}$`) }).waitFor()
    const { person, household } = await theRow<{ person: string; household: string }>(
      site(),
      `select person_id as person, household_id as household from elder_difficulty order by id desc limit 1`,
    )
    await open(site(), township, `/care-plans/new?household=${household}&person=${person}&name=x&service=check-visit`)
    await township.getByRole('alert').getByText('这位老人已有探访安排：每月1次').waitFor()
    await open(site(), township, '/check-visits')
    await township.getByRole('link', { name, exact: true }).press('Enter')
    const register = township.getByRole('region', { name: '特殊困难老年人在册名单' })
    const end = register.getByRole('button', { name: /^不再需要探访：/ })
    await end.waitFor()
    expect(await end.count()).toBe(1)
    await township.getByRole('button', { name: '显示全部老人' }).press('Enter')
    await register.getByRole('link').nth(1).waitFor()
    await picture(township, 'dispatch-register')
    expect(await faultsOf(township)).toEqual([])

    await township.getByRole('searchbox', { name: /老人姓名/ }).fill(name)
    await township.getByRole('searchbox', { name: /老人姓名/ }).press('Enter')
    await township.getByText('共 1 条').waitFor()
    await end.press('Enter')
    await dialog.getByText(/结束“独居”这一条登记/).waitFor()
    await dialog.getByLabel('从哪一天起不再需要').fill('2026-01-01')
    await dialog.getByRole('button', { name: '不再需要探访' }).press('Enter')
    await dialog.getByRole('alert').getByText('结束日期早于登记的开始日期').waitFor()
    await dialog.getByLabel('从哪一天起不再需要').fill(today)
    await dialog.getByRole('button', { name: '不再需要探访' }).press('Enter')
    await township.getByText('已结束这一条登记').waitFor()
    await township.getByText('在册名单里没有符合条件的老人').waitFor()

    const { open: left } = await theRow<{ open: string }>(
      site(),
      `select count(*) as open from care_visit v join person p on p.id = v.person_id
       where p.name = '${name}' and v.status in ('due', 'assigned')`,
    )
    expect(left).toBe('0')
    await township.context().close()
  })

  test('the agreements are narrowed to a service, a place and a name, which the address keeps', async () => {
    const plan = await theRow<{ name: string; village: string; place: string; others: string }>(
      site(),
      `select p.name, c.division as village, d.name as place,
         (select count(*) from care_plan o where o.ended_on is null and o.division <> c.division) as others
       from care_plan c join person p on p.id = c.person_id join division d on d.code = c.division
       where c.ended_on is null and c.service = 'meal' and c.division like '360735100%' order by c.id limit 1`,
    )
    const township = await site().signedIn('township')
    await open(site(), township, '/care-plans')
    const list = township.getByRole('region', { name: '服务安排清单' })
    await township.getByRole('combobox', { name: '所在地' }).fill(plan.place)
    await township.getByRole('combobox', { name: '所在地' }).press('Enter')
    await township.waitForURL(`**/care-plans?division=${plan.village}`)
    await township.getByRole('searchbox', { name: /老人姓名/ }).fill(plan.name)
    await township.getByRole('searchbox', { name: /老人姓名/ }).press('Enter')
    await list.getByText(plan.name).first().waitFor()
    await township.reload()
    await list.getByText(plan.name).first().waitFor()
    const { n } = await theRow<{ n: string }>(
      site(),
      `select count(*) as n from care_plan c join person p on p.id = c.person_id
       where (c.ended_on is null or c.ended_on > '${today}') and c.division = '${plan.village}' and p.name = '${plan.name}'`,
    )
    await township.getByText(`共 ${n} 项`).waitFor()
    await open(site(), township, `/care-plans?division=${plan.village}&name=x`)
    await list.getByText('没有符合条件的服务安排').waitFor()
    expect(await faultsOf(township)).toEqual([])
    await list.getByRole('button', { name: '清除筛选' }).press('Enter')
    await township.waitForURL(/care-plans$/)
    await list.getByText(plan.name).first().waitFor()

    expect(Number(plan.others)).toBeGreaterThan(0)
    await township.context().close()
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
    // The card goes with its dialog, and what was done is said all the same.
    await township.getByText('已取消', { exact: true }).first().waitFor()
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

  test('what was told wrongly of a visit is told again with a reason, and what stood before stays to be read', async () => {
    const { name, on } = await theRow<{ name: string; on: string }>(
      site(),
      `select p.name, v.day::text as on from care_visit v join person p on p.id = v.person_id
       where v.status = 'done' and v.service <> 'check-visit' and not exists
         (select from care_settlement_line l where l.visit_id = v.id and not l.withdrawn) order by v.id limit 1`,
    )
    const county = await site().signedIn('county')
    await open(site(), county, `/care-visits?view=done&day=${on}`)
    await county
      .getByRole('button', { name: new RegExp(`^更正：.*${name}$`) })
      .first()
      .press('Enter')
    const dialog = county.getByRole('dialog', { name: `更正${name}的服务记录` })
    const correct = dialog.getByRole('button', { name: '更正', exact: true })
    await correct.press('Enter')
    await dialog.getByText('请写明更正的原因').waitFor()
    await dialog.getByLabel('更正原因').fill('离开时间看错了表')
    await correct.press('Enter')
    await dialog.getByRole('alert').getByText('没有需要保存的更正').waitFor()
    await dialog.getByLabel('离开时间').fill('23:07')
    await correct.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await county.getByRole('button', { name: new RegExp(`^更正记录：.*${name}$`) }).press('Enter')
    const record = county.getByRole('dialog', { name: `更正记录：${name}` })
    await record.getByText('原因：离开时间看错了表').waitFor()
    await picture(county, 'dispatch-correction')

    expect(await record.getByRole('row', { name: /^离开时间/ }).innerText()).toMatch(/\d\d:\d\d\s+23:07\s+有改动/)
    expect(await faultsOf(county)).toEqual([])
    const village = await site().signedIn('village')
    await open(site(), village, `/care-visits?view=done&day=${on}`)
    expect(await village.getByRole('button', { name: /^更正：/ }).count()).toBe(0)
    await village.context().close()
    await county.context().close()
  })
}
