import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeCluster, stopPostmaster } from '#db/embedded'
import { clusterVariable } from '#db/testing'

/**
 * One embedded cluster for a whole test run. It starts when the first db test asks for a store, so that a run of
 * pure tests never pays for it, and goes when the run ends.
 */
export default function setup(): () => Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'doudi-test-'))
  chmodSync(dataDir, 0o755)
  process.env[clusterVariable] = dataDir
  return async () => {
    await stopPostmaster(describeCluster(dataDir))
    rmSync(dataDir, { recursive: true, force: true })
  }
}
