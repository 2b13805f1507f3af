import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { run } from '#cli/dispatch'
import { aCountyDay } from '#dispatch/testing'

const folder = mkdtempSync(join(tmpdir(), 'dispatch-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.restoreAllMocks())

const dayFile = join(folder, 'day.json')
const planFile = join(folder, 'plan.json')
writeFileSync(dayFile, JSON.stringify(aCountyDay({ carers: 10, visits: 40, meals: 6 })))

/** Runs the command and reads the one line of JSON that it prints. */
async function answerOf(...args: string[]): Promise<{ readonly code: number; readonly report: unknown }> {
  const written: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const code = await run([...args, '--json'])
  return { code, report: JSON.parse(written.join('')) }
}

test('a plan that two threads made passes the checker at its stated cost', async () => {
  const solved = await answerOf('solve', dayFile, '--seconds', '0.3', '--threads', '2', '--out', planFile)
  const checked = await answerOf('check', dayFile, planFile)

  expect(solved).toMatchObject({ code: 0, report: { instance: 'a county day', seed: 1, faults: [] } })
  expect(checked).toMatchObject({ code: 0, report: { valid: true, violations: [] } })
})

test('the same seed and rounds give the same plan, on one thread and on two', async () => {
  const costOf = async (threads: string): Promise<unknown> => {
    const { report } = await answerOf('solve', dayFile, '--rounds', '300', '--seed', '7', '--threads', threads)
    return typeof report === 'object' && report !== null && 'cost' in report ? report.cost : undefined
  }

  const [one, again, two, twice] = [await costOf('1'), await costOf('1'), await costOf('2'), await costOf('2')]

  expect(again).toBe(one)
  expect(twice).toBe(two)
  expect(Number(two)).toBeLessThanOrEqual(Number(one))
})

test('the checker refuses a plan whose cost is stated too low, and says so by its exit code', async () => {
  await answerOf('solve', dayFile, '--seconds', '0.2', '--threads', '1', '--out', planFile)
  const plan: { total: number } = JSON.parse(readFileSync(planFile, 'utf8'))
  const boasting = join(folder, 'boasting.json')
  writeFileSync(boasting, JSON.stringify({ ...plan, total: plan.total / 2 }))

  const checked = await answerOf('check', dayFile, boasting)

  expect(checked).toMatchObject({ code: 1, report: { valid: false, violations: [{ code: 'stated-cost-differs' }] } })
})

test('what is wrong with the file is told with its name', async () => {
  const broken = join(folder, 'broken.json')
  writeFileSync(broken, '{"carers": 1}')

  await expect(run(['solve', broken, '--threads', '1'])).rejects.toThrow(/broken\.json.*places/)
})
