/**
 * Money as a double-entry journal: accounts by place, entries that balance, nothing ever changed or deleted; what was
 * wrong is reversed by another entry. The database itself refuses an entry that does not balance, a change of a line,
 * and a township float below zero, so that no mistake of ours can.
 *
 * @law 《社会救助法》第七十一条（资金专款专用）
 *
 * It knows what was paid and from where, not why: the reasons are in the modules that post. A monthly batch is one
 * entry for each township and programme, not one for each line; the lines are in disbursement.
 */
export {
  approveBenefit,
  keptReturn,
  openRecovery,
  payProvider,
  receiveRecovery,
  reissueBenefit,
  returnBenefit,
  sendBenefit,
} from './benefit-entry.ts'
export { payFromFloat, reversal } from './entry.ts'
export { ledgerRoutes } from './routes.ts'
export { post } from './store.ts'
