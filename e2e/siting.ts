import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { drawnMap } from './care-network.ts'
import { open, picture, type Site } from './desk.ts'
import { faultsOf } from './faults.ts'

export function sitingJourney(site: () => Site): void {
  test('where the next stations go is asked, told in words, kept, compared with another answer and taken along', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, '/siting')
    await county.getByText('填好左侧条件，点“开始测算”').waitFor()
    expect(await faultsOf(county)).toEqual([])
    await county.getByLabel('新建数量').fill('5')
    await county.getByRole('button', { name: '开始测算' }).press('Enter')
    await county.getByText(/^新建 5 处，步行 15 分钟内可覆盖 [\d,]+ 名老年人$/).waitFor({ timeout: 40_000 })
    const answer = county.getByRole('region', { name: '测算结果' })
    expect(await answer.innerText()).toMatch(/已证明没有更好的布点|距可能的最好结果最多差/)
    await drawnMap(county, '布点地图')
    expect(await faultsOf(county)).toEqual([])
    await picture(county, 'siting')
    await county.getByText('规划前', { exact: true }).first().click()
    await county.getByRole('heading', { name: /^共 \d+ 处，其中新建 5 处$/ }).waitFor()

    const saveAs = async (name: string): Promise<void> => {
      await county.getByRole('button', { name: '保存方案' }).press('Enter')
      const dialog = county.getByRole('dialog', { name: '保存布点方案' })
      await dialog.getByLabel('方案名称').fill(name)
      await dialog.getByRole('button', { name: '保存方案' }).press('Enter')
    }
    await saveAs('新建五个站点')
    await county.getByRole('dialog').waitFor({ state: 'hidden' })
    const download = county.waitForEvent('download')
    await county.getByRole('button', { name: '导出站点' }).press('Enter')
    const file = await readFile(await (await download).path(), 'utf8')
    expect(file.startsWith('\uFEFF"位置"')).toBe(true)
    expect(file.match(/"新建"/g)).toHaveLength(5)

    await county.getByLabel('新建数量').fill('8')
    await county.getByRole('button', { name: '开始测算' }).press('Enter')
    await county.getByText(/^新建 8 处/).waitFor({ timeout: 40_000 })
    await saveAs('新建五个站点')
    const dialog = county.getByRole('dialog', { name: '保存布点方案' })
    await dialog.getByText('已有同名的布点方案').waitFor()
    await dialog.getByLabel('方案名称').fill('新建八个站点')
    await dialog.getByRole('button', { name: '保存方案' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })

    await county.emulateMedia({ media: 'print' })
    expect(await county.getByRole('button', { name: '开始测算' }).isVisible()).toBe(false)
    await county.emulateMedia({ media: 'screen' })

    await county.getByRole('link', { name: '已保存的方案' }).press('Enter')
    await county.getByRole('checkbox', { name: '选择方案：新建五个站点' }).press('Space')
    await county.getByRole('checkbox', { name: '选择方案：新建八个站点' }).press('Space')
    expect(await faultsOf(county)).toEqual([])
    await county.getByRole('button', { name: '对比所选方案' }).press('Enter')
    await county.getByRole('heading', { name: '方案对比' }).waitFor()
    await drawnMap(county, '方案对比地图')
    const figures = county.getByRole('region', { name: '方案对比', exact: true })
    expect(await figures.innerText()).toMatch(/甲：新建五个站点[\s\S]*乙：新建八个站点/)
    expect(await faultsOf(county)).toEqual([])
    await picture(county, 'siting-compare')

    await open(site(), county, '/siting/scenarios')
    await county.getByRole('button', { name: '删除方案：新建八个站点' }).press('Enter')
    const removing = county.getByRole('dialog', { name: '删除方案“新建八个站点”？' })
    await removing.getByRole('button', { name: '删除' }).press('Enter')
    await removing.waitFor({ state: 'hidden' })
    expect(await county.getByRole('link', { name: '新建八个站点' }).count()).toBe(0)
    await county.getByRole('link', { name: '新建五个站点' }).press('Enter')
    await county.getByRole('heading', { name: '方案：新建五个站点' }).waitFor()
    await county.context().close()
  }, 240_000)

  test('a question is given up and the form is as it was; who may not plan does not find the page in the menu', async () => {
    const county = await site().signedIn('county')
    // The answer is held back, so that there is something to give up.
    await county.route('**/api/siting/ask', (route) => setTimeout(() => void route.continue(), 8_000))
    await open(site(), county, '/siting')
    await county.getByLabel('几分钟以内算覆盖').fill('25')
    await county.getByRole('button', { name: '开始测算' }).press('Enter')
    await county.getByText(/^正在测算，最多还需 \d+ 秒$/).waitFor()
    await county.getByRole('button', { name: '取消测算' }).press('Enter')
    await county.getByText('填好左侧条件，点“开始测算”').waitFor()
    expect(await county.getByLabel('几分钟以内算覆盖').inputValue()).toBe('25')
    await county.unrouteAll({ behavior: 'ignoreErrors' })
    await county.context().close()

    const clerk = await site().signedIn('township')
    await open(site(), clerk, '/care-network')
    const menu = clerk.getByRole('navigation', { name: '主导航' })
    await menu.getByRole('link', { name: '服务网络' }).waitFor()
    expect(await menu.getByRole('link', { name: '布点规划' }).count()).toBe(0)
    await clerk.context().close()
  }, 120_000)
}
