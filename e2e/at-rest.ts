import type { Page } from 'playwright-core'

interface Requests {
  started: number
  ended: number
}

const requestsOf = new WeakMap<Page, Requests>()

/** Counts what the page asks for from now on. */
export function watchRequests(page: Page): void {
  const requests = { started: 0, ended: 0 }
  requestsOf.set(page, requests)
  page.on('request', () => requests.started++)
  page.on('requestfinished', () => requests.ended++)
  page.on('requestfailed', () => requests.ended++)
}

/** Twice nothing to do with a drawn frame between; a map that never rests is not waited for longer than a second. */
const idle = `new Promise((done) => {
  const next = (then) => requestIdleCallback(then, { timeout: 500 })
  next(() => requestAnimationFrame(() => next(() => done())))
})`

/**
 * Waits until the page has all that it asked for and nothing left to do with it. The page itself says that it is
 * idle, so that a slow machine makes this longer and not wrong, and a fast one pays for no fixed pause.
 */
export async function atRest(page: Page): Promise<void> {
  const requests = requestsOf.get(page)
  if (requests === undefined) throw new Error('Nobody watches the requests of this page')
  const end = Date.now() + 30_000
  while (Date.now() < end) {
    const { started } = requests
    await page.evaluate(idle)
    if (requests.started === started && requests.ended === started) return
  }
  throw new Error(`${page.url()} still waits for ${requests.started - requests.ended} answers`)
}
