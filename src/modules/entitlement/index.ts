/**
 * What is owed to whom by month: dated rows of each case, written by the decisions of assistance and never changed but
 * for their end, so that what was believed when stays readable. A decision about a month that was paid already is
 * turned into back-pay or into a recovery here. Also help in goods and services, which is given and not owed.
 *
 * @law 《社会救助法》第十八条至第三十四条, 《最低生活保障审核确认办法》第二十三条至第二十七条
 *
 * It does not decide amounts: that is done by assistance with the policies. It moves no money: batches, accounts, bank
 * files and the plan of a recovery are in disbursement.
 */
export { setEntitlements } from './entitle.ts'
export { entitledOf, listEntitled } from './queries.ts'
export { entitlementRoutes } from './routes.ts'
export type { EntitlementChange, EntitlementEffect } from './model.ts'
