/**
 * Monitoring: sweeps the population for households that are missed, no longer qualify or are struck by something, and
 * keeps each finding as a signal until an officer ends it with a result.
 *
 * A sweep writes only what differs from the last one. An indicator that is crossed begins an episode, and an episode
 * raises one signal, however often it is swept again. Levels, routes, owners and deadlines come from `policies/`.
 *
 * @law 《社会救助法》, 国办发〔2023〕39号
 *
 * It does not decide on benefits: a signal is a reason to look, never a verdict.
 */
export { sweepCounty } from './commands.ts'
export { keptDecisions } from './decisions.zh.ts'
export { dataThrough, listCounties, listTouchedCounties } from './overview.ts'
export { monitoringRoutes } from './routes.ts'
export { scoreMonitoring, type Score } from './score.ts'
