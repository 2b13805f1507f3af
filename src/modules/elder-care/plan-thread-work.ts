import { parentPort, workerData } from 'node:worker_threads'
import { clockLimit, makePlan } from '#dispatch'
import type { ThreadTask } from './plan-thread.ts'

if (parentPort === null) throw new Error('This file is started by planInThread only')
// Whoever starts this thread passes a ThreadTask.
const { problem, before, seconds, seed } = workerData as ThreadTask
const clock = (): number => performance.now() / 1000
parentPort.postMessage(makePlan(problem, { seed, limit: clockLimit(seconds, clock), before }).plan)
