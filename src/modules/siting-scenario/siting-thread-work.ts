import { parentPort, workerData } from 'node:worker_threads'
import { chooseSites, clockLimit } from '#siting'
import type { SitingTask } from './siting-thread.ts'

if (parentPort === null) throw new Error('This file is started by siteInThread only')
// Whoever starts this thread passes a SitingTask.
const { problem, seconds } = workerData as SitingTask
const clock = (): number => performance.now() / 1000
parentPort.postMessage(chooseSites(problem, { seed: 1, limit: clockLimit(seconds, clock) }))
