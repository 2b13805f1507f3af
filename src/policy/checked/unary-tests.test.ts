import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { answer } from '#policy'
import { aModel, compiled } from '#policy/testing'

function valueOf(expression: string): unknown {
  return answer(compiled(aModel({ decisions: { y: expression } })), ['y'], {}, day('2026-10-31')).values['y']
}

test('a test that names the value by ? is the condition itself', () => {
  expect(valueOf('5 in (? > 3)')).toBe(true)
  expect(valueOf('false in (? or false)')).toBe(false)
  expect(valueOf('true in (not(?))')).toBe(false)
  expect(valueOf('false in (if 1 > 2 then true else ?)')).toBe(false)
  expect(valueOf('false in (some x in [?] satisfies x)')).toBe(false)
  expect(valueOf('false in ({a: ?}.a)')).toBe(false)
  expect(valueOf('false in (all([?, true]))')).toBe(false)
  expect(valueOf('[1, 2] in (count(?) = 2)')).toBe(true)
})

test('a test without ? is held against the value', () => {
  expect(valueOf('false in (false)')).toBe(true)
  expect(valueOf('5 in (2 + 3)')).toBe(true)
  expect(valueOf('5 in ([1, 5])')).toBe(true)
  expect(valueOf('5 in ([6..9], < 2)')).toBe(false)
  expect(valueOf('5 in ((4..5])')).toBe(true)
  expect(valueOf('5 in ([4..5))')).toBe(false)
  expect(valueOf('5 in (1 > 2)')).toBe(false)
  expect(valueOf('5 in (2 > 1)')).toBe(true)
})
