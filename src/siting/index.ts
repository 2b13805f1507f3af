/**
 * Siting: where the next stations go.
 *
 * A `SitingProblem` (demands with weights, candidate sites with costs and capacities, which of them stand already, ways,
 * a number of sites or a budget, a floor for everybody) becomes a `SitingPlan`: the sites, who goes where, who stays far,
 * how it was before, which sites overlap, and how far it is at most from the best possible.
 *
 *   problem.ts → faults.ts → compile.ts (with ways.ts, cover.ts)
 *   solve.ts: solve-median.ts, solve-cover.ts, solve-center.ts → plan.ts
 *
 * Each way of solving lets two things take turns (interplay.ts): a search (median-search.ts, cover-search.ts,
 * cover-all-search.ts, capacity-search.ts) that exchanges sites, and a proof (prove.ts over relaxed.ts) that raises a
 * bound by prices and branches, until they meet or the limit is spent. Floors are costs above everything in the search.
 * `formats/` reads the public collections it is measured on.
 *
 * Pure: no clock, no files, no chance but the seed's. Files and words belong to `#cli/siting`, scenarios to the module
 * that keeps them. Of two demands at one capacitated site neither is ever split.
 */
export type { Fault } from '#siting/faults'
export { readMclp } from '#siting/formats/mclp'
export { readPmed } from '#siting/formats/pmed'
export { readPmedcap } from '#siting/formats/pmedcap'
export { clockLimit, type Limit, roundLimit } from '#siting/limit'
export type { Coverage, Overlap, Served, SitingPlan } from '#siting/plan'
export {
  type Candidate,
  type Demand,
  type Floor,
  type Goal,
  goals,
  type SitingProblem,
  type Ways,
} from '#siting/problem'
export { readSitingProblem } from '#siting/read'
export { chooseSites, type Sited, type SitingOptions } from '#siting/solve'
