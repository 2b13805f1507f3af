import { expect, test } from 'vitest'
import { seededRandom } from '#kernel/random'
import { checkCharacter, readResidentId } from '#kernel/resident-id'
import { dirt, dirtRates } from '#demo-county/dirt'
import type { Row } from '#demo-county/rows'

/** An invented number with a right check character, computed and never written out. */
function invented(index: number): string {
  const first17 = `3607351958${String(1 + (index % 12)).padStart(2, '0')}15${String(index % 1000).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}

function aSettlement(index: number): Row {
  return {
    feed: 'medicalSettlements',
    record: {},
    cells: {
      settlement: String(index),
      residentId: invented(index),
      name: '张秀英',
      admittedOn: '2026-03-01',
      dischargedOn: '2026-03-09',
      settledOn: '2026-03-10',
      disease: '肺炎',
      serious: '否',
      total: '12345.60',
      selfPay: '3000',
    },
  }
}

function soilMany(count: number, scale: number) {
  const soiler = dirt(scale, seededRandom(5))
  const rows = Array.from({ length: count }, (_, index) => aSettlement(index))
  return { rows, soiled: rows.map((row) => soiler.soil(row)), count: soiler.count('medicalSettlements') }
}

test('no more lines are soiled than the rate says, and nearly as many', () => {
  const { count } = soilMany(40_000, 1)

  expect(count.lines).toBe(40_000)
  expect(count.soiled).toBeLessThanOrEqual(40_000 * dirtRates.medicalSettlements)
  expect(count.soiled).toBeGreaterThan(40_000 * dirtRates.medicalSettlements * 0.9)
})

test('without dirt every line stays as it was', () => {
  const { rows, soiled } = soilMany(2000, 0)

  expect(soiled.every((one, index) => one.cells === rows[index]?.cells && !one.lost && !one.twice)).toBe(true)
})

test('a number that is not lost can be repaired to the right one, and a lost one never reads as another', () => {
  const { rows, soiled } = soilMany(40_000, 5)
  const wrong: string[] = []
  let lostNumbers = 0
  soiled.forEach(({ cells, lost }, index) => {
    const was = rows[index]?.cells['residentId'] ?? ''
    const now = cells['residentId'] ?? ''
    if (now === was) return
    const reading = readResidentId(now)
    if (lost) lostNumbers++
    if (reading.ok === lost || (reading.ok && reading.id !== was)) wrong.push(now)
  })

  expect(wrong).toEqual([])
  expect(lostNumbers).toBeGreaterThan(50)
})

test('a lost line has a cell that is required and cannot be read', () => {
  const lost = soilMany(40_000, 5).soiled.filter((one) => one.lost)

  const unreadable = lost.filter(
    ({ cells }) =>
      !readResidentId(cells['residentId'] ?? '').ok ||
      /02-30|13-05|04-31|00-00|^2046/.test(cells['settledOn'] ?? '') ||
      !['是', '否'].includes(cells['serious'] ?? ''),
  )
  expect(lost.length).toBeGreaterThan(100)
  expect(unreadable).toHaveLength(lost.length)
})
