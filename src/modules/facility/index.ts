/**
 * The elder-care network of a county: its centre, the hubs of its towns, the stations of its villages, institutions of
 * three classes and canteens, with capacity and catchment; the providers; and the carers with skills, shifts and
 * absences. Also the points on the map of villages, one by one or from a file, and of households.
 *
 * @law 中共中央 国务院《关于深化养老服务改革发展的意见》（三级养老服务网络、三类养老机构）
 *
 * What is ordered, visited and settled belongs to `elder-care`; where the next stations go is asked of `siting`.
 */
export { recordAbsence, saveCarer, saveFacility, saveProvider } from './commands.ts'
export { saveVillagePoint } from './point-commands.ts'
export { elderBirthDay, listFacilities, listVillages } from './queries.ts'
export { facilityRoutes } from './routes.ts'
