/**
 * Social assistance as a procedure: an application is taken down, looked into by two and by the departments, judged by
 * the policies on the facts as known that day, put up, decided by another person, and told in a letter; what is granted
 * is looked at again in its time and ends in an orderly way. A case is its events; what comes next is a typed table for
 * each programme (`procedure.ts`), every number of which is a dated standard in `policies/procedure`.
 *
 *     request ─► deeds ─► decide-* (pure) ─► settle: events, letters, notices, entitlements, one transaction
 *                  └ finding: the policies' answer, kept with what it stood on, so that it can be worked out again
 *
 * @law 《社会救助法》; 民发〔2021〕57号; 民发〔2022〕83号; 民发〔2021〕43号; 民发〔2019〕62号; 国发〔2015〕52号
 *
 * Small aid at once is in `temporary-assistance`; what letters look like in `notice`; money in `entitlement` and
 * `disbursement`.
 */
export { runBulk, startBulk, unfinishedRuns } from './bulk.ts'
export { endWhatIsOver, raiseEscalations } from './calendar-work.ts'
export type { CaseMeans } from './commands.ts'
export { assess, type Subject } from './finding.ts'
export { assistanceRoutes } from './routes.ts'
export { standardsBy } from './standards.ts'
export { projectAgain } from './store.ts'
export { takeOver } from './take-over.ts'
