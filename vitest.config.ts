import { defineConfig } from 'vitest/config'
import { postgres15IsInstalled } from './test/postgres-15-setup.ts'

const unattended = { pool: 'forks', testTimeout: 60_000, hookTimeout: 180_000 } as const
const outside = ['test/fixtures/**', 'node_modules/**']

/** The tests that speak to the store; they run again on the oldest PostgreSQL that is promised, where it is installed. */
const store = ['src/**/*.db.test.ts', 'test/journeys/*.test.ts']

if (!postgres15IsInstalled) console.log('skipped: the store tests on PostgreSQL 15, which is not installed here')

export default defineConfig({
  test: {
    reporters: ['default', './tools/closing-line-reporter.ts'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...unattended,
          name: 'main',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: outside,
          globalSetup: ['test/store-setup.ts'],
        },
      },
      {
        test: {
          ...unattended,
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['test/store-setup.ts', 'test/browser-setup.ts'],
        },
      },
      ...(postgres15IsInstalled
        ? [
            {
              test: {
                ...unattended,
                name: 'postgres-15',
                include: store,
                exclude: outside,
                globalSetup: ['test/postgres-15-setup.ts'],
              },
            },
          ]
        : []),
    ],
  },
})
