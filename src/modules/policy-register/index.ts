/**
 * Policies as people read them: decision tables, standards as dated rows by place, worked examples with their answers;
 * and why one household has the category and the amount that it has.
 *
 * @law 《政府信息公开条例》; 《社会救助法》第四十五条 (reasons must be given)
 *
 * Read-only: editing, simulating and confirming policies will live here, the engine itself is in `policy`.
 */
export { policyRegisterRoutes } from './routes.ts'
