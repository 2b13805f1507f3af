/**
 * Where the next facilities go: a county asks with its villages, its elders and what stands already, sees who is reached
 * before and after, and keeps scenarios to compare. Only what was reckoned here is kept: an answer goes out sealed.
 *
 * @law 中共中央 国务院《关于深化养老服务改革发展的意见》（科学规划布局）
 *
 * How sites are chosen and how good the choice is belongs to `#siting`; what is built then is entered in `facility`.
 */
export { sitingScenarioRoutes } from './routes.ts'
