import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { demoAccounts } from '#cli/demo.zh'
import { furnishDemoCare } from '#cli/demo-care'
import { buildDesk } from '#cli/serve'
import type { TestStore } from '#db/testing'
import type { Day } from '#kernel/day'
import { takeOver } from '#modules/assistance'
import { ensureOfficers, findOfficerInPost } from '#modules/officer'
import { aDeliveredCounty, aDesk, county, means, sweepAll, today } from '../test/county.ts'
import { atRest, watchRequests } from './at-rest.ts'

const project = join(import.meta.dirname, '..')
const pictures = join(project, 'docs', 'images')
/** The stations of work with cases and money are told in the handbook. */
const handbookPictures = join(project, 'docs', 'handbook', 'images')
const isOfHandbook = /^(?:case|payments|notices|care-network|siting|dispatch)(?:-|$)/

/** The browser of the machine; none is downloaded. */
export const browserPath = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
)

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  // Maps are drawn by the processor: test machines have no graphics card.
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const desktop = { width: 1440, height: 900 }
export const password = demoAccounts[0]?.password ?? ''

type Login = 'village' | 'township' | 'township2' | 'county' | 'county2' | 'leader' | 'supervisor'

export interface Site {
  readonly url: string
  readonly store: TestStore
  /** Folder of the department files that the county was made from. */
  readonly files: string
  /** What broke in any page: errors of scripts, and answers of the server that say that it broke. */
  readonly faults: string[]
  /** A window of its own, as nobody yet. */
  visit(size?: { width: number; height: number }): Promise<Page>
  /** A window of its own, signed in. */
  signedIn(login: Login, size?: { width: number; height: number }): Promise<Page>
  /** Makes it another day at the desk; whoever moves it moves it back. */
  moveTo(day: Day): void
  close(): Promise<void>
}

async function contextOf(browser: Browser, size: { width: number; height: number }): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // A click into a dialog that still unfolds may meet nothing: journeys look at what is there, not at how it comes.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  return context
}

/** Enough of a network's work for every page to have something to show. */
const care = { seed: 3, served: 24, visited: 12, daysPast: 3 } as const

/** A county of invented people, swept, behind a server on a free port, and a browser to look at it. */
export async function openSite(of: { people: number; seed: number }): Promise<Site> {
  await buildDesk()
  const delivered = await aDeliveredCounty(of)
  // Before the sweep, so that every signal finds the post that owns it.
  await ensureOfficers(delivered.store, demoAccounts)
  await sweepAll(delivered.store)
  const desk = await aDesk(delivered.store)
  const officer = await findOfficerInPost(delivered.store.plain, 'county-officer', county)
  if (officer === undefined) throw new Error('The demo has a county officer')
  await takeOver({ store: delivered.store, duckdb: desk.app.context.rowMaker, ...means, today }, officer, county)
  await furnishDemoCare({ store: delivered.store, policies: desk.app.context.policies, today }, county, care)
  const url = await desk.app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await chromium.launch({ executablePath: browserPath ?? '', args: flags })
  const faults: string[] = []
  const visit = async (size = desktop): Promise<Page> => {
    const page = await (await contextOf(browser, size)).newPage()
    watchRequests(page)
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
    page.on('response', (answer) => {
      if (answer.status() >= 500) faults.push(`${answer.url()}: ${answer.status()}`)
    })
    return page
  }
  return {
    url,
    store: delivered.store,
    files: delivered.folder,
    faults,
    moveTo: (day) => desk.moveTo(day),
    visit,
    async signedIn(login, size) {
      const page = await visit(size)
      const answer = await page.request.post(`${url}/api/session`, { data: { login, password } })
      if (!answer.ok()) throw new Error(`${login} cannot sign in: ${answer.status()}`)
      return page
    },
    async close() {
      await browser.close()
      await desk.close()
      await delivered.close()
    },
  }
}

/** Opens a page of the desk and waits until it has all that it asked for. */
export async function open(site: Site, page: Page, path: string): Promise<void> {
  await page.goto(`${site.url}${path}`)
  await atRest(page)
}

interface Violation {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[]
}

/** What axe finds of serious and critical impact, each in one line. */
export async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  // What axe.run gives, as its documentation has it.
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    readonly violations: readonly Violation[]
  }
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** Takes a picture for the handbook, only when asked to, so that a test run does not change the tree. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['DOUDI_SCREENSHOTS'] !== '1') return
  const folder = isOfHandbook.test(name) ? handbookPictures : pictures
  mkdirSync(folder, { recursive: true })
  // Notices fade by themselves; a picture is taken when the page is at rest.
  await page.waitForTimeout(400)
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** The one row that a query must give. */
export async function theRow<T extends object>(site: Site, sql: string): Promise<T> {
  const { rows } = await site.store.owner.query<T>(sql)
  const [first] = rows
  if (first === undefined) throw new Error(`The county has no such row: ${sql}`)
  return first
}
