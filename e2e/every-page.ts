import { expect, test } from 'vitest'
import { desktop, open, picture, seriousViolations, type Site, theRow } from './desk.ts'
import { excessWidth, phone, tablet } from './faults.ts'

async function everyPath(site: Site): Promise<string[]> {
  const { signal, household } = await theRow<{ signal: string; household: string }>(
    site,
    `select id as signal, household_id as household from signal where status <> 'closed' order by id limit 1`,
  )
  const { batch } = await theRow<{ batch: string }>(
    site,
    `select id as batch from batch where status = 'loaded' order by quarantined + review desc limit 1`,
  )
  const { draft } = await theRow<{ draft: string }>(
    site,
    `select folder || '/drafts/' || id as draft from policy_draft order by id desc limit 1`,
  )
  const { aid } = await theRow<{ aid: string }>(site, 'select id as aid from quick_aid order by id limit 1')
  const { kase } = await theRow<{ kase: string }>(
    site,
    'select id as kase from assistance_case order by id desc limit 1',
  )
  const { payment, payee } = await theRow<{ payment: string; payee: string }>(
    site,
    'select min(l.batch_id) as payment, (select min(person_id) from payment_account) as payee from payment_line l',
  )
  const { elder } = await theRow<{ elder: string }>(
    site,
    `select id as elder from person where birth_day < '1950-01-01' order by id limit 1`,
  )
  const assessed = await site.store.owner.query<{ id: string }>(
    'select id from ability_assessment order by id desc limit 1',
  )
  const served = await theRow<{ household: string; person: string }>(
    site,
    'select household_id as household, person_id as person from care_plan order by id limit 1',
  )
  return [
    '/',
    '/ability-assessments',
    '/ability-assessments?view=waiting',
    '/ability-assessments?view=never',
    '/ability-assessments/new',
    `/ability-assessments/new?person=${elder}`,
    // A run of these pages alone has no assessment yet.
    ...assessed.rows.map(({ id }) => `/ability-assessments/${id}`),
    '/care-network',
    '/care-network?township=360735100',
    '/facilities',
    '/facilities?view=points',
    '/facilities?facility=new',
    '/care-providers',
    '/carers',
    '/care-plans',
    '/care-plans/new',
    `/care-plans/new?household=${served.household}&person=${served.person}&name=x`,
    '/check-visits',
    '/check-visits?view=register',
    '/care-plans?division=360735100001&name=x',
    '/care-visits',
    '/care-visits?view=unproved',
    '/care-settlements',
    '/dispatch',
    '/dispatch?day=2026-11-03',
    '/dispatch/2026-11-03/sheets',
    '/siting',
    '/siting/scenarios',
    '/siting/compare',
    '/cases?queue=running',
    '/cases?queue=all',
    '/cases/new',
    `/cases/new?householdId=${household}&programme=rigid-expenditure`,
    `/cases/${kase}`,
    '/case-meeting',
    '/rechecks?months=12',
    '/referrals',
    '/escalations',
    '/signals',
    `/signals?signal=${signal}`,
    `/signals/${signal}`,
    '/households',
    `/households/${household}`,
    '/quick-aids',
    `/quick-aids/${aid}`,
    '/floats',
    '/floats/360735100',
    '/payments',
    `/payments/${payment}`,
    `/payments/${payment}?tab=held`,
    '/accounts?view=all',
    `/accounts?person=${payee}`,
    '/recoveries?view=all',
    '/reports',
    '/reports?report=dead-paid',
    '/notice-board',
    '/letters',
    `/letters?household=${household}`,
    '/feeds',
    `/feeds/${batch}`,
    '/policies',
    '/policies/assistance',
    '/policies/monitoring?tab=standards',
    '/policies/subsistence-allowance?tab=examples',
    '/policies/subsistence-allowance?tab=sources',
    '/policies/subsistence-allowance?tab=drafts',
    `/policies/${draft}`,
    `/policies/${draft}?tab=standards`,
    `/policies/${draft}?tab=examples`,
    `/policies/${draft}?tab=difference`,
    `/policies/${draft}?tab=simulation`,
    '/no-such-page',
  ]
}

export function everyPage(site: () => Site): void {
  test('axe finds nothing serious on any page, and none is wider than a desk, a tablet or a phone', async () => {
    const county = await site().signedIn('county')
    // A draft that can be worded, so that its editor is looked at too.
    const draft = { key: 'every-page-draft', folder: 'household', title: '起草中的变更' }
    await county.request.post(`${site().url}/api/policy-drafts`, { data: draft })
    const found: string[] = []
    for (const path of await everyPath(site())) {
      await county.setViewportSize(desktop)
      await open(site(), county, path)
      for (const violation of await seriousViolations(county)) found.push(`${path} ${violation}`)
      for (const size of [desktop, tablet, phone]) {
        await county.setViewportSize(size)
        const excess = await excessWidth(county)
        if (excess > 0) found.push(`${path} is ${excess} wider than ${size.width}`)
      }
      for (const violation of await seriousViolations(county)) found.push(`${path} on a phone: ${violation}`)
    }
    const nobody = await site().visit()
    await open(site(), nobody, '/sign-in')
    for (const violation of await seriousViolations(nobody)) found.push(`/sign-in ${violation}`)

    expect(found).toEqual([])
    await county.context().close()
    await nobody.context().close()
  }, 480_000)

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
