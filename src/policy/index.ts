/**
 * The policy engine: law written as DMN with FEEL and Chinese names becomes an answer for one household and SQL for a
 * whole population, from the same text.
 *
 *     files ─► xml ─► model ─► checked ─┬─► answer   value + reasons + missing facts, for one household
 *              feel ───────────▲        └─► sql      one column per decision, for DuckDB over the snapshot
 *
 * A folder is a pass; each pass knows only the one before. What is outside the supported language, an unknown name, a
 * clash of types or of units is an error with file, decision, cell, line and column, and nothing runs with an error.
 * Numbers: decimals of 38 digits; every quotient is rounded half-even to 10 decimals in both back ends, so that they
 * give the same number. Units: 元/年 becomes 元/月 by dividing by the standard 每年月数 (月/年), and in no other way.
 * Unknown: a null fact is unknown and stays so through three-valued logic; `x = null` asks whether a value is known.
 * It reads no files (see #policy-files), knows no benefit by name, and decides nothing that is not in a policy.
 */
export type { Answer, Cell, HouseholdRow, MissingFact, PlainValue, TraceInput, TraceNode } from '#policy/answer/index'
export {
  answer,
  compilePolicies,
  describePlace,
  describePolicyError,
  toSql,
  type Compilation,
  type CompileOptions,
  type DecisionSummary,
  type ParameterSummary,
  type Policies,
  type PolicySource,
} from '#policy/compile'
export { explain, explainAsReasons, explainInSentences, type Reason } from '#policy/explain.zh'
export { wholeCountry, YamlReader } from '#policy/model/index'
export type { Boxed, Decision, DecisionTable, Model } from '#policy/model/index'
export { withParameterValues } from '#policy/override'
export { inOrder, type PolicyError, type Problem, type ProblemPlace } from '#policy/problem'
export { ruleColumn, type SqlPlace, type SqlRequest, type SqlResult } from '#policy/sql/index'
export { withEffort } from '#policy/value/index'
export { emptyVocabulary, type FactDefinition, type ListDefinition, type Vocabulary } from '#policy/vocabulary'
