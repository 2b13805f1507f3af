import { expect, test } from 'vitest'
import { describeFault } from './problem.ts'

test('a fault is logged without the row that the database stumbled over', () => {
  const name = '张桂香'
  const refusedRow = Object.assign(new Error('duplicate key value violates unique constraint "person_once"'), {
    code: '23505',
    detail: `Key (name)=(${name}) already exists.`,
    where: `COPY swept, line 3: "${name}"`,
  })
  const badValue = Object.assign(new Error(`invalid input syntax for type bigint: "${name}"`), { code: '22P02' })

  const [logged, loggedValue] = [describeFault(refusedRow), describeFault(badValue)]

  expect(JSON.stringify([logged, loggedValue])).not.toContain(name)
  expect(logged).toMatchObject({ code: '23505', message: refusedRow.message })
  expect(logged.stack).toContain('problem.test.ts')
  expect(loggedValue.code).toBe('22P02')
})
