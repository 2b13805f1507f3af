import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeTurns } from './turns.ts'

/** Lets everything that can go on go on. */
const settled = async (): Promise<void> => {
  for (let round = 0; round < 20; round++) await Promise.resolve()
}

/** What each was answered with; nobody here was turned away, unless it says so. */
const all = <T>(answers: readonly (Promise<T> | undefined)[]): Promise<(T | undefined)[]> =>
  Promise.all(answers.map((answer) => answer ?? Promise.resolve(undefined)))

/** Work that begins when it has its turn and ends when it is told to. */
function aJob(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  return {
    work: (): Promise<string> => {
      log.push(name)
      return promise
    },
    end: () => resolve(name),
    fail: () => reject(new Error(name)),
  }
}

test('so many at once, the rest in the order in which they came', async () => {
  const log: string[] = []
  const turns = makeTurns({ atOnce: 2, waiting: 5 })
  const jobs = ['a', 'b', 'c', 'd'].map((name) => aJob(log, name))

  const answers = jobs.map(({ work }) => turns.take(work))
  await settled()
  const atFirst = [...log]
  jobs[1]?.end()
  await settled()
  const afterOne = [...log]
  for (const { end } of jobs) end()

  expect(atFirst).toEqual(['a', 'b'])
  expect(afterOne).toEqual(['a', 'b', 'c'])
  expect(await all(answers)).toEqual(['a', 'b', 'c', 'd'])
})

test('who comes when as many wait as may is told at once, and nothing is begun', async () => {
  const log: string[] = []
  const turns = makeTurns({ atOnce: 1, waiting: 1 })
  const [first, second, third] = [aJob(log, 'a'), aJob(log, 'b'), aJob(log, 'c')]
  const answers = [turns.take(first.work), turns.take(second.work)]

  const refused = turns.take(third.work)
  first.end()
  second.end()
  await all(answers)
  third.end()
  const later = await turns.take(third.work)

  expect(refused).toBeUndefined()
  expect(later).toBe('c')
  expect(log).toEqual(['a', 'b', 'c'])
})

test('work that fails, or throws before it has begun, frees its turn and tells only its own caller', async () => {
  const log: string[] = []
  const turns = makeTurns({ atOnce: 1, waiting: 2 })
  const [failing, next] = [aJob(log, 'a'), aJob(log, 'c')]

  const answers = [
    turns.take(failing.work),
    turns.take(() => {
      throw new Error('b')
    }),
    turns.take(next.work),
  ]
  failing.fail()
  next.end()
  const ends = await Promise.allSettled(answers.map((answer) => answer ?? Promise.resolve('turned away')))

  expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : String(end.reason)))).toEqual([
    'Error: a',
    'Error: b',
    'c',
  ])
})

test('whatever comes and goes, never more run than may, and whoever was let in has a turn', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 4 }),
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 30 }),
      async (atOnce, waiting, lengths) => {
        const turns = makeTurns({ atOnce, waiting })
        let running = 0
        let most = 0
        const answers = lengths.map((length) =>
          turns.take(async () => {
            running += 1
            most = Math.max(most, running)
            for (let round = 0; round < length; round++) await Promise.resolve()
            running -= 1
            return length
          }),
        )
        const letIn = Math.min(lengths.length, atOnce + waiting)

        expect(await all(answers)).toEqual(lengths.map((length, index) => (index < letIn ? length : undefined)))
        expect(most).toBeLessThanOrEqual(atOnce)
      },
    ),
  )
})

test('turns that nobody could ever have are a mistake', () => {
  expect(() => makeTurns({ atOnce: 0, waiting: 3 })).toThrow(RangeError)
  expect(() => makeTurns({ atOnce: Number.NaN, waiting: 3 })).toThrow(RangeError)
})
