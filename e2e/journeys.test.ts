import { afterAll, beforeAll, describe } from 'vitest'
import { abilityJourney } from './ability.ts'
import { careNetworkJourney } from './care-network.ts'
import { caseJourney } from './cases.ts'
import { browserPath, openSite, type Site } from './desk.ts'
import { dispatchJourney } from './dispatch.ts'
import { elderCareJourney } from './elder-care.ts'
import { everyPage } from './every-page.ts'
import { feedJourney } from './feeds.ts'
import { householdJourney } from './households.ts'
import { noticeJourney } from './notices.ts'
import { paymentJourney } from './payments.ts'
import { policyJourney } from './policies.ts'
import { quickAidJourney } from './quick-aid.ts'
import { signInJourney } from './sign-in.ts'
import { signalJourney } from './signals.ts'
import { sitingJourney } from './siting.ts'

// One county and one browser serve all journeys: making them costs more than walking them.
let opened: Site | undefined
function site(): Site {
  if (opened === undefined) throw new Error('The site is not open')
  return opened
}

if (browserPath === undefined) {
  process.stderr.write('No chromium was found (CHROMIUM or /usr/bin/chromium): the browser journeys are skipped.\n')
}

describe.skipIf(browserPath === undefined)('in the browser', () => {
  beforeAll(async () => {
    opened = await openSite({ people: 3000, seed: 3 })
  }, 240_000)
  afterAll(() => opened?.close())

  describe('signing in', () => signInJourney(site))
  describe('signals', () => signalJourney(site))
  describe('households', () => householdJourney(site))
  describe('department files', () => feedJourney(site))
  describe('policies', () => policyJourney(site))
  describe('small aid at once', () => quickAidJourney(site))
  describe('assistance cases', () => caseJourney(site))
  describe('ability assessment', () => abilityJourney(site))
  describe('care network', () => careNetworkJourney(site))
  describe('services at home', () => elderCareJourney(site))
  describe('dispatch board', () => dispatchJourney(site))
  describe('siting', () => sitingJourney(site))
  describe('letters and notices', () => noticeJourney(site))
  describe('payments', () => paymentJourney(site))
  describe('every page', () => everyPage(site))
})
