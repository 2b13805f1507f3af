/**
 * The DMN Technology Compatibility Kit (TCK): its test files as values (which model a file tests, what each case gives
 * and what it expects, as the file writes it), and its cases run on both back ends. Finding the files is left to others.
 */
export { readTestFile } from '#policy/tck/test-file'
export { compileKit, modelsOf, runOnAnswer, runOnSql, type KitResult } from '#policy/tck/run'
export type { Quotients } from '#policy/checked/index'
export type { AskSql } from '#policy/tck/sql-case'
