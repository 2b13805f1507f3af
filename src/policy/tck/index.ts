/**
 * The test files of the DMN Technology Compatibility Kit (TCK) as values: which model a file tests, what each case gives
 * and what it expects. Values stay as the file writes them. Running the cases and comparing is left to the runner.
 */
export { readTestFile, type Datum, type TestCase, type TestFile } from '#policy/tck/test-file'
export { compileKit, runOnAnswer, runOnSql, type KitModel, type KitResult } from '#policy/tck/run'
export type { AskSql } from '#policy/tck/sql-case'
