import { expect, test } from 'vitest'
import { piecesOf } from '#web/ui/expression-pieces.ts'
import { expressionWords } from '#web/ui/expression.zh.ts'

const spoken = (expression: string): string =>
  piecesOf(expression)
    .map(({ text }) => text)
    .join('')

test('words and signs are those that officers know', () => {
  expect(spoken('家庭人口 >= 1')).toBe('家庭人口 ≥ 1')
  expect(spoken('max(0, 低保标准 * 家庭人口 - 家庭月收入)')).toBe('较大者(0, 低保标准 × 家庭人口 − 家庭月收入)')
  expect(spoken('round half up(家庭月收入 / 家庭人口, 2)')).toBe('四舍五入(家庭月收入 ÷ 家庭人口, 2)')
})

test('each condition that must hold as well begins a line', () => {
  expect(spoken('not(特困) and 家庭人口 != 0 or 单人保').split('\n')).toEqual([
    '不是(特困) ',
    '且 家庭人口 ≠ 0 ',
    '或 单人保',
  ])
})

test('a condition within parentheses stays in its line', () => {
  expect(spoken('some 人 in 成员 satisfies (人.年龄 < 18 and 人.在读)')).not.toContain('\n')
})

test('a text in quotation marks is set apart and no word in it is translated', () => {
  expect(piecesOf('类别 = "and or not"')).toEqual([
    { kind: 'plain', text: '类别' },
    { kind: 'plain', text: ' ' },
    { kind: 'sign', text: '=' },
    { kind: 'plain', text: ' ' },
    { kind: 'text', text: '“and or not”' },
  ])
})

test('a duration is told in days, months or years', () => {
  expect(spoken('今天 - duration("P60D")')).toBe('今天 − 60天')
  expect(spoken('今天 - duration("P2Y")')).toBe('今天 − 2年')
})

test('a name that begins with a word of the language is left alone', () => {
  expect(spoken('order + android')).toBe('order + android')
})

test('every word of the language has a translation without Latin letters, and is spoken so', () => {
  for (const [feel, zh] of expressionWords) {
    expect(zh).not.toMatch(/[a-z]/i)
    expect(spoken(`甲 ${feel} 乙`).replace('\n', '')).toBe(`甲 ${zh} 乙`)
  }
})
