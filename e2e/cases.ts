import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { desktop, open, picture, type Site, theRow } from './desk.ts'
import { faultsOf, phone, upright } from './faults.ts'

const today = day('2026-11-02')
async function choose(page: Page, group: string, name: string): Promise<void> {
  const choices = page.getByRole('radiogroup', { name: group })
  await choices.getByText(name, { exact: true }).click()
  expect(await choices.getByRole('radio', { name, exact: true }).isChecked(), `${group}: ${name}`).toBe(true)
}

async function pick(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).first().click()
}

/** Two strokes with the mouse in the box of whoever signs. */
async function sign(page: Page, name: string): Promise<void> {
  const pad = page.getByRole('img', { name: `${name}签名` })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (box === null) throw new Error(`There is no box for ${name}`)
  for (const shift of [0.3, 0.6]) {
    await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * shift)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.2, { steps: 4 })
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * shift, { steps: 4 })
    await page.mouse.up()
  }
}

/** The button of the form, once what it has done is told. */
async function act(page: Page, name: string, done: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByText(done, { exact: true }).first().waitFor()
}

interface Household {
  readonly household: string
  readonly number: string
  readonly head: string
}

/** A household of the township that receives nothing yet and that the policies put in a category. */
function householdOf(site: Site, category: string, skip = 0): Promise<Household> {
  return theRow<Household>(
    site,
    `select h.id as household, h.number, p.name as head
     from determination d join household h on h.id = d.household_id
     join membership m on m.household_id = h.id and m.relation = '户主' and m.valid_until is null and m.superseded_at is null
     join person p on p.id = m.person_id
     where d.superseded_at is null and d.category = '${category}' and d.division like '360735100%'
       and not exists (select from assistance_case c where c.household_id = h.id and c.status in ('papers', 'open', 'active', 'grace'))
       and not exists (select from fact f where f.subject = 'p' and f.fact = 'deathDay' and f.superseded_at is null
         and f.subject_id in (select person_id from membership of where of.household_id = h.id))
     order by h.id limit 1 offset ${skip}`,
  )
}

async function findHousehold(page: Page, of: Household, programme: string): Promise<void> {
  await page
    .getByRole('textbox', { name: '查找申请人' })
    .or(page.getByRole('searchbox', { name: '查找申请人' }))
    .fill(of.number)
  await page
    .getByRole('button', { name: `选择：${of.head}` })
    .first()
    .click()
  await pick(page, '救助项目', programme)
  await page.getByRole('heading', { name: '系统已经掌握' }).waitFor()
}

/** Ticks every paper and every signature that the form asks for. */
async function tickAll(page: Page): Promise<void> {
  for (const box of await page.getByRole('checkbox').all()) await box.check()
}

async function applyFor(site: Site, page: Page, of: Household, programme: string): Promise<string> {
  await open(site, page, '/cases')
  await page.getByRole('button', { name: '登记申请' }).click()
  await findHousehold(page, of, programme)
  await page.getByLabel('申请理由').fill('本人患病不能劳动，家中只有土地流转收入，生活困难。')
  await tickAll(page)
  await page.getByText('材料齐全，提交后当即受理').waitFor()
  await picture(page, 'case-intake')
  await act(page, '提交申请', '申请已登记')
  await page.waitForURL(/cases\/\d+$/)
  return new URL(page.url()).pathname
}

async function surveyOn(page: Page, head: string): Promise<void> {
  await page.setViewportSize(upright)
  await page.getByRole('combobox', { name: '其他调查人员' }).fill('温小兰')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: '在场家庭成员' }).fill(head)
  await page.keyboard.press('Tab')
  await page.getByLabel('调查结论').fill('住房简陋，情况属实。')
  await page.getByRole('button', { name: '提交入户调查' }).click()
  await page.getByText(`还缺签名：黄建民、温小兰、${head}`).waitFor()
  for (const name of ['黄建民', '温小兰', head]) await sign(page, name)
  // Turning the tablet loses nothing of what has been signed.
  await page.setViewportSize({ width: upright.height, height: upright.width })
  await page.setViewportSize(upright)
  expect(await page.getByText('已签名').count()).toBe(3)
  await page.getByRole('button', { name: '重新签：温小兰' }).click()
  expect(await page.getByText('已签名').count()).toBe(2)
  await sign(page, '温小兰')
  await picture(page, 'case-survey')
  await act(page, '提交入户调查', '入户调查已提交')
  await page.setViewportSize(desktop)
}

/** Survey by the township, the answers by the county, and the township's opinion. */
async function throughOpinion(
  site: Site,
  clerk: Page,
  county: Page,
  of: { path: string; head: string },
): Promise<void> {
  await surveyOn(clerk, of.head)
  await clerk.getByRole('checkbox', { name: '税务' }).check()
  await clerk.getByRole('checkbox', { name: '银行、证券、保险' }).check()
  await act(clerk, '提请信息核对', '已提请信息核对')
  await open(site, county, of.path)
  for (let reply = 0; reply < 2; reply++) {
    await choose(county, '核对结果', '未发现')
    await act(county, '登记核对答复', '已登记核对答复')
    await county.getByText('已登记核对答复').first().waitFor({ state: 'hidden' })
  }
  await open(site, clerk, of.path)
  await act(clerk, '提出初审意见', '初审意见已提出')
}

export function caseJourney(site: () => Site): void {
  test('an application goes from the window through survey, checks, notice and decision to the letter', async () => {
    const wanted = await householdOf(site(), '低保')
    const clerk = await site().signedIn('township')
    const county = await site().signedIn('county')
    const path = await applyFor(site(), clerk, wanted, '最低生活保障')
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.getByRole('button', { name: '怎么算的' }).first().press('Enter')
    await clerk.getByText('次日起算 3 个工作日').waitFor()
    await clerk.keyboard.press('Escape')
    await throughOpinion(site(), clerk, county, { path, head: wanted.head })
    await clerk.getByText('与政策测算一致').waitFor()
    await clerk.getByText('查看理由').click()
    await clerk.getByRole('button', { name: '重算核对' }).click()
    await clerk.getByText('重算结果与当时完全一致。').waitFor()
    await picture(clerk, 'case-opinion')
    expect(await faultsOf(clerk)).toEqual([])
    await act(clerk, '张贴公示', '已登记公示')
    await clerk.getByText('公示至2026年11月9日日终').first().waitFor()
    expect(await clerk.getByRole('button', { name: '结束公示' }).isDisabled()).toBe(true)
    await picture(clerk, 'case-notice')

    try {
      site().moveTo(day('2026-11-10'))
      await open(site(), clerk, path)
      await act(clerk, '结束公示', '公示已结束')
      await clerk.getByText('正在等县级办理“审核确认”').waitFor()
      await open(site(), county, '/case-meeting?programme=subsistence-allowance')
      await county.getByText(wanted.head).first().waitFor()
      await picture(county, 'case-meeting')
      expect(await faultsOf(county)).toEqual([])
      await open(site(), county, path)
      await act(county, '审核确认', '已审核确认')
      await open(site(), clerk, path)
      await choose(clerk, '送达方式', '当面送达')
      await act(clerk, '登记送达', '已登记送达')
      await clerk.getByText('在享', { exact: true }).first().waitFor()
      await clerk.getByText('自 2026年12月起', { exact: true }).waitFor()
      await picture(clerk, 'case-granted')
      const letters = clerk.getByRole('region', { name: '文书' })
      await letters.getByText('确认通知书').waitFor()
      const shown = clerk.context().waitForEvent('page')
      await letters.getByRole('link', { name: '查看打印：确认通知书' }).click()
      const letter = await shown
      await letter.getByText('确认通知书').first().waitFor()
      expect(await letter.title()).not.toBe('')
    } finally {
      site().moveTo(today)
    }
    await clerk.context().close()
    await county.context().close()
  }, 180_000)

  test('a refusal says why, is appealed, and is reviewed by somebody who had no part in it', async () => {
    const wanted = await householdOf(site(), '无', 3)
    const clerk = await site().signedIn('township')
    const county = await site().signedIn('county')
    const path = await applyFor(site(), clerk, wanted, '最低生活保障')
    await throughOpinion(site(), clerk, county, { path, head: wanted.head })
    await open(site(), county, path)
    await county.getByText('不予确认', { exact: true }).first().waitFor()
    await act(county, '审核确认', '已审核确认')
    await open(site(), clerk, path)
    await choose(clerk, '送达方式', '当面送达')
    await act(clerk, '登记送达', '已登记送达')
    await clerk.getByRole('link', { name: '查看打印：不予确认决定书' }).waitFor()
    await clerk.getByText('2027年1月1日').waitFor()
    await picture(clerk, 'case-refused')

    await clerk.getByRole('button', { name: '其他操作' }).press('Enter')
    await clerk.getByRole('menuitem', { name: '登记复议或诉讼' }).click()
    const dialog = clerk.getByRole('dialog', { name: '登记复议或诉讼' })
    await choose(clerk, '申诉类型', '行政复议')
    await dialog.getByLabel('申诉请求和理由').fill('务工收入算多了，已经失业三个月。')
    await dialog.getByRole('button', { name: '登记复议或诉讼' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await clerk.getByText('正在等领导办理“审理申诉”').waitFor()

    const supervisor = await site().signedIn('supervisor')
    await open(site(), supervisor, path)
    await choose(supervisor, '审理结果', '支持申请人，重新办理')
    await supervisor.getByLabel('审理理由').fill('失业登记属实，应当重新核算。')
    await picture(supervisor, 'case-appeal')
    await act(supervisor, '审理申诉', '已审结')
    await open(site(), clerk, path)
    await clerk.getByText('申诉重办').first().waitFor()
    await act(clerk, '提出初审意见', '您参与过原决定，应当回避。请由其他人员审理。')
    expect(await faultsOf(clerk)).toEqual([])
    for (const page of [clerk, county, supervisor]) await page.context().close()
  }, 180_000)

  test('an emergency is aided in one visit, and its papers follow', async () => {
    const wanted = await householdOf(site(), '无', 6)
    const clerk = await site().signedIn('township', phone)
    await open(site(), clerk, '/cases/new')
    await findHousehold(clerk, wanted, '急难型临时救助')
    await clerk.getByLabel('申请理由').fill('房屋失火，今晚没有住处。')
    await clerk.getByLabel('申请金额').fill('500')
    await clerk.getByRole('checkbox', { name: '身份证件或户口簿' }).check()
    await clerk.getByText('所缺 1 项材料可以后补').waitFor()
    expect(await faultsOf(clerk)).toEqual([])
    await act(clerk, '提交申请', '申请已登记')
    await clerk.waitForURL(/cases\/\d+$/)
    const path = new URL(clerk.url()).pathname
    await act(clerk, '提出初审意见', '初审意见已提出')

    const county = await site().signedIn('county')
    await open(site(), county, path)
    await act(county, '审核确认', '已审核确认')
    await open(site(), clerk, path)
    await clerk.getByText('急难情形证明').first().waitFor()
    await picture(clerk, 'case-emergency')
    await clerk.getByText('登记补交材料', { exact: true }).first().click()
    await clerk.getByRole('checkbox', { name: '急难情形证明' }).check()
    await act(clerk, '登记补交材料', '已登记补交材料')
    await clerk.getByText('请一次性告知申请人').waitFor({ state: 'hidden' })
    await clerk.context().close()
    await county.context().close()
  }, 120_000)

  test('what another department has to give is asked from the household page and answered in the list', async () => {
    const wanted = await householdOf(site(), '无', 9)
    const clerk = await site().signedIn('township')
    await open(site(), clerk, `/households/${wanted.household}`)
    await clerk.getByRole('button', { name: '转介其他部门' }).click()
    const dialog = clerk.getByRole('dialog', { name: '转介其他部门' })
    await pick(clerk, '转往', '医疗救助')
    await dialog.getByLabel('请求事项').fill('重病住院，请落实医疗救助。')
    await dialog.getByRole('button', { name: '转出', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await clerk.getByText('等待答复').waitFor()
    await open(site(), clerk, '/referrals')
    await clerk.getByRole('button', { name: `登记答复：${wanted.head}` }).click()
    await choose(clerk, '办理结果', '已给予')
    await clerk.getByLabel('答复内容').fill('已报销1200元。')
    await clerk.getByRole('dialog').getByRole('button', { name: '登记答复' }).click()
    await clerk.getByText('没有等待答复的转介').waitFor()
    await open(site(), clerk, `/households/${wanted.household}`)
    await clerk.getByText('已报销1200元。').waitFor()
    await clerk.context().close()
  }, 60_000)

  test('support is looked at again, the household is heard, and it ends with the month', async () => {
    const running = await theRow<{ id: string; head: string }>(
      site(),
      `select c.id, p.name as head from assistance_case c join person p on p.id = c.person_id
       where c.status = 'active' and c.round = 'none' and c.programme = 'subsistence-allowance' and c.division like '360735100%'
         and not exists (select from fact f where f.subject = 'p' and f.fact = 'deathDay' and f.subject_id in
           (select person_id from membership m where m.household_id = c.household_id))
       order by c.id limit 1`,
    )
    const path = `/cases/${running.id}`
    const clerk = await site().signedIn('township')
    const county = await site().signedIn('county')
    await open(site(), clerk, path)
    await clerk.getByRole('button', { name: '其他操作' }).press('Enter')
    await clerk.getByRole('menuitem', { name: '发起核查' }).click()
    const dialog = clerk.getByRole('dialog', { name: '发起核查' })
    await choose(clerk, '核查类型', '定期复核')
    await dialog.getByLabel('原因').fill('复核周期到期')
    await dialog.getByRole('button', { name: '发起核查' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await clerk.getByLabel('经营净收入').fill('900000')
    await throughOpinion(site(), clerk, county, { path, head: running.head })
    await clerk.getByText('登记听取意见').first().waitFor()
    await clerk.getByRole('combobox', { name: '被听取意见人' }).fill(running.head)
    await clerk.keyboard.press('Tab')
    await clerk.getByLabel('陈述的意见').fill('孩子开店有了收入，没有意见。')
    await sign(clerk, running.head)
    await picture(clerk, 'case-hearing')
    await act(clerk, '登记听取意见', '已登记听取意见')
    await open(site(), county, path)
    await act(county, '审核确认', '已审核确认')
    await open(site(), clerk, path)
    await choose(clerk, '送达方式', '当面送达')
    await act(clerk, '登记送达', '已登记送达')
    await clerk.getByText('已终止', { exact: true }).first().waitFor()
    await clerk.getByRole('link', { name: '查看打印：终止决定书' }).waitFor()
    await picture(clerk, 'case-stopped')
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.context().close()
    await county.context().close()
  }, 180_000)
}
