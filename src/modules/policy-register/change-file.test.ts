import { join } from 'node:path'
import { expect, test } from 'vitest'
import { say } from '#kernel/text'
import { refusals } from '#messages/policy-register'
import { Refused } from '#kernel/refused'
import type { PolicyRegisterRefusal } from '#contracts/policy-register'
import { readChange, readChangeFile } from './change-file.ts'

const howTo = join(import.meta.dirname, '..', '..', '..', 'docs', 'how-to')

/** What an officer is told of a change file that cannot be used. */
function told(text: string): string {
  try {
    readChange(text, howTo)
    return ''
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause
    // Refusals of this module only.
    return say(refusals, cause.refusal as PolicyRegisterRefusal)
  }
}

test('the example of the handbook is a change', () => {
  const change = readChangeFile(join(howTo, 'simulate-change.yaml'))

  expect(change.standards).toMatchObject([
    { name: '低保标准', division: '36', dimensions: { 户口性质: '城镇' }, value: '1080', from: '2027-01-01', line: 5 },
    { name: '低保标准', dimensions: { 户口性质: '农村' }, value: '860' },
  ])
})

test.each([
  ['', '变更文件里没有任何变更'],
  ['parameters: []', '变更文件里没有任何变更'],
  ['parameters:\n  - { name: 低保标准, division: 36', '变更文件第2行'],
  ['parameters:\n  - { division: "36", value: 1 }', '第2行：缺少“name”'],
  ['parameters:\n  - name: 低保标准\n    division: 江西\n    value: 1080', '第3行：“division”的值“江西”不对'],
  [
    'parameters:\n  - name: 低保标准\n    division: "36"\n    value: 1080\n    from: 明年',
    '第5行：“from”的值“明年”不对',
  ],
  ['parameters:\n  - name: 低保标准\n    devision: "36"', '第3行：“devision”'],
  ['standards: []', '没有这个字段'],
  ['models:\n  - { folder: assistance, file: category.dmn, path: 没有.dmn }', '第2行：读不到规则文件“没有.dmn”'],
])('%j is refused with the line and what to do', (text, expected) => {
  expect(told(text)).toContain(expected)
})
