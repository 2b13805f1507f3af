/**
 * Pays what is owed, once: accounts that two officers have seen, a list of a month made out of the entitlements of a
 * county, held where somebody must look, approved by a second person, written for the bank, taken back where the bank
 * could not pay and sent again, and what was paid too much recovered in instalments. Each step is in the journal. That
 * a person is paid once for a programme and a month is a constraint of the database.
 *
 * @law 《最低生活保障审核确认办法》第二十五条、第二十六条, 《社会救助法》第七十一条、第七十三条
 *
 * It does not say what is owed (entitlement), keeps no balances (ledger) and talks to no bank: a file goes out and one
 * comes in. Reports compare what was owed in two months.
 */
export { buildPaymentBatch, type PaymentMeans } from './build.ts'
export { readBankFile, writeReturnsFile } from './bank-file.ts'
export { writeBatchFile } from './bank-file-commands.ts'
export { approvePaymentBatch, recordReturns, sendPaymentBatch } from './commands.ts'
export { monthlyReport } from './report-queries.ts'
export { disbursementRoutes } from './routes.ts'
