/**
 * The policies of the installation: reads a folder of policy files (by default `policies/` of the project) and compiles
 * it with #policy. The only part of the policy engine that touches a disk. A compiled folder is kept until asked for
 * afresh, since compiling all of it takes a noticeable part of a second; it does not watch for changes.
 */
export {
  compileFiles,
  defaultPolicyFolder,
  loadPolicies,
  type PolicyFile,
  readPolicyFiles,
  withFiles,
} from '#policy-files/read'
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
