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

  test('an officer changes the own password, with the old one, by keyboard', async () => {
    const page = await site().signedIn('supervisor')
    await open(site(), page, '/')
    const change = async (old: string, wanted: string): Promise<void> => {
      await page.getByLabel('原密码').fill(old)
      await page.getByLabel('新密码', { exact: true }).fill(wanted)
      await page.getByLabel('再填一次新密码').fill(wanted)
      await page.keyboard.press('Enter')
    }
    const opened = async (): Promise<void> => {
      await page.getByRole('button', { name: /刘静/ }).press('Enter')
      await page.getByRole('menuitem', { name: '修改密码' }).click()
      await page.getByRole('dialog').waitFor()
    }

    await opened()
    await change('not the old one', 'another-password-1')
    expect(await page.getByRole('alert').innerText()).toContain('原密码不正确')
    await change(password, 'another-password-1')
    await page.getByRole('status').waitFor()
    await page.keyboard.press('Escape')
    await opened()
    await change('another-password-1', password)
    await page.getByRole('status').waitFor()
    await page.context().close()
  })

  test('an officer sees only the pages that the post may use', async () => {
    const village = await site().signedIn('village')
    await open(site(), village, '/')
    const entries = await village.getByRole('navigation', { name: '主导航' }).getByRole('link').allInnerTexts()

    expect(entries).toEqual([
      '工作台',
      '监测预警',
      '一户一档',
      '社会救助',
      '小额快救',
      '养老服务',
      '文书公示',
      '督办',
      '政策',
    ])
    await open(site(), village, '/feeds')
    expect(await village.getByRole('alert').innerText()).toContain('没有“查看部门数据”的权限')
    await village.context().close()
  })
}
