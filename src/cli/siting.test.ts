import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { run } from '#cli/siting'
import { aCounty } from '#siting/testing'

const folder = mkdtempSync(join(tmpdir(), 'siting-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.restoreAllMocks())

/** Runs the command and reads the one line of JSON that it prints. */
async function answerOf(...args: string[]): Promise<{ readonly code: number; readonly report: unknown }> {
  const written: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const code = await run([...args, '--json'])
  return { code, report: JSON.parse(written.join('')) }
}

function fileOf(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

test('a county file is answered with sites, a bound and what changes for whom', async () => {
  const file = fileOf('county.json', JSON.stringify(aCounty({ villages: 40, newSites: 3 })))

  const { code, report } = await answerOf('solve', file, '--seconds', '2')

  expect(code).toBe(0)
  expect(report).toMatchObject({ optimal: true, gap: 0, seed: 1, feasible: true, faults: [] })
  expect(report).toHaveProperty('after.share')
})

test('the collections are read: repeated edges, whole distances, and a covering file with its number', async () => {
  // Nodes 1-2-3 in a row; the edge 1-2 is named twice and the last cost holds.
  const pmed = fileOf('tiny.txt', '3 3 1\n1 2 50\n2 3 4\n1 2 3\n')
  const pmedcap = fileOf('cap.txt', '1 0\n3 1 9\n1 0 0 3\n2 1 1 3\n3 0 9 3\n')
  const mclp = fileOf(
    'city.txt',
    'NAME : city\nNODE_COORD_SECTION\n37.0 -122.0\n37.001 -122.0\n37.5 -122.0\nDEMAND_SECTION\n5\n6\n7\nEOF',
  )

  const median = await answerOf('solve', pmed, '--format', 'pmed')
  vi.restoreAllMocks()
  const capacitated = await answerOf('solve', pmedcap, '--format', 'pmedcap')
  vi.restoreAllMocks()
  const covering = await answerOf('solve', mclp, '--format', 'mclp', '--p', '1')

  expect(median.report).toMatchObject({ instance: 'tiny', objective: 7, bound: 7, sites: [2] })
  expect(capacitated.report).toMatchObject({ objective: 9, sites: [2], optimal: true })
  expect(covering.report).toMatchObject({ objective: 11, optimal: true })
})

test('what is wrong with the file is told with its name', async () => {
  const broken = fileOf('broken.json', '{"goal": "median", "demands": 1}')

  await expect(run(['solve', broken])).rejects.toThrow(/broken\.json/)
  await expect(run(['solve', broken, '--format', 'mclp'])).rejects.toThrow(/--p/)
})

const collection = '../shared/data/siting'

test.skipIf(!existsSync(collection))('optima of the OR-Library are found and proven', async () => {
  const { report } = await answerOf('solve', join(collection, 'pmed1.txt'), '--format', 'pmed', '--seconds', '5')

  expect(report).toMatchObject({ objective: 5819, bound: 5819, optimal: true })
})
