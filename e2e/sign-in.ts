import { expect, test } from 'vitest'
import { open, password, picture, type Site } from './desk.ts'

export function signInJourney(site: () => Site): void {
  test('a wrong password says how many attempts are left, the right one leads to the workbench', async () => {
    const page = await site().visit()
    await open(site(), page, '/signals?level=red')
    await page.waitForURL('**/sign-in?next=*')

    await page.keyboard.type('leader')
    await page.keyboard.press('Tab')
    await page.keyboard.type('wrong-password')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('还可以再试 4 次')
    await picture(page, 'sign-in')

    await page.getByLabel('密码').fill(password)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/signals?level=red')

    await open(site(), page, '/')
    await page.getByRole('heading', { name: '今天要办的事' }).waitFor()
    await page.context().close()
  })

  test('signing out leads to the sign-in page, and the desk asks for the password again', async () => {
    const page = await site().signedIn('leader')
    await open(site(), page, '/')
    await page.getByRole('button', { name: /赖国华/ }).press('Enter')
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await page.waitForURL('**/sign-in')

    await page.goto(`${site().url}/households`)
    await page.waitForURL('**/sign-in?next=%2Fhouseholds')
    await page.context().close()
  })

  test('an officer sees only the pages that the post may use', async () => {
    const village = await site().signedIn('village')
    await open(site(), village, '/')
    const entries = await village.getByRole('navigation', { name: '主导航' }).getByRole('link').allInnerTexts()

    expect(entries).toEqual(['工作台', '监测预警', '一户一档', '政策'])
    await open(site(), village, '/feeds')
    expect(await village.getByRole('alert').innerText()).toContain('没有“查看部门数据”的权限')
    await village.context().close()
  })
}
