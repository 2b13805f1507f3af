import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * The browser journeys need a Chromium. Where there is none but Debian's packages can be installed (root, apt-get), they
 * are; elsewhere the journeys are skipped and say so.
 */
export default function setup(): void {
  const known = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser']
  if (known.some((path) => path !== undefined && existsSync(path))) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  console.log('Installing Chromium for the browser journeys …')
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
  ]) {
    const done = spawnSync('apt-get', args, { env: environment, encoding: 'utf8', timeout: 240_000 })
    if (done.status !== 0) {
      console.log(`Chromium could not be installed: ${done.stderr.split('\n')[0] ?? ''}`)
      return
    }
  }
}
