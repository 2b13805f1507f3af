/**
 * The population at one glance: writes the register of a county as a Parquet snapshot, and runs the effective
 * policies and indicators over it on DuckDB, in a child process that can touch nothing but its own folder.
 *
 * It also compares a changed policy with the one in force over such a snapshot (`simulation.ts`), in a child process
 * that stays, so that a slider feels live.
 *
 * For a single case it makes the very same rows of a few households, as they were known at any instant
 * (`household-rows.ts`), so that a decision can be worked out again.
 *
 * It reads the store and answers with files of differences; it writes nothing back. What becomes of a difference
 * (a determination, a signal) is the work of the monitoring module.
 */
export { knownNow, openRowMaker, readHouseholdRows, type RowQuestion } from '#sweep/household-rows'
export { readCsv } from '#sweep/read-csv'
export { sqlText } from '#sweep/sql-text'
export { runDuckDb } from '#sweep/duckdb'
export { openRowReader, type RowReader } from '#sweep/row-reader'
export { type KeptDecisions, PolicyNotSweepable, type SweepDifferences, sweepPopulation } from '#sweep/population'
export { forgetSnapshots, parquetFolder, parquetRoot, type Snapshot, takeSnapshot } from '#sweep/snapshot'
export {
  type AffectedHousehold,
  listSnapshots,
  type PastSnapshot,
  simulate,
  type Simulation,
  type SimulationWork,
} from '#sweep/simulation'
export { type ComparedDecisions, type ShownOutcome, shownOutcomes } from '#sweep/simulation-sql'
export { openWarmDuckDb, type WarmDuckDb } from '#sweep/warm-duckdb'
export type { Scope } from '#sweep/register-export'
