import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, picture, type Site, theRow } from './desk.ts'

interface Chosen {
  readonly id: string
  readonly name: string
  readonly status: string
}

/** A signal of the township of the demo clerk about somebody whose name nobody else of the queue has. */
function aSignal(site: Site, where: string): Promise<Chosen> {
  return theRow<Chosen>(
    site,
    `select s.id, p.name, s.status from signal s
     join membership m on m.household_id = s.household_id and m.relation = '户主' and m.valid_until is null
     join person p on p.id = m.person_id
     where s.division like '360735100%' and ${where} order by s.id limit 1`,
  )
}

async function chooseResult(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name, exact: true }).focus()
  await page.keyboard.press('Space')
}

export function signalJourney(site: () => Site): void {
  test('the county assigns a signal, the township clerk finds it, is refused without a note, and closes it', async () => {
    const signal = await aSignal(site(), `s.code = 'X01' and s.status = 'open'`)
    const county = await site().signedIn('county')
    await open(site(), county, '/signals')
    await picture(county, 'signals')
    await open(site(), county, `/signals?code=X01&q=${encodeURIComponent(signal.name)}`)
    await county
      .getByRole('button', { name: /已故人员仍在册/ })
      .first()
      .focus()
    await county.keyboard.press('Enter')
    const detail = county.getByRole('dialog', { name: '预警详情' })
    await detail.getByRole('heading', { name: /已故人员仍在册/ }).waitFor()
    await picture(county, 'signal')

    await detail.getByRole('button', { name: '分派' }).press('Enter')
    const assigning = county.getByRole('dialog', { name: '分派所选 1 条' })
    await assigning.getByRole('combobox', { name: '分派给' }).focus()
    await county.keyboard.type('黄建民')
    // The list of colleagues comes from the server; Enter chooses nothing before it is there.
    await county.locator('.ant-select-item-option', { hasText: '黄建民' }).first().waitFor()
    await county.keyboard.press('Enter')
    await assigning.getByRole('button', { name: '分派' }).press('Enter')
    await assigning.waitFor({ state: 'hidden' })
    await detail.getByText('分派给黄建民办理').waitFor()
    await county.context().close()

    const clerk = await site().signedIn('township')
    await open(site(), clerk, '/signals')
    await clerk.getByRole('checkbox', { name: '分派给我的' }).focus()
    await clerk.keyboard.press('Space')
    await clerk.waitForURL('**/signals?mine=true')
    await clerk.getByText('共 1 条').waitFor()
    await clerk.getByRole('button', { name: /已故人员仍在册/ }).focus()
    await clerk.keyboard.press('Enter')
    const closing = clerk.getByRole('region', { name: '办结预警' })
    await closing.waitFor()

    await chooseResult(clerk, '不属实')
    await closing.getByRole('button', { name: '办结' }).press('Enter')
    expect(await closing.getByRole('alert').innerText()).toContain('请写明核实经过')

    await chooseResult(clerk, '属实，已停发或调整')
    await closing.getByLabel('核实经过').fill('十一月二日与村干部上门核实，自下月起停发。')
    await closing.getByRole('button', { name: '办结' }).press('Enter')
    // The note stands in the form as soon as it is typed; the form goes when the signal is closed.
    // What was done is said though the form that did it is gone.
    await clerk.getByText('已保存', { exact: true }).waitFor()
    await closing.waitFor({ state: 'hidden' })
    await clerk.getByText('自下月起停发').waitFor()
    await clerk.context().close()

    const after = await theRow<{ status: string; result: string }>(
      site(),
      `select status, result from signal where id = ${signal.id}`,
    )
    expect(after).toEqual({ status: 'closed', result: 'true-stopped' })
  })

  test('the county assigns several signals at once from the queue', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, '/signals?division=360735100&status=open')
    const boxes = county.getByRole('checkbox', { name: /^选择：/ })
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await county.getByRole('button', { name: '分派所选 2 条' }).click()
    const dialog = county.getByRole('dialog', { name: '分派所选 2 条' })
    await dialog.getByRole('combobox', { name: '分派给' }).focus()
    await county.keyboard.type('黄建民')
    // The list of colleagues comes from the server; Enter chooses nothing before it is there.
    await county.locator('.ant-select-item-option', { hasText: '黄建民' }).first().waitFor()
    await county.keyboard.press('Enter')
    await dialog.getByRole('button', { name: '分派' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await county.context().close()

    const assigned = await theRow<{ n: string }>(site(), `select count(*) as n from signal where status = 'assigned'`)
    expect(assigned.n).toBe('2')
  })

  test('a filter stands in the address and survives a reload; a tile of the map filters by township', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, '/signals')
    await county.getByRole('button', { name: /^琴江镇 / }).focus()
    await county.keyboard.press('Enter')
    await county.waitForURL('**/signals?division=360735100')
    const { n } = await theRow<{ n: string }>(
      site(),
      `select count(*) as n from signal where status <> 'closed' and division like '360735100%'`,
    )
    await county.getByText(`共 ${n} 条`).waitFor()
    await county.reload()
    await county.getByText(`共 ${n} 条`).waitFor()
    await county.context().close()
  })

  test('the leader sees signals but neither assigns nor closes them', async () => {
    const leader = await site().signedIn('leader')
    const signal = await aSignal(site(), `s.status <> 'closed'`)
    await open(site(), leader, `/signals/${signal.id}`)
    await leader.getByRole('heading', { name: '怎么办' }).waitFor()

    expect(await leader.getByRole('button', { name: '分派' }).count()).toBe(0)
    expect(await leader.getByRole('button', { name: '办结' }).count()).toBe(0)
    await leader.context().close()
  })
}
