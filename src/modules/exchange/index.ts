/**
 * Takes the files of departments in (数据汇聚): tells by content what a file is and by its headers which feed it
 * belongs to, reads and checks every cell, finds whose it is, and records what it says as dated facts of the register.
 *
 * @law 《社会救助法》 on the sharing of information between departments
 *
 * A file is taken in whole or not at all; a row that cannot be taken in is held back with its reason and never lost,
 * and a delivery can be withdrawn, after which the facts in force are those that would be without it. A row whose
 * person is not certain waits for an officer.
 *
 * What an officer states, such as a survey, becomes facts in the same way, within the work that it belongs to.
 *
 * It does not say what a fact means or which columns a feed has (that is `facts`), keeps no copy of the files,
 * and decides nothing about any household.
 */
export { correctHeldRow, deliver, discardHeldRow, matchHeldRow, withdrawBatch } from './commands.ts'
export { type Delivery } from './deliver.ts'
export { deliverFolder, findCounty, listTables } from './deliver-folder.ts'
export { FileRefused } from './file-refused.ts'
export { batchQuality, listBatches, listHeldRows } from './queries.ts'
export type { StatedFact } from './read-stated-fact.ts'
export { exchangeRoutes } from './routes.ts'
export { lockRegister, recordStatedFacts } from './stated-facts.ts'
