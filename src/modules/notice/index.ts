/**
 * Letters and public notices. A letter is a typed content, written once in the transaction of the deed that it tells
 * of, numbered without a gap by the office that signs, kept encrypted, and printed as a page or as PDF. A public notice
 * is a row of the village's board with the lawful fields only; it hangs through its last full day and is then gone
 * from the board by itself.
 *
 * @law 《社会救助法》第四十八条; 《最低生活保障审核确认办法》第十条、第十九条、第二十一条、第二十四条; 《行政复议法》;
 * 《个人信息保护法》
 *
 * What a letter says is decided elsewhere (`assistance`): reasons, amounts, remedies and days are given to it.
 */
export {
  issueLetters,
  markDecisionDelivered,
  type NewLetter,
  type NewNotice,
  postNotices,
  withdrawNotices,
} from './store.ts'
export { noticeRoutes } from './routes.ts'
