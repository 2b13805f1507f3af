/**
 * The policies of the installation: reads a folder of policy files (by default `policies/` of the project) and compiles
 * it with #policy, and reads its indicators, which the engine knows nothing of. It alone touches a disk. A compiled folder is kept until asked for
 * afresh, since compiling all of it takes a noticeable part of a second; it does not watch for changes.
 */
export type { Indicator } from '#policy-files/indicators'
export {
  type CivilPolicies,
  compileFiles,
  defaultPolicyFolder,
  describeFileError,
  loadPolicies,
  type PolicyFile,
  type PolicyFileError,
  readPolicyFiles,
  withFiles,
} from '#policy-files/read'
export { findStandard, standardOf } from '#policy-files/standard-of'
export {
  answerExample,
  deviations,
  examplesOf,
  loadExamples,
  missingLabel,
  runExamples,
  type Deviation,
  type Example,
  type Outcome,
} from '#policy-files/examples'
