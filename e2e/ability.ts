import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { today } from '../test/county.ts'
import { open, picture, type Site, theRow } from './desk.ts'
import { faultsOf, upright } from './faults.ts'

async function choose(page: Page, group: string | RegExp, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByText(name, { exact: true }).click()
}

async function nameAssessors(page: Page, names: readonly [string, string]): Promise<void> {
  for (const [seat, name] of names.entries()) {
    const assessor = page.getByRole('group', { name: `评估人员${seat + 1}` })
    await assessor.getByLabel('姓名').fill(name)
  }
  await page.getByRole('combobox', { name: '评估人员1专业背景' }).click()
  await page.locator('.ant-select-item-option', { hasText: '护理' }).first().click()
}

/** Answers every item with the choice that lies so many below the best, as far as the item has it. */
async function answerItems(page: Page, below: number): Promise<void> {
  const items = page.locator('.ability-item')
  await items.first().waitFor()
  expect(await items.count()).toBe(26)
  for (const item of await items.all()) {
    const choices = item.getByRole('radio')
    await choices.nth(Math.min(below, (await choices.count()) - 1)).check({ force: true })
  }
}

async function fillTheRest(page: Page): Promise<void> {
  await page.getByLabel('评估地点').fill('老人家中')
  await page.getByLabel('信息提供者姓名').fill('温秀英')
  for (const asked of ['现在是否昏迷', '是否确诊痴呆', '是否确诊其他精神和行为障碍']) await choose(page, asked, '否')
  await choose(page, /照护风险事件/, '没有发生')
}

/** Draws in each box as a pen would, and hands the form in. */
async function signBoth(page: Page): Promise<void> {
  for (const pad of await page.locator('.signature svg').all()) {
    await pad.scrollIntoViewIfNeeded()
    const box = await pad.boundingBox()
    if (box === null) throw new Error('A box to sign in is not on the page')
    await page.mouse.move(box.x + 30, box.y + 30)
    await page.mouse.down()
    for (let at = 1; at < 12; at++) await page.mouse.move(box.x + 30 + at * 12, box.y + 30 + (at % 3) * 15)
    await page.mouse.up()
  }
  await page.getByRole('button', { name: '提交签名' }).click()
  await page.getByText('待确认').first().waitFor()
}

async function act(page: Page, name: string, note?: string): Promise<void> {
  await page.getByRole('button', { name }).press('Enter')
  const dialog = page.getByRole('dialog')
  if (note !== undefined) await dialog.getByRole('textbox').fill(note)
  await dialog.getByRole('button', { name }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
}

export function abilityJourney(site: () => Site): void {
  test('two assess an elder on a tablet, the county confirms; an objection brings others, a change brings a new one', async () => {
    const { before } = await theRow<{ before: string }>(site(), 'select count(*) as before from ability_assessment')
    const clerk = await site().signedIn('township', upright)
    await open(site(), clerk, '/ability-assessments?view=never')
    await clerk.getByText('年满 65 周岁', { exact: false }).waitFor()
    expect(await faultsOf(clerk)).toEqual([])
    await clerk
      .getByRole('link', { name: /^评估：/ })
      .first()
      .click()
    await clerk.getByText('还没有评估过。').waitFor()
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.getByRole('button', { name: '开始评估' }).dblclick()
    await clerk.waitForURL(/ability-assessments\/\d+$/)
    const path = new URL(clerk.url()).pathname

    // A form with gaps is kept, and says what is missing; no level is shown.
    await answerItems(clerk, 2)
    await clerk.getByText('保存后显示等级').waitFor()
    await clerk.getByRole('button', { name: '保存' }).click()
    await clerk.getByText(/还缺：评估人员、/).waitFor()
    await clerk.getByText('填完后显示等级').waitFor()
    await fillTheRest(clerk)
    await nameAssessors(clerk, ['黄秀兰', '黄秀兰'])
    await clerk.getByRole('button', { name: '保存' }).click()
    await clerk.getByText('评估人员“黄秀兰”填写了两次').waitFor()
    await nameAssessors(clerk, ['黄秀兰', '赖文斌'])
    await clerk.getByRole('button', { name: '保存' }).click()
    await clerk.getByText('已经填完').waitFor()
    await clerk.getByText('等级：3 级').waitFor()
    await picture(clerk, 'ability-form')
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.getByRole('button', { name: '提交签名' }).click()
    await clerk.getByText('还没有签名：黄秀兰、赖文斌').waitFor()
    await signBoth(clerk)
    expect(await clerk.getByRole('button', { name: '确认结果' }).count()).toBe(0)

    const county = await site().signedIn('county')
    await open(site(), county, path)
    await act(county, '确认结果')
    await county.getByText(/^自 2026年11月2日 起有效/).waitFor()
    await county.getByText('2027年11月2日').waitFor()
    await picture(county, 'ability-result')
    expect(await faultsOf(county)).toEqual([])

    // The family objects: others assess, and whoever took part may not.
    await open(site(), clerk, path)
    await act(clerk, '登记异议', '女儿认为母亲自己能吃饭穿衣')
    await open(site(), county, path)
    await county.getByText('女儿认为母亲自己能吃饭穿衣').waitFor()
    await act(county, '安排复评')
    await county.waitForURL((url) => url.pathname !== path)
    const review = new URL(county.url()).pathname
    await open(site(), clerk, review)
    await clerk.getByText(/这是复评：黄秀兰、赖文斌/).waitFor()
    await answerItems(clerk, 1)
    await fillTheRest(clerk)
    await nameAssessors(clerk, ['赖文斌', '陈志强'])
    await clerk.getByRole('button', { name: '保存' }).click()
    await clerk.getByText('“赖文斌”参加过有异议的那次评估').waitFor()
    await nameAssessors(clerk, ['刘桂香', '陈志强'])
    await clerk.getByRole('button', { name: '保存' }).click()
    await clerk.getByText('等级：2 级').waitFor()
    await signBoth(clerk)
    await open(site(), county, review)
    await act(county, '确认结果')
    await open(site(), county, path)
    await county.getByText('这不是目前有效的结果。').waitFor()

    // A change that is reported puts the elder on the list of those who are due.
    await open(site(), clerk, review)
    await act(clerk, '登记状况变化', '跌倒骨折后卧床')
    await open(site(), clerk, '/ability-assessments')
    await clerk.getByText('状况有变化').waitFor()
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.getByRole('link', { name: /^再次评估：/ }).click()
    await clerk.getByText('即时评估（状况变化）').waitFor()

    const { n, level } = await theRow<{ n: string; level: string }>(
      site(),
      `select (select count(*) from ability_assessment) as n, (select number_value::int from fact
         where fact = 'abilityLevel' and superseded_at is null and subject_id =
           (select person_id from ability_assessment order by id desc limit 1)) as level`,
    )
    expect([Number(n) - Number(before), String(level)]).toEqual([2, '2'])
    await county.context().close()
    await clerk.context().close()
  }, 120_000)

  test('a year later the elder is overdue', async () => {
    site().moveTo(day('2027-11-05'))
    const county = await site().signedIn('county')
    await open(site(), county, '/ability-assessments')
    const { n } = await theRow<{ n: string }>(
      site(),
      `select count(*) as n from fact where fact = 'abilityLevel' and superseded_at is null`,
    )
    await county.getByText(new RegExp(`^到期应评 ${n}$`)).waitFor()
    await county.getByText(`其中逾期 ${n} 人`, { exact: false }).waitFor()
    site().moveTo(today)
    await county.context().close()
  })
}
