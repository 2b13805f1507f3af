/**
 * The population at one glance: writes the register of a county as a Parquet snapshot, and runs the effective
 * policies and indicators over it on DuckDB, in a child process that can touch nothing but its own folder.
 *
 * It reads the store and answers with files of differences; it writes nothing back. What becomes of a difference
 * (a determination, a signal) is the work of the monitoring module.
 */
export { readCsv } from '#sweep/read-csv'
export { sqlText } from '#sweep/sql-text'
export { runDuckDb } from '#sweep/duckdb'
export { openRowReader, type RowReader } from '#sweep/row-reader'
export { type KeptDecisions, PolicyNotSweepable, type SweepDifferences, sweepPopulation } from '#sweep/population'
export { forgetSnapshots, parquetFolder, parquetRoot, type Snapshot, takeSnapshot } from '#sweep/snapshot'
export type { Scope } from '#sweep/register-export'
