import type { Reporter, TestModule } from 'vitest/node'

/** Prints `N passed, N failed` as the last line of a run, and every skipped test with its reason on a line before. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let [passed, failed, skipped] = [0, errors.length, 0]
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      // A file that fails before its first test has no test to count.
      if (!module.ok() && tests.every((test) => test.result().state !== 'failed')) failed++
      for (const test of tests) {
        const { state } = test.result()
        if (state === 'passed') passed++
        else if (state === 'failed') failed++
        else if (state === 'skipped') {
          skipped++
          console.log(`skipped: ${test.fullName}`)
        } else failed++
      }
    }
    setImmediate(() => console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`))
  }
}
