import { expect, test } from 'vitest'
import { withinPlace } from '#web/features/households/address.ts'

test('an address says only what the place before it has not said', () => {
  expect(withinPlace('石城县琴江镇古樟村委会1组2号', '琴江镇 古樟村委会')).toBe('1组2号')
})

test('an address of another place stays as it was written', () => {
  expect(withinPlace('石城县小松镇桐江村3组', '琴江镇 古樟村委会')).toBe('石城县小松镇桐江村3组')
  expect(withinPlace('石城县小松镇桐江村3组', '')).toBe('石城县小松镇桐江村3组')
})

test('an address that is the place itself, and one that nobody knows, say nothing', () => {
  expect(withinPlace('石城县琴江镇古樟村委会', '琴江镇 古樟村委会')).toBeNull()
  expect(withinPlace(null, '琴江镇 古樟村委会')).toBeNull()
})
