import { expect, test } from 'vitest'
import { toBlocks } from '#web/features/policies/markdown-blocks.ts'

test('headings, lists, tables and paragraphs become blocks of their own', () => {
  const text = [
    '# 最低生活保障',
    '按县级以上政府公布的标准，',
    '补足差额。',
    '',
    '- 《社会救助法》第十八条',
    '  和第二十条',
    '- 民发〔2021〕57号',
    '',
    '| 地区 | 标准 |',
    '| --- | ---: |',
    '| 城镇 | 980 |',
  ].join('\n')

  expect(toBlocks(text)).toEqual([
    { kind: 'heading', level: 1, text: '最低生活保障' },
    { kind: 'paragraph', text: '按县级以上政府公布的标准，补足差额。' },
    { kind: 'list', items: ['《社会救助法》第十八条和第二十条', '民发〔2021〕57号'] },
    {
      kind: 'table',
      rows: [
        ['地区', '标准'],
        ['城镇', '980'],
      ],
    },
  ])
})

test('a list begins right below the line that announces it', () => {
  expect(toBlocks('依据：\n1. 第四条\n2、第五条\n* 第六条')).toEqual([
    { kind: 'paragraph', text: '依据：' },
    { kind: 'list', items: ['第四条', '第五条', '第六条'] },
  ])
})

test('headings have three levels, and a deeper one is text', () => {
  expect(toBlocks('## 二\n\n### 三\n\n#### 四')).toEqual([
    { kind: 'heading', level: 2, text: '二' },
    { kind: 'heading', level: 3, text: '三' },
    { kind: 'paragraph', text: '#### 四' },
  ])
})

test('a tag in the text stays text', () => {
  expect(toBlocks('<script>alert(1)</script>')).toEqual([{ kind: 'paragraph', text: '<script>alert(1)</script>' }])
})

test('a text of nothing but blank lines has no blocks', () => {
  expect(toBlocks('\n  \n\n')).toEqual([])
})
