import { expect, test } from 'vitest'
import { open, picture, type Site } from './desk.ts'

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
}
