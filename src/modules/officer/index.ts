/**
 * Officers, their posts, and what a post may do. Sign-in belongs to a person, power to a post (role × division).
 * Also the audit log: who did or looked at what, chained by SM3 digests so that a change shows.
 *
 * @law 《个人信息保护法》第五十一条, 《社会救助法》第七十条
 *
 * It does not limit rows: that is done in the database by the division of the post (see `db`).
 */
export {
  addOfficer,
  addPost,
  firstPassword,
  listOfficers,
  resetPassword,
  setDisabled,
} from './administer.ts'
export {
  authorise,
  ensureOfficers,
  findActor,
  type NewOfficer,
  signIn,
} from './commands.ts'
export { once } from './once.ts'
export { findOfficerInPost, findOfficersInPost, hasPostOver, listOwnerPosts, type OwnerPost } from './queries.ts'
export { appendAudit, deleteExpiredSessions } from './store.ts'
export { verifyAudit } from './verify-audit.ts'
export { officerRoutes } from './routes.ts'
