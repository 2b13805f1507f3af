import { expect, test } from 'vitest'
import { pathOf, pointAt, withoutLast, worthKeeping } from '#web/features/cases/forms/signature-path.ts'

const frame = { left: 100, top: 50, width: 600, height: 200 }

test('the same place on the paper is the same point, however large the box is on the screen', () => {
  expect(pointAt({ clientX: 400, clientY: 150 }, frame)).toEqual({ x: 150, y: 50 })
  expect(pointAt({ clientX: 75, clientY: 25 }, { left: 0, top: 0, width: 150, height: 50 })).toEqual({ x: 150, y: 50 })
})

test('a pen that leaves the box stays on its edge', () => {
  expect(pointAt({ clientX: 0, clientY: 900 }, frame)).toEqual({ x: 0, y: 100 })
})

test('a path has only what the contract of a signature lets through', () => {
  const path = pathOf([
    [
      { x: 1.5, y: 2 },
      { x: 10, y: 20.1 },
    ],
    [{ x: 300, y: 5 }],
  ])

  expect(path).toBe('M1.5 2L10 20.1M300 5L300 5')
  expect(path).toMatch(/^[MLQ0-9 .,-]*$/)
})

test('the last stroke is taken back, then the one before it, then none is left', () => {
  const two = 'M1 1L2 2M3 3L4 4'
  expect(withoutLast(two)).toBe('M1 1L2 2')
  expect(withoutLast('M1 1L2 2')).toBe('')
  expect(withoutLast('')).toBe('')
})

test('a finger that rests adds nothing', () => {
  expect(worthKeeping({ x: 1, y: 1 }, { x: 1.2, y: 1.3 })).toBe(false)
  expect(worthKeeping({ x: 1, y: 1 }, { x: 2, y: 1 })).toBe(true)
  expect(worthKeeping(undefined, { x: 0, y: 0 })).toBe(true)
})
