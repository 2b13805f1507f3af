/**
 * Temporary assistance, as far as it is small aid at once (小额快救): taken down at the place of need, also for people
 * who are not registered here and have no papers at hand; approved by a second person; paid from the township's float
 * with a voucher; papers within the set days; money that comes back is reversed. The cap is one month's local standard
 * by the policies, never a figure in code.
 *
 * @law 《社会救助法》第二十九条、第三十七条、第五十条；民政部、财政部2026年1月意见
 *
 * Larger sums go by the general procedure in `assistance`; the journal is in `ledger`.
 */
export { temporaryAssistanceRoutes } from './routes.ts'
