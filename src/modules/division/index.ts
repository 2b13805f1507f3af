/**
 * Administrative divisions: the statistical codes from province to village, each with the days on which it was valid.
 * A division is found by the prefix of its code. The seed is the state of 2023-06-30 of the National Bureau of Statistics.
 *
 * @law 《行政区划管理条例》, 《统计用区划代码和城乡划分代码编制规则》
 *
 * It does not know boundaries: no official map is shipped.
 */
export { listChildren, namesOf, placeNames } from './queries.ts'
export { findDivisionWithin, readDivisionSeed } from './seed.ts'
export { divisionRoutes } from './routes.ts'
