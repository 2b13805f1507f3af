import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, picture, type Site } from './desk.ts'
import { faultsOf } from './faults.ts'

/** The day after that of the tests: nothing of it is over. */
const day = '2026-11-03'
const board = `/dispatch?day=${day}`

async function act(page: Page, name: string, confirm = name): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: confirm, exact: true }).click()
  await dialog.waitFor({ state: 'hidden', timeout: 30_000 })
}

/** The middle of something that can be seen. */
async function middleOf(page: Page, selector: string, index: number): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).nth(index).boundingBox()
  if (box === null) throw new Error(`${selector} is not on the page`)
  return { x: box.x + Math.min(box.width / 2, 200), y: box.y + box.height / 2 }
}

/** Drags the first block that may go from row to row until the server says that it may be dropped; on whom. */
async function dragToAnybody(page: Page): Promise<string> {
  const from = await middleOf(page, '.gantt-block.gantt-movable', 0)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  const rows = await page.locator('.gantt-frame .gantt-row').count()
  for (let index = 0; index < Math.min(rows, 12); index++) {
    const to = await middleOf(page, '.gantt-row .gantt-lane', index)
    await page.mouse.move(to.x + 200, to.y, { steps: 3 })
    const card = page.locator('.drag-card')
    if ((await page.locator('.gantt-row.gantt-over').count()) === 0) continue
    await card.locator('.cost').waitFor()
    if ((await card.locator('.cost-cannot').count()) > 0) continue
    const name = await page.locator('.gantt-row.gantt-over .gantt-name strong').innerText()
    expect(await card.innerText()).toMatch(/总体/)
    await picture(page, 'dispatch-drag')
    await page.mouse.up()
    return name
  }
  throw new Error('Nobody on the board may take the first visit over')
}

export function dispatchJourney(site: () => Site): void {
  test('a day is planned as a draft, which only the county sees until it is published', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, board)
    await act(county, '排班')
    await county.getByText('草稿，尚未发布').waitFor()
    const blocks = await county.locator('.gantt-block').count()
    const township = await site().signedIn('township')
    await open(site(), township, board)
    const before = await township.locator('.board-hint').innerText()

    await act(county, '发布')
    await county.getByText('已发布，服务人员和各乡镇可以看到').waitFor()
    await county.getByText('已发布', { exact: true }).waitFor()
    await picture(county, 'dispatch-board')
    await township.reload()
    await township.getByText('已发布', { exact: true }).waitFor()

    expect(blocks).toBeGreaterThan(0)
    expect(before).toContain('还没有发布')
    for (const name of ['排班', '人员缺勤', '发布']) {
      expect(await township.getByRole('button', { name, exact: true }).count()).toBe(0)
    }
    expect(await township.locator('.gantt-movable').count()).toBe(0)
    await county.context().close()
    await township.context().close()
  })

  test('a visit is dragged to another carer, and what that costs is told before it is dropped', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, board)
    const moving = await county.locator('.gantt-block.gantt-movable').first().innerText()
    const carer = await dragToAnybody(county)
    await county.getByText(`已改派给${carer}，发布后生效`).waitFor()
    await county.getByRole('heading', { name: /与已发布的安排相比，\d+ 处变化/ }).waitFor()
    const changes = await county.locator('.board-changes').innerText()

    expect(changes).toContain('换人')
    expect(changes).toContain(carer)
    expect(changes).toContain(moving.split(' ').at(-1))
    expect(await county.locator('.gantt-block.gantt-changed').count()).toBeGreaterThan(0)
    await county.context().close()
  })

  test('without a mouse: a visit is chosen, and given to one of a list that tells each cost', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, board)
    await county.locator('.gantt-block.gantt-movable').first().press('Enter')
    await county.getByRole('button', { name: '改派给…' }).press('Enter')
    const dialog = county.getByRole('dialog')
    await dialog.locator('.cost').first().waitFor()
    const choice = dialog.locator('.candidates button:enabled').first()
    const name = (await choice.getAttribute('aria-label'))?.replace('改派给', '') ?? ''
    await picture(county, 'dispatch-reassign')
    await choice.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await county.getByText(`已改派给${name}，发布后生效`).waitFor()

    expect(name).not.toBe('')
    await county.context().close()
  })

  test('a carer falls ill: the rest is planned around her, the changes are counted, and published', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, board)
    const busy = county.locator('.gantt-row', { has: county.locator('.gantt-block.gantt-movable') }).first()
    const name = await busy.locator('.gantt-name strong').innerText()
    await busy.locator('.gantt-name').click()
    await county.getByRole('button', { name: '人员缺勤', exact: true }).click()
    const dialog = county.getByRole('dialog')
    await dialog.getByLabel('原因').fill('发烧就医')
    await dialog.getByRole('button', { name: '登记并重排' }).click()
    await dialog.waitFor({ state: 'hidden', timeout: 30_000 })
    await county.getByText('全天缺勤').first().waitFor()
    await picture(county, 'dispatch-absence')
    const row = county.locator('.gantt-row', { hasText: name })

    expect(await row.locator('.gantt-block').count()).toBe(0)
    await county.getByRole('button', { name: '发布', exact: true }).click()
    await dialog.getByText(/与已发布的安排相比：换人 \d+ 张/).waitFor()
    await dialog.getByRole('button', { name: '发布', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await county.getByText('已发布', { exact: true }).waitFor()
    expect(await faultsOf(county)).toEqual([])
    await county.context().close()
  })

  test('each carer has a sheet of paper with her stops', async () => {
    const township = await site().signedIn('township')
    await open(site(), township, `/dispatch/${day}/sheets`)
    const sheets = township.getByRole('article')
    await sheets.first().waitFor()
    await picture(township, 'dispatch-sheet')

    expect(await sheets.first().innerText()).toContain('服务人员签字')
    expect(await faultsOf(township)).toEqual([])
    await township.context().close()
  })
}
