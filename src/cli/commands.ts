import { cliText } from '#cli/messages.zh'

interface Command {
  readonly summary: string
  load(): Promise<{ run(args: string[]): Promise<number> }>
}

/** Every command of `./doudi`, loaded only when it is asked for. */
export const commands: Readonly<Record<string, Command>> = {
  serve: { summary: cliText.serve, load: () => import('#cli/serve') },
  county: { summary: cliText.county, load: () => import('#cli/county') },
  ingest: { summary: cliText.ingest, load: () => import('#cli/ingest') },
  batch: { summary: cliText.batch, load: () => import('#cli/batch') },
  snapshot: { summary: cliText.snapshot, load: () => import('#cli/snapshot') },
  sweep: { summary: cliText.sweep, load: () => import('#cli/sweep') },
  monitor: { summary: cliText.monitor, load: () => import('#cli/monitor') },
  policy: { summary: cliText.policy, load: () => import('#cli/policy') },
  simulate: { summary: cliText.simulate, load: () => import('#cli/simulate') },
  tck: { summary: cliText.tck, load: () => import('#cli/tck') },
  bench: { summary: cliText.bench, load: () => import('#cli/bench') },
  cases: { summary: cliText.cases, load: () => import('#cli/cases') },
  dispatch: { summary: cliText.dispatch, load: () => import('#cli/dispatch') },
  siting: { summary: cliText.siting, load: () => import('#cli/siting') },
  officer: { summary: cliText.officer, load: () => import('#cli/officer') },
  audit: { summary: cliText.audit, load: () => import('#cli/audit') },
  db: { summary: cliText.db, load: () => import('#cli/db') },
}
