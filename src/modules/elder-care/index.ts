/**
 * Elder care at home: who is in special difficulty, what is agreed for whom, the visits that follow from it, the plan
 * of each day that the county's centre makes and publishes, the proof of each visit, and what a provider is owed.
 *
 * @law 《老年人权益保障法》第三十条、第三十七条；民政部等十部门《关于开展特殊困难老年人探访关爱服务的指导意见》
 *
 *   difficulty → monthly agreement
 *   agreement (care plan) → visits (`generate.ts`) → a day's problem → `#dispatch` in a thread → draft → published
 *   → proof → settlement, with the voucher by the policies → the journal of `ledger`
 *
 * A move by hand is bound by the clock of the county (`as-of-now.ts`). A proof that was told wrongly is told again until it
 * is in a settlement, and what was told before is kept (`correct-visit.ts`).
 *
 * Care follows the register (`follow-register.ts`): to the dead nobody is sent, and who has moved is visited there. A visit
 * is paid to whoever employed its carers on the day, and a voucher is one for all providers of an elder's month.
 *
 * How an assessment is made belongs to `ability-assessment`; who works where to `facility`; how a day is planned well to
 * `#dispatch`. Minutes, prices, speeds and levels are standards of policies/elder-care.
 */
export { openCarePlan, recordDifficulty } from './care-plan-commands.ts'
export { planDay, publishPlan } from './dispatch-commands.ts'
export { readDispatchDay } from './dispatch-day.ts'
export { daysAheadOf, generateVisits } from './generate.ts'
export { previewMove } from './move-commands.ts'
export { readEntitlement } from './queries.ts'
export { elderCareRoutes } from './routes.ts'
export { finishVisit, missVisit } from './visit-commands.ts'
