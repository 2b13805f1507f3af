import { expect, test } from 'vitest'
import { open, picture, type Site, theRow } from './desk.ts'
import { faultsOf } from './faults.ts'

export function householdJourney(site: () => Site): void {
  test('sensitive facts are masked until a purpose is given, and the look is written to the audit log', async () => {
    const { id } = await theRow<{ id: string }>(
      site(),
      `select d.household_id as id from determination d join household h on h.id = d.household_id
       where d.category = '低保' and d.size >= 3 and d.superseded_at is null and h.division like '360735100%' order by d.id limit 1`,
    )
    const clerk = await site().signedIn('township')
    await open(site(), clerk, `/households/${id}`)
    // Snapshots belong to the county; the clerk of a township reads the reason all the same.
    await clerk.getByRole('region', { name: '为什么这样认定' }).getByText('救助类别').first().waitFor()
    await picture(clerk, 'household')
    const members = clerk.getByRole('region', { name: '共同生活家庭成员' })
    expect(await members.getByText(/\*{4}[\dX]{4}/).count()).toBeGreaterThan(0)
    expect(await clerk.getByTitle('未显示，说明查看事由后可见').count()).toBeGreaterThan(3)

    await clerk.getByRole('button', { name: '查看敏感信息' }).press('Enter')
    const dialog = clerk.getByRole('dialog', { name: '查看敏感信息' })
    await dialog.getByRole('button', { name: '说明事由并查看' }).press('Enter')
    await dialog.getByRole('button', { name: '说明事由并查看' }).press('Enter')
    await dialog.getByText('请选择查看事由').waitFor()
    await dialog.getByRole('radio', { name: '办理救助' }).focus()
    await clerk.keyboard.press('Space')
    await dialog.getByRole('button', { name: '说明事由并查看' }).press('Enter')
    await dialog.getByRole('button', { name: '说明事由并查看' }).press('Enter')
    await clerk.getByText('敏感信息已显示').first().waitFor()
    await clerk.getByTitle('未显示，说明查看事由后可见').first().waitFor({ state: 'detached' })

    expect(await clerk.getByTitle('未显示，说明查看事由后可见').count()).toBe(0)
    expect(await members.getByText(/\*{4}[\dX]{4}/).count()).toBe(0)
    const logged = await theRow<{ purpose: string }>(
      site(),
      `select detail->>'purpose' as purpose from audit_entry where action = 'reveal-household' and subject = 'household:${id}'`,
    )
    expect(logged.purpose).toBe('handle-assistance')
    await clerk.context().close()
  })

  test('the reason opens step by step down to the standard and its document', async () => {
    const { id } = await theRow<{ id: string }>(
      site(),
      `select household_id as id from determination where category = '低保' and superseded_at is null order by id limit 1`,
    )
    const county = await site().signedIn('county')
    await open(site(), county, `/households/${id}`)
    const reason = county.getByRole('region', { name: '为什么这样认定' })
    await reason.getByText('救助类别').first().waitFor()

    expect(await reason.getByText('低保标准', { exact: true }).first().isVisible()).toBe(false)
    await reason.getByRole('button', { name: '全部展开' }).press('Enter')
    await reason.getByText('低保标准', { exact: true }).first().waitFor()
    expect(await reason.getByText(/元\/月/).count()).toBeGreaterThan(0)
    expect(await reason.getByText(/文号：/).count()).toBeGreaterThan(0)
    await reason.scrollIntoViewIfNeeded()
    await picture(county, 'reason')
    await county.context().close()
  })

  test('a household whose facts are missing says first which ones', async () => {
    const { id } = await theRow<{ id: string }>(
      site(),
      `select household_id as id from determination where category is null and superseded_at is null order by id limit 1`,
    )
    const county = await site().signedIn('county')
    await open(site(), county, `/households/${id}`)
    const missing = county.getByRole('main').getByRole('alert')
    await missing.getByRole('listitem').first().waitFor()
    const page = await county.getByRole('main').innerText()

    expect(await missing.innerText()).toMatch(/^暂不能认定，还缺这些信息/)
    expect(page.indexOf('还缺这些信息')).toBeLessThan(page.indexOf('应发月金额'))
    expect(await county.getByText('暂不能认定', { exact: true }).count()).toBeGreaterThan(0)
    await picture(county, 'undetermined')
    await county.context().close()
  })

  test('what was given in goods and services stands in the file, what nobody priced counted apart', async () => {
    const { id } = await theRow<{ id: string }>(
      site(),
      `select min(id) as id from household where division like '360735100%'`,
    )
    const clerk = await site().signedIn('township')
    await open(site(), clerk, `/households/${id}`)
    const panel = clerk.getByRole('region', { name: '服务和实物帮扶' })
    await panel.getByText('还没有登记过服务或实物帮扶。').waitFor()
    const dialog = clerk.getByRole('dialog', { name: '登记实物或服务' })
    const give = async (kind: string, what: string, value: string): Promise<void> => {
      await panel.getByRole('button', { name: '登记实物或服务' }).press('Enter')
      await dialog.getByText(kind, { exact: true }).click()
      await dialog.getByLabel('给了什么').fill(what)
      await dialog.getByLabel('提供单位或个人').fill('琴江镇慈善超市')
      await dialog.getByLabel('折价').fill(value)
      await dialog.getByLabel('签收人').fill('李菊香')
      await dialog.getByRole('button', { name: '登记', exact: true }).press('Enter')
    }
    await give('实物', '棉被2床、大米20斤', '一千')
    await dialog.getByText('请填写大于零的金额').waitFor()
    await dialog.getByLabel('折价').fill('1,260.5')
    await dialog.getByRole('button', { name: '登记', exact: true }).press('Enter')
    await panel.getByText('共 1 次，计价合计 1,260.50 元').waitFor()
    await give('服务', '上门护理4次', '')
    await panel.getByText('共 2 次，计价合计 1,260.50 元，另有 1 次未计价').waitFor()
    await panel.scrollIntoViewIfNeeded()
    await picture(clerk, 'case-aid-in-kind')
    const supervisor = await site().signedIn('supervisor')
    await open(site(), supervisor, `/households/${id}`)
    const seen = supervisor.getByRole('region', { name: '服务和实物帮扶' })

    expect(await panel.getByRole('listitem').first().innerText()).toMatch(/上门护理4次[^]*服务[^]*未计价/)
    expect(await seen.getByRole('listitem').count()).toBe(2)
    expect(await seen.getByRole('button', { name: '登记实物或服务' }).count()).toBe(0)
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.context().close()
    await supervisor.context().close()
  })

  test('the clerk of one township neither finds nor opens a household of another', async () => {
    const other = await theRow<{ id: string; name: string; number: string }>(
      site(),
      `select h.id, h.number, p.name from household h
       join membership m on m.household_id = h.id and m.relation = '户主' join person p on p.id = m.person_id
       where h.division not like '360735100%' and not exists (
         select from person q where q.name like p.name || '%' and q.division like '360735100%') order by h.id limit 1`,
    )
    const clerk = await site().signedIn('township')
    await open(site(), clerk, `/households/${other.id}`)
    await clerk.getByText('没有找到这户档案，可能不在您的管辖范围内').waitFor()

    for (const text of [other.name, other.number]) {
      await clerk.keyboard.press('/')
      const box = clerk.getByRole('combobox', { name: '查找群众' })
      await box.fill(text)
      await clerk.getByText('不在您管辖范围内的群众不会显示').waitFor()
      await box.fill('')
      await clerk.keyboard.press('Escape')
      await box.blur()
      await open(site(), clerk, `/households?q=${encodeURIComponent(text)}`)
      await clerk.getByText('没有符合条件的户').waitFor()
      expect(await clerk.getByText(other.number).count()).toBe(0)
    }
    await clerk.context().close()
  })

  test('the list is filtered by place, name and category, and more rows come on demand', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, '/households')
    const { n } = await theRow<{ n: string }>(site(), 'select count(*) as n from household')
    await county.getByText(`共 ${Number(n).toLocaleString('zh-CN')} 户`).waitFor()
    await picture(county, 'households')
    const rows = county.getByRole('region', { name: '户档案清单' }).getByRole('link')
    const before = await rows.count()
    await county.getByRole('button', { name: '加载更多' }).press('Enter')
    await expect.poll(() => rows.count()).toBeGreaterThan(before)

    await open(site(), county, `/households?category=${encodeURIComponent('特困')}&division=360735100`)
    const { d } = await theRow<{ d: string }>(
      site(),
      `select count(*) as d from determination d join household h on h.id = d.household_id
       where d.superseded_at is null and d.category = '特困' and h.division like '360735100%'`,
    )
    await county.getByText(`共 ${d} 户`).waitFor()
    await county.context().close()
  })

  test('somebody is found by the first letters of the name and opened by keyboard alone', async () => {
    const { initials, name } = await theRow<{ initials: string; name: string }>(
      site(),
      `select initials, name from person where length(initials) = 3 and (
         select count(*) from person q where q.initials like person.initials || '%' or q.pinyin like person.initials || '%') = 1
       order by id limit 1`,
    )
    const county = await site().signedIn('county')
    await open(site(), county, '/')
    await county.keyboard.press('/')
    await county.keyboard.type(initials)
    await county
      .getByTitle(name)
      .or(county.getByText(name, { exact: true }))
      .first()
      .waitFor()
    await county.keyboard.press('ArrowDown')
    await county.keyboard.press('Enter')
    await county.waitForURL('**/households/*')

    await county.getByRole('region', { name: '共同生活家庭成员' }).getByText(name, { exact: true }).waitFor()
    await county.context().close()
  })

  test('a file prints on two A4 pages', async () => {
    const { id } = await theRow<{ id: string }>(
      site(),
      `select household_id as id from membership where valid_until is null and superseded_at is null
       group by household_id order by count(*) desc, household_id limit 1`,
    )
    const county = await site().signedIn('county')
    await open(site(), county, `/households/${id}`)
    await county.getByRole('region', { name: '大事记' }).waitFor()
    const pdf = await county.pdf({ preferCSSPageSize: true })
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0

    expect(pages).toBeGreaterThan(0)
    expect(pages).toBeLessThanOrEqual(2)
    await county.context().close()
  })
}
