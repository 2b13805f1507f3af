import { expect, test } from 'vitest'
import type { VillagePoint } from '#contracts/facility'
import { refusals } from '#messages/facility'
import { faultsOf, groupedCode, readTable, villageTable } from '#web/features/facility/village-table.ts'
import { Problem } from '#web/request.ts'

const village = (given: Partial<VillagePoint>): VillagePoint => ({
  code: '360735100001',
  name: '东门社区',
  longitude: null,
  latitude: null,
  elders: 0,
  ...given,
})
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

test('the template has a line a village, its code not to be taken for a number and its position left open', () => {
  const villages = [
    village({ name: '东门,"老街"社区' }),
    village({ code: '360735100002', name: '=温坊村', longitude: 116.3, latitude: 26.3 }),
  ]

  const table = villageTable(villages, new Map([['360735100', '琴江镇']]))

  expect(table).toBe(
    [
      '\uFEFF"区划代码","乡镇","名称","经度","纬度"',
      '"360735-100-001","琴江镇","东门,""老街""社区",,',
      `"360735-100-002","琴江镇","'=温坊村",116.3,26.3`,
      '',
    ].join('\r\n'),
  )
})

test('the code of a town has two groups', () => {
  expect(groupedCode('360735100')).toBe('360735-100')
})

test('a table is read in the letters of any spreadsheet, and what is none is told apart', () => {
  // 区划 in GB18030.
  const chinese = new Uint8Array([0xc7, 0xf8, 0xbb, 0xae, 0x2c, 0x31])
  const workbook = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00])

  expect(readTable(bytesOf('区划,1'))).toEqual({ ok: true, text: '区划,1' })
  expect(readTable(chinese)).toEqual({ ok: true, text: '区划,1' })
  expect(readTable(workbook)).toEqual({ ok: false, why: 'not-text' })
  expect(readTable(new Uint8Array([0xff, 0xff]))).toEqual({ ok: false, why: 'not-text' })
  expect(readTable(bytesOf('\uFEFF \r\n'))).toEqual({ ok: false, why: 'empty' })
  expect(readTable(bytesOf('1'.repeat(1_000_000)))).toMatchObject({ ok: true })
  expect(readTable(bytesOf('1'.repeat(1_000_001)))).toEqual({ ok: false, why: 'too-large' })
})

test('the wrong lines are read out of the refusal that has them, and out of no other', () => {
  const refusal = {
    code: 'village-points-faulty',
    count: 1,
    faults: [{ line: 2, code: 'swapped', longitude: 26.3, latitude: 116.3 }],
  } as const
  const problem = new Problem(409, refusal.code, refusals['village-points-faulty'](refusal), refusal)

  expect(faultsOf(problem)?.faults).toEqual(refusal.faults)
  expect(faultsOf(new Problem(409, 'village-points-empty', '', { code: 'village-points-empty' }))).toBeUndefined()
  expect(faultsOf(null)).toBeUndefined()
})
