import { expect, test } from 'vitest'
import { desktop, open, picture, seriousViolations, type Site, theRow } from './desk.ts'

const phone = { width: 390, height: 844 }
const tablet = { width: 1024, height: 768 }

async function everyPath(site: Site): Promise<string[]> {
  const { signal, household } = await theRow<{ signal: string; household: string }>(
    site,
    `select id as signal, household_id as household from signal where status <> 'closed' order by id limit 1`,
  )
  const { batch } = await theRow<{ batch: string }>(
    site,
    `select id as batch from batch where status = 'loaded' order by quarantined + review desc limit 1`,
  )
  return [
    '/',
    '/signals',
    `/signals?signal=${signal}`,
    `/signals/${signal}`,
    '/households',
    `/households/${household}`,
    '/feeds',
    `/feeds/${batch}`,
    '/policies',
    '/policies/assistance',
    '/policies/monitoring?tab=standards',
    '/policies/subsistence-allowance?tab=examples',
    '/policies/subsistence-allowance?tab=sources',
    '/no-such-page',
  ]
}

export function everyPage(site: () => Site): void {
  test('axe finds nothing serious on any page', async () => {
    const county = await site().signedIn('county')
    const found: string[] = []
    for (const path of await everyPath(site())) {
      await open(site(), county, path)
      for (const violation of await seriousViolations(county)) found.push(`${path} ${violation}`)
    }
    const nobody = await site().visit()
    await open(site(), nobody, '/sign-in')
    for (const violation of await seriousViolations(nobody)) found.push(`/sign-in ${violation}`)

    expect(found).toEqual([])
    await county.context().close()
    await nobody.context().close()
  })

  test.each([
    ['a desk', desktop],
    ['a tablet', tablet],
    ['a phone', phone],
  ])('no page is wider than the screen of %s', async (_name, size) => {
    const county = await site().signedIn('county', size)
    const wide: string[] = []
    for (const path of await everyPath(site())) {
      await open(site(), county, path)
      // Given as text, since these names belong to the browser.
      const excess = await county.evaluate<number>(
        `Math.max(document.documentElement.scrollWidth - innerWidth,
           (document.querySelector('#content')?.scrollWidth ?? 0) - (document.querySelector('#content')?.clientWidth ?? 0))`,
      )
      if (excess > 0) wide.push(`${path} by ${excess}`)
    }

    expect(wide).toEqual([])
    await county.context().close()
  })

  test('the workbench says what is due and leads to it', async () => {
    const county = await site().signedIn('county')
    await open(site(), county, '/')
    await picture(county, 'workbench')
    const first = county.getByRole('button', { name: /^办理：/ }).first()
    const named = await first.getAttribute('aria-label')
    await first.press('Enter')
    await county.waitForURL('**/signals?signal=*')
    const title = await county.getByRole('dialog', { name: '预警详情' }).getByRole('heading', { level: 2 }).innerText()

    expect(named).toContain(title.replace(/^\S+\s+/, ''))
    await county.context().close()
  })

  test('nothing broke on any page that was visited', () => {
    expect(site().faults).toEqual([])
  })
}
