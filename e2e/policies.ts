import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readPolicyFiles } from '#policy-files'
import { open, picture, type Site, theRow } from './desk.ts'

/** Begins a draft by the screen; leaves the page of the draft open. */
async function beginDraft(site: Site, page: Page, folder: string, title: string): Promise<void> {
  await open(site, page, `/policies/${folder}?tab=drafts`)
  await page.getByRole('button', { name: '起草变更' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: '起草政策变更' })
  await dialog.getByLabel('名称').fill(title)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/drafts/*')
  await page.getByRole('button', { name: '提交确认' }).waitFor()
}

export function policyJourney(site: () => Site): void {
  test('a decision table, the standards with their documents and the worked households can be read', async () => {
    const village = await site().signedIn('village')
    await open(site(), village, '/policies')
    await picture(village, 'policies')
    await village.getByRole('link', { name: /救助类别认定/ }).press('Enter')
    const table = village.getByRole('table', { name: '救助类别' })
    await table.waitFor()

    expect(await table.getByRole('row').count()).toBe(6)
    expect(await table.innerText()).toContain('社会救助法')
    await village.getByText('自上而下对照，取第一个符合的行').waitFor()
    await picture(village, 'decision-table')

    await open(site(), village, '/policies/subsistence-allowance')
    await village.getByRole('tab', { name: /标准/ }).focus()
    await village.keyboard.press('Enter')
    const standards = village.getByRole('table', { name: '标准' })
    const current = standards.getByRole('row').filter({ hasText: '江西' }).filter({ hasText: '现行' })
    await current.first().waitFor()
    expect(await standards.getByText('已失效').count()).toBeGreaterThan(0)

    await village.getByRole('tab', { name: /样例/ }).press('Enter')
    await village.getByText('✓ 相符').first().waitFor()
    expect(await village.getByText('✗ 不符').count()).toBe(0)
    await open(site(), village, '/policies/destitute-support?tab=standards')
    await picture(village, 'standards')
    await village.context().close()
  })

  test('no word of the expression language is left untranslated on the policy pages', async () => {
    const leader = await site().signedIn('leader')
    await open(site(), leader, '/policies')
    const folders = await leader
      .getByRole('list', { name: '政策目录' })
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    expect(folders.length).toBeGreaterThan(5)
    for (const folder of folders) {
      await open(site(), leader, folder)
      const words = (await leader.locator('.expression').allInnerTexts()).join(' ')
      // Codes of indicators, such as M01, are names of rules.
      expect(words.match(/\b(?!M\d|D\d|J\d|F\d|X\d|N\d|P\d|Q\d)[a-z]{2,}\b/gi) ?? [], folder).toEqual([])
    }
    await leader.context().close()
  })

  test('a standard is raised: worded, tried out with a slider, submitted, and confirmed by the leader', async () => {
    const county = await site().signedIn('county')
    await beginDraft(site(), county, 'subsistence-allowance', '2027年低保标准调整')
    await county.getByRole('tab', { name: '标准' }).press('Enter')
    expect(await county.getByRole('button', { name: '按新值调整' }).first().isDisabled()).toBe(true)
    await county.getByLabel('生效日期').fill('2027-01-01')
    await county.keyboard.press('Enter')
    await county.getByLabel('变更理由和依据').fill('按省定标准调整')
    await county.getByRole('button', { name: '按新值调整' }).nth(4).press('Enter')
    await county.getByLabel('低保标准 第6行 数值').fill('1080')
    await county.getByLabel('低保标准 第6行 文号').fill('赣民发〔2026〕18号')
    expect(await county.getByRole('button', { name: '提交确认' }).isDisabled()).toBe(true)
    await county.getByRole('button', { name: '保存' }).press('Enter')
    await county.getByText('修改已全部保存').waitFor()

    await county.getByRole('tab', { name: '差异' }).press('Enter')
    const difference = county.getByRole('table', { name: '低保标准', exact: true })
    await difference.waitFor()
    expect(await difference.innerText()).toContain('赣民发〔2026〕18号')

    await county.getByRole('tab', { name: '试算' }).press('Enter')
    const gained = county.getByRole('group', { name: '类别或金额变化' }).locator('strong')
    await gained.waitFor()
    const before = await gained.innerText()
    await county.getByRole('slider', { name: '低保标准 农村' }).focus()
    for (let times = 0; times < 10; times++) await county.keyboard.press('ArrowRight')
    await expect.poll(() => gained.innerText(), { timeout: 10_000 }).not.toBe(before)
    await county.getByRole('table', { name: '按乡镇' }).getByText('琴江镇').waitFor()
    await county.getByRole('table', { name: '受影响的户' }).getByRole('link').first().waitFor()
    await picture(county, 'simulation')

    await county.getByRole('button', { name: '提交确认' }).press('Enter')
    const asking = county.getByRole('dialog', { name: '提交给另一位同事确认？' })
    expect(await asking.innerText()).toContain('2027年1月1日')
    await asking.getByRole('button', { name: '提交确认' }).press('Enter')
    await county.getByText('待确认').first().waitFor()
    expect(await county.getByRole('button', { name: '确认', exact: true }).count()).toBe(0)
    const path = new URL(county.url()).pathname
    await county.context().close()

    const leader = await site().signedIn('leader')
    await open(site(), leader, path)
    await leader.getByRole('table', { name: '低保标准', exact: true }).waitFor()
    await picture(leader, 'policy-difference')
    await leader.getByRole('button', { name: '确认', exact: true }).press('Enter')
    const confirming = leader.getByRole('dialog', { name: '确认这项政策变更？' })
    await confirming.getByRole('button', { name: '确认', exact: true }).press('Enter')
    await leader.getByText(/赖国华于.*确认/).waitFor()
    await leader.context().close()

    const draft = await theRow<{ status: string; effective_on: string }>(
      site(),
      `select status, effective_on::text from policy_draft where title = '2027年低保标准调整'`,
    )
    expect(draft).toEqual({ status: 'confirmed', effective_on: '2027-01-01' })
  })

  test('a cell of a decision table is edited in place: a mistake is named beside it, and nothing else of the file changes', async () => {
    const county = await site().signedIn('county')
    await beginDraft(site(), county, 'assistance', '救助类别口径调整')
    const editor = county.getByRole('group', { name: '决策表和表达式编辑器' })
    const cell = editor.locator('td.input-cell').nth(5)
    await editor.locator('.bjs-powered-by').waitFor()
    await cell.click()
    await county.keyboard.press('ControlOrMeta+a')
    await county.keyboard.type('没有的事实')
    const errors = county.getByRole('region', { name: '检查结果' })
    await errors.getByText('第2行第1列').waitFor()
    expect(await errors.innerText()).toContain('没有的事实')
    await picture(county, 'policy-editor')

    await cell.click()
    await county.keyboard.press('ControlOrMeta+a')
    await county.keyboard.type('false')
    await errors.getByText('没有错误').waitFor()
    await county.getByRole('tab', { name: '差异' }).press('Enter')
    const row = county.getByRole('table', { name: '救助类别' }).getByRole('row').filter({ hasText: '改动' })
    await row.waitFor()
    expect(await row.innerText()).toContain('不限否')
    await county.getByRole('button', { name: '保存' }).press('Enter')
    await county.getByText('修改已全部保存').waitFor()
    await county.getByRole('button', { name: '撤回草案' }).press('Enter')
    await county.getByRole('dialog').getByRole('button', { name: '撤回草案' }).press('Enter')
    await county.getByText('已撤回').first().waitFor()
    await county.context().close()

    const saved = await theRow<{ text: string }>(
      site(),
      `select f.text from policy_draft_file f join policy_draft d on d.id = f.draft_id where d.folder = 'assistance'`,
    )
    const released = readPolicyFiles().find(({ folder, file }) => folder === 'assistance' && file === 'category.dmn')
    const around = (released?.text ?? '').split(/<decision id="decision_救助类别"[^]*?<\/decision>/)
    expect(saved.text.startsWith(around[0] ?? '')).toBe(true)
    expect(saved.text.endsWith(around[1] ?? '')).toBe(true)
    expect(saved.text).toContain('<decision id="decision_救助类别"')
  })

  test('who may not draft reads what has been confirmed, but begins nothing', async () => {
    const village = await site().signedIn('village')
    await open(site(), village, '/policies/subsistence-allowance?tab=drafts')

    const drafts = village.getByRole('table', { name: '草案列表' })
    await drafts.waitFor()
    expect(await drafts.innerText()).toContain('已确认')
    expect(await drafts.innerText()).not.toContain('起草中')
    expect(await village.getByRole('button', { name: '起草变更' }).count()).toBe(0)
    await village.context().close()
  })
}
