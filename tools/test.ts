import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * `npm test`: everything that proves the product, in one vitest run, so that one closing line counts it all.
 * Arguments go through to vitest.
 */
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
const child = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
