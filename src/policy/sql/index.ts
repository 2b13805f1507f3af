/**
 * Back end 2: the same decisions as one SELECT of DuckDB over the population snapshot, a column each. Steps become
 * nested SELECTs in the order of their dependence, so that each is computed once; FEEL filters, loops and quantifiers
 * become list lambdas; the day and national standards are folded in, local standards become CASEs over divisions.
 * Unknown is NULL, with the same three-valued meaning. What it cannot write with exactly the meaning of `answer` it
 * refuses here, with a reason and a place: dates reckoned from facts, texts of numbers, C tables. Amounts beyond 10^11
 * stop the query. It runs nothing.
 */
export { duckdbSql, ruleColumn, type SqlPlace, type SqlRequest, type SqlResult } from '#policy/sql/duckdb'
export { readSqlValue, typedLiteral } from '#policy/sql/read-value'
export { RowTypes, storedType, type NumberBounds } from '#policy/sql/row-type'
