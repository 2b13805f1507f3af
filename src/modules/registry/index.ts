/**
 * The register (一户一档): people, households living together, dated memberships, and what is known of them with source
 * and date. Search by name, pinyin, last digits of the identity number or household number.
 *
 * Sensitive facts are masked until an officer gives a purpose, which is written to the audit log.
 *
 * @law 《最低生活保障审核确认办法》第七条; 《个人信息保护法》第二十八条
 *
 * It takes nothing in (that is `exchange`) and decides nothing (that are the policies).
 */
export { isRevealed } from './reveal.ts'
export { registryRoutes } from './routes.ts'
