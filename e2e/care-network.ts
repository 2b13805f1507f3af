import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, picture, seriousViolations, type Site, theRow } from './desk.ts'
import { faultsOf } from './faults.ts'

/** The map when it has been drawn: the browser of a test paints it without a graphics card. */
export async function drawnMap(page: Page, label: string): Promise<Locator> {
  const map = page
    .getByRole('region', { name: label, exact: true })
    .first()
    .locator('.county-map-holder[data-ready=true]')
  await map.waitFor({ timeout: 30_000 })
  return map
}

async function choose(form: Locator, field: string, text: string): Promise<void> {
  await form.getByRole('combobox', { name: field, exact: true }).click()
  await form.page().locator('.ant-select-dropdown:visible').getByText(text, { exact: true }).first().click()
}

export function careNetworkJourney(site: () => Site): void {
  test('the network is seen on the map, a village without a point is placed by a click, and a station is registered', async () => {
    const { code, name } = await theRow<{ code: string; name: string }>(
      site(),
      `select d.code, d.name from division d join division_point p on p.code = d.code
       where d.code like '360735100%' and d.level = 'village'
         and not exists (select from facility f where f.division = d.code) order by d.code limit 1`,
    )
    await site().store.owner.query(`delete from division_point where code = '${code}'`)
    const county = await site().signedIn('county')

    await open(site(), county, '/care-network')
    await drawnMap(county, '养老服务网络地图')
    await county.getByRole('heading', { name: /个村没有养老服务站点/ }).waitFor()
    await picture(county, 'care-network')
    expect(await faultsOf(county)).toEqual([])
    await county.getByRole('button', { name: '琴江镇', exact: true }).press('Enter')
    await county.getByRole('heading', { name: '琴江镇服务网络' }).waitFor()
    // What others click on the map is found by the keyboard too.
    await county.getByRole('combobox', { name: '按名称查找设施' }).fill('琴江镇区域')
    await county.keyboard.press('Enter')
    await county.getByRole('region', { name: '选中的设施' }).getByText('琴江镇区域养老服务中心').waitFor()
    const beforeCount = Number(
      /\d+/.exec(await county.getByRole('heading', { name: /个村没有养老服务站点/ }).innerText()),
    )

    await open(site(), county, '/facilities?view=points')
    await county.getByRole('heading', { name: '1 个村还没有标注位置' }).waitFor()
    await county.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    const map = await drawnMap(county, '村的位置地图')
    await map.click({ position: { x: 300, y: 380 } })
    await county.waitForFunction(`document.querySelector('.facility-point-bar input').value !== ''`)
    await picture(county, 'care-network-points')
    await county.getByRole('button', { name: '保存位置' }).click()
    await county.getByRole('heading', { name: '所有村都已标注位置' }).waitFor()
    expect(await faultsOf(county)).toEqual([])

    await open(site(), county, '/facilities')
    await county.getByRole('button', { name: '登记设施' }).press('Enter')
    const form = county.getByRole('dialog', { name: '登记设施' })
    await form.getByRole('button', { name: '保存', exact: true }).click()
    await form.getByText('请选择类别').last().waitFor()
    await choose(form, '类别', '养老机构')
    await form.getByLabel('名称').fill('临时测试养老院')
    await form.getByRole('combobox', { name: '所在地（区划）' }).fill(name)
    await county.locator('.ant-select-tree-title').getByText(name, { exact: true }).click()
    await form.getByRole('button', { name: '用所在村的位置' }).click()
    await form.getByRole('button', { name: '保存', exact: true }).click()
    await form.getByText('养老机构必须选择类型').waitFor()
    await choose(form, '类别', '村（社区）养老服务站点')
    await form.getByLabel('名称').fill('临时测试养老服务站')
    await form.getByRole('combobox', { name: '服务范围' }).fill(name)
    await county.locator('.ant-select-tree-title:visible').getByText(name, { exact: true }).click()
    await form.getByLabel('名称').click()
    expect(await seriousViolations(county)).toEqual([])
    await picture(county, 'care-network-form')
    await form.getByRole('button', { name: '保存', exact: true }).dblclick()
    await form.waitFor({ state: 'hidden' })

    await open(site(), county, '/care-network?township=360735100')
    const left = `${beforeCount - 1} 个村没有养老服务站点`
    await county.getByRole('heading', { name: left }).waitFor()

    await open(site(), county, '/facilities?kind=village-station&township=360735100')
    const rows = county.getByRole('region', { name: '设施清单' })
    while ((await rows.getByRole('button', { name: '临时测试养老服务站' }).count()) === 0)
      await rows.getByRole('listitem', { name: '下一页' }).click()
    await rows.getByRole('button', { name: '临时测试养老服务站' }).click()
    const shown = county.getByRole('dialog', { name: '临时测试养老服务站' })
    await shown.getByRole('button', { name: '停用' }).click()
    const closing = county.getByRole('dialog', { name: '停用临时测试养老服务站？' })
    await closing.getByRole('button', { name: '停用' }).click()
    await closing.waitFor({ state: 'hidden' })
    await shown.waitFor({ state: 'hidden' })
    // The double click on the form registered the station once.
    const { n } = await theRow<{ n: string }>(
      site(),
      `select count(*) as n from facility where name = '临时测试养老服务站'`,
    )
    expect(n).toBe('1')
    await county.context().close()
  }, 180_000)

  test('a provider and a carer are registered, the carer falls ill and comes back, and a township clerk only looks on', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, '/care-providers')
    await county.getByRole('button', { name: '登记服务单位' }).press('Enter')
    const provider = county.getByRole('dialog', { name: '登记服务单位' })
    await provider.getByLabel('名称').fill('测试居家养老服务部')
    await choose(provider, '性质', '企业')
    await provider.getByLabel('统一社会信用代码').fill('123456789012345679')
    await provider.getByRole('button', { name: '保存' }).press('Enter')
    await provider.getByText('统一社会信用代码校验不通过').waitFor()
    await provider.getByLabel('统一社会信用代码').fill('')
    await provider.getByRole('button', { name: '保存' }).press('Enter')
    await provider.waitFor({ state: 'hidden' })
    expect(await faultsOf(county)).toEqual([])

    await open(site(), county, '/carers')
    await county.getByRole('button', { name: '登记服务人员' }).press('Enter')
    const form = county.getByRole('dialog', { name: '登记服务人员' })
    await form.getByLabel('姓名').fill('欧阳测试')
    await form.getByLabel('手机号码').fill('13800001234')
    await choose(form, '出发地点', '琴江镇区域养老服务中心')
    await form.getByLabel('助浴').check()
    await form.getByLabel('下班时间').fill('07:00')
    await form.getByRole('button', { name: '保存' }).press('Enter')
    await form.getByText('下班时间应当晚于上班时间').waitFor()
    await form.getByLabel('下班时间').fill('17:30')
    expect(await seriousViolations(county)).toEqual([])
    await form.getByRole('button', { name: '保存' }).press('Enter')
    await form.waitFor({ state: 'hidden' })
    await county.getByLabel('姓名、出发地点或服务单位').fill('欧阳测试')
    await county.getByText('共 1 人', { exact: true }).waitFor()
    await county.getByText('周一至周五 08:00—17:30').waitFor()
    await county.getByText('手机尾号 1234').waitFor()
    await county.context().close()

    const clerk = await site().signedIn('township')
    await open(site(), clerk, '/carers?q=欧阳测试')
    await clerk.getByRole('button', { name: '欧阳测试请假' }).press('Enter')
    const absence = clerk.getByRole('dialog', { name: '欧阳测试请假' })
    await absence.getByLabel('原因').fill('发烧')
    await absence.getByRole('button', { name: '请假', exact: true }).press('Enter')
    await absence.waitFor({ state: 'hidden' })
    await clerk.getByText('共 1 人，今天请假 1 人').waitFor()
    await picture(clerk, 'care-network-absence')
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.getByRole('button', { name: /^撤销请假：欧阳测试/ }).press('Enter')
    const back = clerk.getByRole('dialog', { name: '撤销欧阳测试的请假？' })
    await back.getByRole('button', { name: '撤销请假' }).press('Enter')
    await back.waitFor({ state: 'hidden' })
    await clerk.getByText('共 1 人', { exact: true }).waitFor()
    expect(await clerk.getByRole('button', { name: '登记服务人员' }).count()).toBe(0)
    await open(site(), clerk, '/facilities')
    await clerk.getByText(/^共 \d+ 处$/).waitFor()
    expect(await clerk.getByRole('button', { name: '登记设施' }).count()).toBe(0)
    await clerk.context().close()
  }, 180_000)

  test('many villages are placed from a table, which is refused whole while a line of it is wrong', async () => {
    const { code, name } = await theRow<{ code: string; name: string }>(
      site(),
      `select d.code, d.name from division d join division_point p on p.code = d.code
       where d.code like '360735100%' and d.level = 'village' order by d.code desc limit 1`,
    )
    await site().store.owner.query(`delete from division_point where code = '${code}'`)
    const county = await site().signedIn('county')
    await open(site(), county, '/facilities?view=points')
    await county.getByRole('button', { name: '批量导入' }).press('Enter')
    const dialog = county.getByRole('dialog', { name: '批量导入村的位置' })
    const download = county.waitForEvent('download')
    await dialog.getByRole('button', { name: '下载模板（1个待标注的村）' }).press('Enter')
    const template = readFileSync(await (await download).path(), 'utf8')
    const send = async (of: string): Promise<void> => {
      const file = { name: '村的位置.csv', mimeType: 'text/csv', buffer: Buffer.from(of) }
      await dialog.locator('input[type=file]').setInputFiles(file)
      await dialog.getByText(file.name, { exact: true }).waitFor()
      await dialog.getByRole('button', { name: '导入', exact: true }).press('Enter')
    }
    await send(template.replace(/,,\r\n$/, ',26.3,116.3\r\n'))
    await dialog.getByRole('alert').getByText('有1行需要更正，没有保存任何位置').waitFor()
    const faults = await dialog.getByRole('table', { name: '需要更正的行' }).innerText()
    await picture(county, 'care-network-import')
    const violations = await faultsOf(county)
    await send(template.replace(/,,\r\n$/, ',116.3,26.3\r\n'))
    await dialog.waitFor({ state: 'hidden' })
    await county.getByText('已标注 1 个村的位置').waitFor()
    await county.getByRole('heading', { name: '所有村都已标注位置' }).waitFor()

    expect(template).toContain(`,"${name}",,`)
    expect(faults).toContain('经度和纬度写反了，请对调')
    expect(violations).toEqual([])
    const { longitude } = await theRow<{ longitude: number }>(
      site(),
      `select longitude from division_point where code = '${code}'`,
    )
    expect(longitude).toBe(116.3)
    const clerk = await site().signedIn('township')
    await open(site(), clerk, '/facilities?view=points')
    expect(await clerk.getByRole('button', { name: '批量导入' }).count()).toBe(0)
    await clerk.context().close()
    await county.context().close()
  }, 120_000)
}
