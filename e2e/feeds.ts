import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, picture, type Site, theRow } from './desk.ts'

function csv(...rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(`${rows.map((row) => row.join(',')).join('\n')}\n`)
}

async function send(page: Page, name: string, buffer: Buffer): Promise<Locator> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  return page.getByRole('list', { name: '本次上传' })
}

export function feedJourney(site: () => Site): void {
  test('a file that no department sends is refused, and the reason stands beside it', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, '/feeds')
    const uploads = await send(county, '通知.csv', csv(['标题', '内容'], ['会议', '明天']))
    await uploads.getByRole('alert').waitFor()

    expect(await uploads.getByRole('alert').innerText()).toContain('没有找到能识别的表头')
    await county.getByRole('table').getByText('通知.csv').waitFor()
    await picture(county, 'feeds')
    await county.context().close()
  })

  test('a file with one bad row is taken in, the row is mended in place, and the batch is withdrawn', async () => {
    const { rows } = await site().store.owner.query<{ number: string }>(
      'select number from household order by id limit 2',
    )
    const [good, bad] = rows.map(({ number }) => number)
    const county = await site().signedIn('county')
    await open(site(), county, '/feeds')
    const uploads = await send(
      county,
      '家庭经济状况摸排_20261101.csv',
      csv(
        ['户编号', '户主姓名', '经营净收入（元/年）', '调查日期'],
        [good ?? '', '甲', '1200', '2026-11-01'],
        [bad ?? '', '乙', '800', '上个月'],
      ),
    )
    await uploads.getByText('隔离 1 行').waitFor()
    await uploads.getByRole('link', { name: '查看质量报告' }).press('Enter')
    await county.getByRole('heading', { name: /家庭经济状况摸排/ }).waitFor()
    await picture(county, 'batch')

    await county.getByRole('button', { name: '处理' }).press('Enter')
    const side = county.getByRole('dialog', { name: '处理第 3 行' })
    await side.getByRole('button', { name: '更正后提交' }).press('Enter')
    expect(await side.getByText('请先更正内容再提交').innerText()).not.toBe('')
    await side.getByLabel('调查日期').fill('十一月初')
    await side.getByRole('button', { name: '更正后提交' }).press('Enter')
    await side.getByText('“调查日期”：不是有效日期').waitFor()
    await picture(county, 'held-row')
    await side.getByLabel('调查日期').fill('2026-11-01')
    await side.getByRole('button', { name: '更正后提交' }).press('Enter')
    await side.waitFor({ state: 'hidden' })
    await county.getByText('没有待处理的行').waitFor()

    await county.getByRole('button', { name: '撤回' }).press('Enter')
    const confirm = county.getByRole('dialog', { name: '撤回“家庭经济状况摸排”？' })
    expect(await confirm.innerText()).toContain('采用的 2 行全部退回到导入前的状态')
    await confirm.getByRole('button', { name: '撤回这批数据' }).press('Enter')
    await confirm.waitFor({ state: 'hidden' })
    await county.getByText('已撤回', { exact: true }).first().waitFor()
    await county.context().close()

    const batch = await theRow<{ status: string }>(site(), 'select status from batch order by id desc limit 1')
    expect(batch.status).toBe('withdrawn')
  })

  test('a row without an identity number is given to the person whom the officer finds', async () => {
    const person = await theRow<{ id: string; name: string }>(
      site(),
      `select p.id, p.name from person p join membership m on m.person_id = p.id and m.valid_until is null
       where (select count(*) from person q where q.name like p.name || '%') = 1 order by p.id limit 1`,
    )
    const county = await site().signedIn('county')
    await open(site(), county, '/feeds')
    const uploads = await send(
      county,
      '殡葬火化登记_20261101.csv',
      csv(['火化证编号', '逝者姓名', '身份证号', '死亡日期'], ['E2E-1', person.name, '', '2026-10-30']),
    )
    await uploads.getByText('待核对 1 行').waitFor()
    await uploads.getByRole('link', { name: '查看质量报告' }).press('Enter')
    await county.getByRole('button', { name: '处理' }).press('Enter')
    const side = county.getByRole('dialog', { name: '处理第 2 行' })
    await side.getByLabel('查找登记人员').fill(person.name)
    await side.getByRole('button', { name: `记到${person.name}名下` }).press('Enter')
    await side.waitFor({ state: 'hidden' })
    await county.context().close()

    const held = await theRow<{ status: string; person_id: string }>(
      site(),
      'select status, person_id from held_row order by id desc limit 1',
    )
    expect(held).toEqual({ status: 'matched', person_id: person.id })
  })

  test('the leader reads deliveries but brings nothing in and takes nothing back', async () => {
    const leader = await site().signedIn('leader')
    await open(site(), leader, '/feeds')
    await leader.getByRole('heading', { name: '报送记录' }).waitFor()

    expect(await leader.getByRole('button', { name: '选择文件' }).count()).toBe(0)
    expect(await leader.getByRole('button', { name: '撤回' }).count()).toBe(0)
    await leader.context().close()
  })
}
