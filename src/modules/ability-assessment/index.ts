/**
 * Ability assessment of elders: a form of 26 items filled in and signed by two assessors, the level that the policies
 * give to it, the county's confirmation, objections and the re-assessment by others, who is due and who was never
 * assessed. A confirmed level is recorded as a fact, by which allowances and care decide.
 *
 * @law 《老年人能力评估规范》（GB/T 42195-2022）；《老年人权益保障法》第二条、第三十条
 *
 * Scores, bands, intervals and numbers of people are in `policies/ability-assessment`, never here. What a level entitles
 * to is decided by the policies of each benefit and paid through `assistance` or settled in elder care.
 */
export { abilityAssessmentRoutes } from './routes.ts'
export {
  confirmAbilityResult,
  openAbilityAssessment,
  saveAbilityForm,
  signAbilityForm,
} from './commands.ts'
export { rulesOf } from './level.ts'
