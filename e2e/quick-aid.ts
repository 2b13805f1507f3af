import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { desktop, open, picture, type Site, theRow } from './desk.ts'
import { faultsOf, phone } from './faults.ts'

/** The choices look like buttons, and the button's label is what a finger meets. */
async function choose(page: Page, group: string, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByText(name, { exact: true }).click()
}

async function fillRequest(village: Page): Promise<void> {
  await village.getByLabel('姓名').fill('欧阳建国')
  await choose(village, '身份证明', '无证件或号码不详')
  await village.getByLabel('无证件原因').fill('证件在火灾中烧毁')
  await choose(village, '户籍', '外来人员')
  await choose(village, '户口性质', '农村')
  await village.getByText('最高 765 元').waitFor()
  await choose(village, '急难原因', '火灾')
  await village.getByLabel('急难情况').fill('租住房屋凌晨起火，衣物、现金烧毁，今晚没有住处。')
}

/** Opens the dialog of a step, writes what it asks for, and confirms. */
async function step(page: Page, act: string, note?: string): Promise<void> {
  await page.getByRole('button', { name: act }).press('Enter')
  const dialog = page.getByRole('dialog')
  if (note !== undefined) await dialog.getByRole('textbox').fill(note)
  await dialog.getByRole('button', { name: act }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
}

export function quickAidJourney(site: () => Site): void {
  test('emergency in one visit: taken down on a phone, signed by a second person, paid, in the book, on paper', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, '/floats')
    await county.getByText('还没有乡镇设立备用金').waitFor()
    await county.getByRole('button', { name: '拨入备用金' }).press('Enter')
    const topUp = county.getByRole('dialog', { name: '拨入备用金' })
    await topUp.getByRole('combobox', { name: '拨入乡镇' }).focus()
    await county.keyboard.type('琴江')
    await county.locator('.ant-select-item-option', { hasText: '琴江镇' }).first().waitFor()
    await county.keyboard.press('Enter')
    await topUp.getByLabel('拨入金额').fill('0')
    await topUp.getByLabel('摘要').fill('2026年第四季度备用金')
    await topUp.getByRole('button', { name: '拨入备用金' }).press('Enter')
    await topUp.getByText('金额必须大于零').waitFor()
    await topUp.getByLabel('拨入金额').fill('5,000')
    await topUp.getByLabel('全年备用金').fill('50000')
    await topUp.getByRole('button', { name: '拨入备用金' }).press('Enter')
    await topUp.waitFor({ state: 'hidden' })
    await county.getByText('1 个乡镇余额不足，请尽快拨入').waitFor()
    expect(await faultsOf(county)).toEqual([])
    await county.context().close()

    const village = await site().signedIn('village', phone)
    await open(site(), village, '/quick-aids')
    await village.getByRole('button', { name: '登记小额快救' }).click()
    await fillRequest(village)
    await village.getByLabel('救助金额').fill('766')
    await village.getByRole('button', { name: '提交登记' }).click()
    await village.getByText('金额超过小额快救上限 765 元').waitFor()
    expect(await faultsOf(village)).toEqual([])
    await village.getByLabel('救助金额').fill('700')
    await village.getByRole('button', { name: '提交登记' }).dblclick()
    await village.waitForURL(/quick-aids\/\d+$/)
    await village.getByRole('heading', { name: '欧阳建国' }).waitFor()
    const path = new URL(village.url()).pathname
    expect(await village.getByRole('button', { name: '审批通过' }).count()).toBe(0)

    const clerk = await site().signedIn('township')
    await open(site(), clerk, '/quick-aids?view=mine')
    await clerk.getByRole('link', { name: '欧**' }).press('Enter')
    await clerk.getByRole('button', { name: '审批通过' }).press('Enter')
    const approving = clerk.getByRole('dialog', { name: '同意救助欧阳建国 700 元？' })
    await approving.getByRole('button', { name: '审批通过' }).press('Enter')
    await approving.waitFor({ state: 'hidden' })
    await clerk.getByRole('button', { name: '发放' }).press('Enter')
    const paying = clerk.getByRole('dialog', { name: '向欧阳建国发放 700 元？' })
    await paying.getByRole('button', { name: '发放' }).press('Enter')
    await paying.getByText('请写明由谁、怎样领取').waitFor()
    await paying.getByLabel('领取情况').fill('本人领取现金，按手印')
    await paying.getByRole('button', { name: '发放' }).press('Enter')
    await paying.waitFor({ state: 'hidden' })
    const voucher = clerk.getByRole('region', { name: '小额快救发放凭证' })
    await voucher.getByText('柒佰元整').waitFor()
    await clerk.getByText('已发放，待补材料').waitFor()
    await clerk.getByText('已发放，请打印凭证').waitFor({ state: 'hidden' })
    await picture(clerk, 'quick-aid')
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.setViewportSize(desktop)

    await clerk.emulateMedia({ media: 'print' })
    expect(await clerk.getByText('查看备用金账簿').isVisible()).toBe(false)
    expect(await clerk.getByRole('navigation', { name: '主导航' }).isVisible()).toBe(false)
    expect(await voucher.innerText()).toMatch(
      /石城县 琴江镇 琴江居委会[\s\S]*360735100-2026-0001[\s\S]*温小兰[\s\S]*黄建民[\s\S]*2026年11月2日/,
    )
    await clerk.emulateMedia({ media: 'screen' })

    await clerk.getByRole('link', { name: '查看备用金账簿' }).press('Enter')
    await clerk.getByRole('heading', { name: /琴江镇备用金账簿$/ }).waitFor()
    const sums = clerk.getByRole('region', { name: /本月对账/ })
    expect((await sums.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/0 \+ .*5,000 − .*700 = .*4,300/)
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.setViewportSize(desktop)
    const exported = clerk.waitForEvent('download')
    await clerk.getByRole('button', { name: '导出本月账簿' }).press('Enter')
    expect((await exported).suggestedFilename()).toEqual(expect.stringMatching(/^备用金账簿_.*琴江镇_2026-11[.]csv$/))
    await clerk.getByRole('link', { name: /凭证360735100-2026-0001/ }).press('Enter')
    await clerk.waitForURL(`**${path}`)
    await clerk.context().close()

    await open(site(), village, `${path}`)
    await village.getByRole('button', { name: '材料已补齐' }).click()
    const papers = village.getByRole('dialog', { name: '欧阳建国的材料已补齐？' })
    await papers.getByLabel('补充了哪些材料').fill('身份证明、火灾事故认定书')
    await papers.getByRole('button', { name: '材料已补齐' }).click()
    await village.getByText('已办结').first().waitFor()
    await open(site(), village, '/quick-aids')
    expect(await faultsOf(village)).toEqual([])
    await village.context().close()

    // The double click on the form took the request down once.
    const { n } = await theRow<{ n: string }>(site(), 'select count(*) as n from quick_aid')
    expect(n).toBe('1')
  }, 120_000)

  test('a clerk does not approve an own request, the leader only looks, and money that came back is marked in the book', async () => {
    const clerk = await site().signedIn('township')
    await open(site(), clerk, '/quick-aids/new')
    await clerk.getByRole('combobox', { name: '急难发生地' }).focus()
    await clerk.keyboard.press('Enter')
    await clerk.locator('.ant-select-item-option').first().waitFor()
    await clerk.keyboard.press('Enter')
    await fillRequest(clerk)
    await clerk.getByLabel('姓名').fill('阿卜杜热合曼·吐尔逊江·买买提艾力')
    await clerk.getByLabel('救助金额').fill('300.50')
    await clerk.getByRole('button', { name: '提交登记' }).press('Enter')
    await clerk.getByText('这笔是您登记的，须由另一位同事审批').waitFor()
    expect(await clerk.getByRole('button', { name: '审批通过' }).count()).toBe(0)
    const path = new URL(clerk.url()).pathname

    const leader = await site().signedIn('leader')
    await open(site(), leader, path)
    await leader.getByText('目前没有需要您办理的步骤').waitFor()
    await open(site(), leader, '/quick-aids')
    expect(await leader.getByRole('button', { name: '登记小额快救' }).count()).toBe(0)
    await leader.context().close()

    const county = await site().signedIn('county')
    await open(site(), county, path)
    await step(county, '审批通过')
    await county.context().close()
    await open(site(), clerk, path)
    await step(clerk, '发放', '由同住亲属代领，按手印')
    await step(clerk, '款项退回', '保险已赔付，当日退回现金')
    await clerk.getByText('此凭证已冲正，款项已退回').waitFor()
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.setViewportSize(desktop)
    await clerk.getByRole('link', { name: '查看备用金账簿' }).press('Enter')
    await clerk.getByText('已冲正', { exact: true }).waitFor()
    await clerk.getByText('+300.50').waitFor()
    await clerk.context().close()
  }, 120_000)
}
