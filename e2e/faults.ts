import type { Page } from 'playwright-core'
import { atRest } from './at-rest.ts'
import { desktop, seriousViolations } from './desk.ts'

export const phone = { width: 390, height: 844 }
export const tablet = { width: 1024, height: 768 }
export const upright = { width: 820, height: 1180 }

/** How far the page or its content reach beyond the window; asked as text, since these names belong to the browser. */
export async function excessWidth(page: Page): Promise<number> {
  // The page draws itself anew for a new width.
  await atRest(page)
  return page.evaluate<number>(
    `Math.max(document.documentElement.scrollWidth - innerWidth,
       (document.querySelector('#content')?.scrollWidth ?? 0) - (document.querySelector('#content')?.clientWidth ?? 0))`,
  )
}

/** What axe finds and what is wider than the window, at each size; the window is left as it was. */
export async function faultsOf(page: Page, sizes = [desktop, tablet, upright, phone]): Promise<string[]> {
  const found: string[] = []
  const before = page.viewportSize() ?? desktop
  for (const size of sizes) {
    await page.setViewportSize(size)
    const excess = await excessWidth(page)
    if (excess > 0) found.push(`${size.width}: ${excess} too wide`)
    for (const violation of await seriousViolations(page)) found.push(`${size.width}: ${violation}`)
  }
  await page.setViewportSize(before)
  return found
}
