/**
 * Policies as people read them: decision tables, standards as dated rows by place, worked examples with their answers;
 * and why one household has the category and the amount that it has.
 *
 * @law 《政府信息公开条例》; 《社会救助法》第四十五条 (reasons must be given)
 *
 *
 * Also how a policy changes: an officer words a draft, it is checked, its worked examples are run and it is tried out on
 * the population; a second officer confirms it, and it holds from its day on. `PolicyCalendar` gives the policies of any
 * day: those that came with the program and the confirmed changes whose day has come. What was confirmed stays, so that
 * past days can be decided again.
 *
 * The policies are those of the whole installation: a confirmed change holds in all of its counties (a standard by the
 * division of its row). The engine itself is in `policy`, the population in `sweep`.
 */
export { applyChange } from './apply-change.ts'
export { readChangeFile } from './change-file.ts'
export { chooseSnapshot, fenNumber, moneyNumbers, simulateChange, summaryOf } from './simulate-change.ts'
export { openPolicyCalendar, type PolicyCalendar } from './policy-calendar.ts'
export { policyRegisterRoutes } from './routes.ts'
